"""Where an entry of the EU's list stands in the bytes of an edition, and what names it there."""

import re
from xml.sax.saxutils import escape

KEY_ATTRIBUTE = "euReferenceNumber"
"""The EU's own number of an entity, such as `EU.4011.64`."""

SPARE_KEY_ATTRIBUTE = "logicalId"
"""The database's number, which names an entity that has no reference number."""

SPARE_KEY_PREFIX = "logicalId-"
"""Before a spare key, so that it can never be taken for the EU's own number."""

_OPENING = re.compile(rb"<((?:[\w.-]+:)?sanctionEntity)\s")
_REFERENCE = re.compile(rb"\seuReferenceNumber\s*=\s*[\"']\s*[^\s\"']")


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the entry with a reference, from its opening to its closing tag.

    Returns:
        None where the edition holds no such entry, or writes it in a way that does not show its place.
    """
    is_spare = reference.startswith(SPARE_KEY_PREFIX)
    name = SPARE_KEY_ATTRIBUTE if is_spare else KEY_ATTRIBUTE
    value = reference.removeprefix(SPARE_KEY_PREFIX) if is_spare else reference
    written = re.escape(escape(value, {'"': "&quot;"}).encode())
    attribute = re.compile(rb"\s" + name.encode() + rb"\s*=\s*([\"'])\s*" + written + rb"\s*\1")
    for match in attribute.finditer(content):
        start = content.rfind(b"<", 0, match.start())
        opening = _OPENING.match(content, start) if start >= 0 else None
        if opening is None or _is_comment(content, start):
            continue
        if is_spare and _REFERENCE.search(content, start, content.find(b"<", match.end())):
            continue
        closing = re.compile(rb"</" + re.escape(opening[1]) + rb"\s*>").search(content, match.end())
        return None if closing is None else (start, closing.end())
    return None


def _is_comment(content: bytes, position: int) -> bool:
    """Whether the place is inside a comment, which no parser reads."""
    return content.rfind(b"<!--", 0, position) > content.rfind(b"-->", 0, position)
