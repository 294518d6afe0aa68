"""Numbers and facts that OFAC's XML forms give with a label of their own, as the clauses that the CSV form writes."""

from lagebild.lists.identifiers import find_identifier_kind
from lagebild.lists.us_ofac.clauses import Clause, ClauseRule, find_rule, read_clause


def make_clause(
    label: str,
    value: str,
    *,
    country: str = "",
    issued: str = "",
    expires: str = "",
    is_document: bool = True,
) -> Clause:
    """The clause of a labelled value, as it stands in the remarks of the CSV form.

    Args:
        label: Such as `Passport`, `Listing Date (EO 14024 Directive 3):` or `Digital Currency Address - XBT`.
        value: The number, day or text.
        country: Who issued it, by name; empty where not said.
        issued: Day of issue as `05 May 2009`; empty where not said.
        expires: Its last day.
        is_document: Whether a label that is not known may be read as a number's, by its words.

    Returns:
        Its rule is that of the whole label; else that of the words it begins with, where they tell more than a
        number; else, for a document, an identifier of the kind that its words name; else None.
    """
    told = "".join(
        (
            value,
            f" ({country})" if country else "",
            f" issued {issued}" if issued else "",
            f" expires {expires}" if expires else "",
        )
    )
    text = f"{label} {told}".strip()
    rule = find_rule(label) or find_rule(label.rstrip(" #"))
    if rule is not None:
        return Clause(text, rule, label.rstrip(" :-"), told)
    clause = read_clause(text)
    if clause.rule is not None and clause.rule.treatment != "identifier":
        return clause
    if not is_document:
        return clause
    kind = find_identifier_kind(label)
    if kind != "other" or country or issued or expires:
        return Clause(text, ClauseRule(label, "identifier", kind), label.rstrip(" :-"), told)
    return clause
