"""Legal forms in names: whether a name says that it is a company's."""

import re

_WORDS = (
    r"company|companies|compagnie|compañ[ií]a|sociedad an[oó]nima|soci[eé]t[eé] anonyme|corporation|corp"
    r"|incorporated|inc|co(?!-(?:op|ord|prod))|limited|unlimited|ltd|ltda|limitada|llc|llp|plc|pte|pty"
    r"|gmbh|aktiengesellschaft|anstalt|jsc|pjsc|ojsc|cjsc|prjsc|ooo|oao|pao|zao|fze|fzco|fzc|fz-?llc|dmcc|sarl|lda"
    r"|sdn\.? bhd|[sş]irketi|şti|(?<!and )holdings?(?! of)|joint[ -]stock|limited liability"
    r"|aktsionerno(?:e|ye) obshchestvo|de c\.v"
)
"""Forms that are no other word, whatever the case of their letters."""

_DOTTED = (
    r"l\.l\.c|p\.l\.c|n\.v|b\.v|s\.a(?:\.[ls])?|s\.r\.l|s\.p\.a|s\.c\.a"
    r"|s\.r\.o|s\.a\.r\.l|d\.o\.o|a\.[sş]|c\.a|sp\. ?z ?o\. ?o"
)
"""Forms that their points tell; two letters with points may be a person's initials (`named after S.A. …`)."""

_CAPITALS = r"SA|SAS|SAL|SRL|NV|BV|AG|KG|AS|AŞ|AO|DOO"
"""Forms that are words or syllables of other languages too: they count in capitals, and not in a part joined by a
hyphen or an apostrophe, such as `AS-SA'IQA`."""

_CYRILLIC = (
    r"ооо|оао|пао|зао|нао|ао|тов|прат|акционерное общество|общество с ограниченной ответственностью"
    r"|акціонерне товариство|товариство з обмеженою відповідальністю"
)

_EAST_ASIAN = r"会社|有限公司|有限责任公司|股份公司|회사|공사"

_FORM = re.compile(
    rf"(?<!\w)(?i:{_WORDS}|{_CYRILLIC})(?!\w)"
    rf"|(?<![\w.])(?<!(?i:after) )(?<!(?i:imeni) )(?<!(?i:im\.) )(?i:{_DOTTED})(?!\w)"
    rf"|(?<![\w'’-])(?:{_CAPITALS})(?![\w'’-])"
    rf"|(?<!\w)E(?:ST|st)\."
    rf"|{_EAST_ASIAN}"
)
"""Source: names in the editions read of the UN's, the EU's, OFAC's, the British, Australian, Canadian and Japanese
lists; the Korean words and the Ukrainian ones from general knowledge, not compared."""


def names_company(name: str) -> bool:
    """Whether a name holds a legal form of a company.

    A word for a trade, such as `Bank` or `Enterprise`, is none.
    """
    return _FORM.search(name) is not None


def drop_legal_forms(name: str) -> str:
    """The name with a space in place of each legal form."""
    return _FORM.sub(" ", name)
