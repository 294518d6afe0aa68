"""Where an entry of the Security Council's list stands in the bytes of an edition."""

ENTRY_TAGS = (b"INDIVIDUAL", b"ENTITY")
"""Elements that are entries. Source: docs/sources/un_sc.md."""

REFERENCE_TAG = b"REFERENCE_NUMBER"


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the entry with a reference, from its opening to its closing tag.

    Returns:
        None where the edition holds no such entry, or writes it in a way that does not show its place.
    """
    wanted = reference.encode()
    position = 0
    while (position := content.find(wanted, position)) >= 0:
        before, after = content.rfind(b"<", 0, position), content.find(b"<", position)
        is_alone = content[before:position].strip() == b"<" + REFERENCE_TAG + b">"
        if is_alone and content[position:after].strip() == wanted:
            return _find_element(content, position)
        position += len(wanted)
    return None


def _find_element(content: bytes, inside: int) -> tuple[int, int] | None:
    starts = [(content.rfind(b"<" + tag + b">", 0, inside), tag) for tag in ENTRY_TAGS]
    start, tag = max(starts)
    closing = b"</" + tag + b">"
    end = content.find(closing, inside)
    return None if start < 0 or end < 0 else (start, end + len(closing))
