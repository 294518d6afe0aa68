"""Several names in one field, as lists write them: parted, each as published."""

import re

from lagebild.text.names import script_of

_LETTER = re.compile(r"(?:^|\s+)[a-z]\)\s+")
"""The next letter of `a) … b) …`. Source: UN list of 2026-08-01, IRi.034."""

_SEMICOLON = re.compile(r"\s*;\s*(?![^()]*\))")
"""A semicolon outside brackets. Source: as above, IRi.039 (eight spellings in one alias), CDe.003."""

_BRACKETED = re.compile(r"(?P<outer>[^()]+?)\s*\((?P<inner>[^()]+)\)[\s,]*")
"""A name with its form in another script after it. Source: QDi.396, TAi.034, TAi.154."""

_LABEL = re.compile(r"(?:name )?(?:in )?original script\s*:\s*", re.IGNORECASE)

_LABELLED = re.compile(r"\b(?:original script|in \w+(?: script)?)\s*:\s*(?P<name>[^;()\n]+)", re.IGNORECASE)
"""A name in its own script in a note, as `In Arabic: …`. Source: QDi.029, QDi.366, QDe.157."""

_SPELLINGS = re.compile(r"[^\d:;()]+(?:;[^\d:;()]+)+")
"""A note that is nothing but spellings. Source: notes at the Arabic aliases of QDi.298, QDi.309, TAi.153."""

_NO_SCRIPT = "Zyyy"


def split_names(value: str) -> list[str]:
    """The names in one field, in order; a field with one name gives that name.

    A form in brackets is a name of its own where it is written in another script than what stands before it;
    other brackets (abbreviations, remarks) stay with their name.
    """
    match = _BRACKETED.fullmatch(value)
    if match is not None:
        outer, inner = match["outer"], _LABEL.sub("", match["inner"])
        if _differ_in_script(outer, inner):
            return [name for part in (outer, inner) for name in _split_parts(part)]
    return _split_parts(value)


def find_names_in_note(note: str, *, of: str) -> list[str]:
    """Further names that a note gives of a name: its form in its own script, or its Latin spellings.

    Args:
        note: The note as published.
        of: The name that it stands with.
    """
    if script_of(of) not in {"Latn", _NO_SCRIPT} and script_of(note) == "Latn" and _SPELLINGS.fullmatch(note):
        return _split_parts(note)
    found = (match["name"].strip() for match in _LABELLED.finditer(note))
    return [name for name in found if script_of(name) not in {"Latn", _NO_SCRIPT}]


def _split_parts(value: str) -> list[str]:
    parts = (part.strip() for lettered in _LETTER.split(value) for part in _SEMICOLON.split(lettered))
    return [part for part in parts if part]


def _differ_in_script(left: str, right: str) -> bool:
    scripts = {script_of(left), script_of(right)}
    return len(scripts) > 1 and _NO_SCRIPT not in scripts
