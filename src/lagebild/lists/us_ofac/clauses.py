"""The clauses of OFAC's remarks: parted, each with its label and what is done with it."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SPLIT = re.compile(r";(?:\s+|$)")
"""Clauses end with a semicolon and a space; values hold semicolons only without one (`Palestinian;arrested`)."""

ALTERNATIVE = re.compile(r"alt\.\s+", re.IGNORECASE)
_NUMBER_WORD = re.compile(r"(?:(?:No\.?|Number|#|:)+:?\s+|#)", re.IGNORECASE)

DOCUMENT = re.compile(
    r"(?P<number>.+?)"
    r"(?:\s+\((?P<country>[^()]+)\))?"
    r"(?:\s+issued\s+(?P<issued>[^()]*?\d{4}))?"
    r"(?:\s+expires\s+(?P<expires>[^()]*?\d{4}))?"
)
"""A number with its country and days, as `A1234567 (Iran) issued 05 May 2009 expires 05 May 2014`."""

_OTHER_LABEL = re.compile(
    r"(?P<label>[^\d():;]{2,60}?\b(?:No\.|Number|#|Card|ID|I\.D\.|Identification|Passport|Licen[cs]e|Permit|Code|Document))"
    r":?\s+(?=\S*\d|[A-Z]{1,4}\s?[-\d])"
)
"""A label that is not in the table and calls what follows a number, as `Kenyan ID No.`."""

_PLAIN_NUMBER = re.compile(r"[A-Z0-9#][A-Za-z0-9./#\- ]{1,32}")


@dataclass(frozen=True, slots=True)
class ClauseRule:
    """What is done with the clauses of one label.

    Attributes:
        label: As OFAC writes it; `#` stands for a number.
        treatment: Name of a treatment, see `TREATMENTS`.
        argument: What the treatment needs: a property, or the kind of a number.
    """

    label: str
    treatment: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a remark.

    Attributes:
        text: As published, outer space and the remark's last full stop removed.
        rule: What is done with it; None where its label is not known or it has none.
        label: Its label as published, with an `alt.` left out.
        value: What follows the label.
    """

    text: str
    rule: ClauseRule | None
    label: str
    value: str


@cache
def load_clause_rules() -> dict[str, ClauseRule]:
    """The rules of `clauses.tsv`, label in lower case to rule."""
    text = files("lagebild.lists").joinpath("us_ofac", "clauses.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    rules = (ClauseRule(row["label"], row["treatment"], row["argument"] or "") for row in rows)
    return {rule.label.lower(): rule for rule in rules}


@cache
def _labels() -> re.Pattern[str]:
    labels = sorted(load_clause_rules(), key=len, reverse=True)
    alternatives = "|".join(re.escape(label).replace(r"\#", r"\d+") for label in labels)
    return re.compile(rf"(?P<label>{alternatives})(?![A-Za-z])", re.IGNORECASE)


def find_rule(label: str) -> ClauseRule | None:
    """The rule for a label that stands alone, as `idType` in the XML forms; None where it is not known."""
    rules = load_clause_rules()
    key = " ".join(label.lower().split())
    return (
        rules.get(key)
        or rules.get(key.rstrip(":"))
        or rules.get(f"{key}:")
        or rules.get(re.sub(r"\d+", "#", key))
    )


def split_remarks(text: str) -> list[str]:
    """The clauses of a remark, as published; a quoted name or brackets that hold a semicolon are kept together."""
    text = text.strip()
    text = text.removesuffix(".")
    clauses: list[str] = []
    for part in (part.strip() for part in _SPLIT.split(text)):
        if clauses and _is_open(clauses[-1]) and not _labels().match(ALTERNATIVE.sub("", part)):
            clauses[-1] = f"{clauses[-1]}; {part}"
        elif part:
            clauses.append(part)
    return clauses


def _is_open(clause: str) -> bool:
    """Whether a bracket or the quotation mark of an alias is still open."""
    if clause.count("(") > clause.count(")"):
        return True
    return re.match(r"[afn]\.k\.a\. '", clause) is not None and not clause.rstrip(".").endswith("'")


def read_clauses(text: str) -> list[Clause]:
    """The clauses of a remark, each with its label, value and rule."""
    return [read_clause(part) for part in split_remarks(text)]


def read_clause(text: str) -> Clause:
    """One clause, parted into label and value."""
    start = match.end() if (match := ALTERNATIVE.match(text)) else 0
    match = _labels().match(text, start)
    if match is not None:
        return Clause(
            text, find_rule(match["label"]), match["label"].rstrip(" :-"), _strip_label(text[match.end() :])
        )
    match = _OTHER_LABEL.match(text, start)
    if match is not None:
        value = text[match.end() :]
        document = DOCUMENT.fullmatch(value.rstrip("."))
        if document and _PLAIN_NUMBER.fullmatch(document["number"]):
            return Clause(text, ClauseRule(match["label"], "identifier", "other"), match["label"], value)
    return Clause(text, None, "", text)


def tells_company(clause: Clause) -> bool:
    """Whether a clause says that an entity is a company: securities, or a kind of company or enterprise."""
    match clause.rule:
        case ClauseRule(argument="ticker" | "isin"):
            return True
        case ClauseRule(argument="classification"):
            return clause.value.rstrip(".").endswith((" Company", " Enterprise"))
    return False


def _strip_label(rest: str) -> str:
    rest = rest.lstrip(" :").removeprefix("- ").strip()
    match = _NUMBER_WORD.match(rest)
    return rest[match.end() :].strip() if match else rest
