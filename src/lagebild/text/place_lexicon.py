"""Generates `data/places.tsv`: every inflected form by which a text names a state, a body or a government.

The base is CLDR's territory names (through babel); German and English inflection, adjectives, demonyms,
official long and short forms, capitals and seats of government come from the reviewed tables beside the
result. Run `python -m lagebild.text.place_lexicon` after changing one of them and review the difference.

Source:
    Unicode CLDR territory names; `data/adjectives.tsv` and `data/extra_names.tsv` were written by hand.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale

DATA = Path(__file__).parent / "data"
LANGUAGES = ("de", "en")
ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")

NOT_STATES = frozenset(
    [
        "AC",
        "AI",
        "AQ",
        "AS",
        "AW",
        "AX",
        "BL",
        "BM",
        "BQ",
        "BV",
        "CC",
        "CK",
        "CP",
        "CQ",
        "CW",
        "CX",
        "DG",
        "EA",
        "EU",
        "EZ",
        "FK",
        "FO",
        "GF",
        "GG",
        "GI",
        "GP",
        "GS",
        "GU",
        "HM",
        "IC",
        "IM",
        "IO",
        "JE",
        "KY",
        "MF",
        "MP",
        "MQ",
        "MS",
        "NC",
        "NF",
        "NU",
        "PF",
        "PM",
        "PN",
        "PR",
        "QO",
        "RE",
        "SH",
        "SJ",
        "SX",
        "TA",
        "TC",
        "TF",
        "TK",
        "UM",
        "UN",
        "VG",
        "VI",
        "WF",
        "XA",
        "XB",
        "YT",
        "ZZ",
    ]
)
"""CLDR codes that are no state of their own (dependencies, groups, pseudo-codes). Source: CLDR, ISO 3166-1."""

KEPT_OUT = frozenset({("de", "CG"), ("de", "CD"), ("en", "CG"), ("en", "CD"), ("en", "HK"), ("de", "HK")})
"""CLDR display names that no prose uses ("Congo - Kinshasa"); the hand-written table has the real ones."""

Form = tuple[str, str, str, str]
"""Language, form, id, kind."""


def read_table(name: str) -> Iterator[list[str]]:
    """The rows of a hand-written table, without comments and empty lines."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def inflect_german_noun(name: str) -> list[str]:
    """A German state name in all cases: with genitive -s, its leading adjective and last noun inflected."""
    first, _, rest = name.partition(" ")
    forms = [name] if name.endswith(("s", "z", "x", "ß")) else [name, name + "s"]
    if rest and first.endswith(("sche", "nigte", "nigtes", "sches")):
        stem = first.removesuffix("s").removesuffix("e")
        forms += [f"{stem}{ending} {rest}" for ending in ("e", "en", "er", "es")]
    return forms


def iterate_cldr() -> Iterator[Form]:
    """The names that CLDR gives each state, inflected."""
    for lang in LANGUAGES:
        for code, name in Locale(lang).territories.items():
            if len(code) != 2 or not code.isalpha() or code in NOT_STATES or (lang, code) in KEPT_OUT:  # noqa: PLR2004 -- alpha-2
                continue
            for variant in {
                name,
                name.replace(" & ", " and "),
                name.replace("St. ", "Saint "),
                name.split(" (")[0],
            }:
                for form in inflect_german_noun(variant) if lang == "de" else [variant]:
                    yield lang, form, code, "state"


def iterate_adjectives() -> Iterator[Form]:
    """Adjectives in every ending and demonyms."""
    for row in read_table("adjectives.tsv"):
        code, stems, demonyms, english = ([*row, "", "", ""])[:4]
        for stem in stems.split():
            for ending in ADJECTIVE_ENDINGS:
                yield "de", stem + ending, code, "adjective"
                yield "de", stem[0].upper() + stem[1:] + ending, code, "adjective"
        for demonym in demonyms.split():
            yield "de", demonym, code, "demonym"
        for word in english.split():
            kind = "demonym" if word.endswith("s") and not word.endswith(("ss", "us")) else "adjective"
            yield "en", word.replace("+", " "), code, kind


def iterate_extras() -> Iterator[Form]:
    """The hand-written names: long and short forms, capitals, governments, bodies."""
    for code, kind, lang, forms in read_table("extra_names.tsv"):
        for form in forms.split("|"):
            bare = form.removesuffix("(s)")
            for language in LANGUAGES if lang == "*" else (lang,):
                yield language, bare, code, kind
                if bare != form:
                    yield language, bare + "s", code, kind


def with_capitals(forms: Iterable[Form]) -> Iterator[Form]:
    """Each form, and in capitals as headlines write it, where it is no abbreviation."""
    for lang, form, code, kind in forms:
        yield lang, form, code, kind
        if len(form) > 3 and kind != "government" and not form.isupper():  # noqa: PLR2004 -- "US", "Chad" in capitals mean other things
            yield lang, form.upper(), code, kind


def build_forms() -> list[Form]:
    """All forms, sorted; the hand-written tables win over CLDR where both give one."""
    chosen: dict[tuple[str, str], Form] = {}
    for form in with_capitals([*iterate_cldr(), *iterate_adjectives(), *iterate_extras()]):
        chosen[form[0], form[1]] = form
    return sorted(chosen.values())


if __name__ == "__main__":
    rows = "".join("\t".join(form) + "\n" for form in build_forms())
    (DATA / "places.tsv").write_text(
        "# lang\tform\tid\tkind; generated by place_lexicon.py\n" + rows, encoding="utf-8"
    )
