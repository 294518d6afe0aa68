"""What a list's bytes must not be, before any reader looks closer."""

from lagebild.errors import EmptyTextError, UnreadableError

MAX_SIZE_BYTES = 192 * 1024 * 1024
"""Largest file read. The largest list published as one file is OFAC's sdn_advanced.xml with about 110 MB."""

HEAD_LENGTH = 4096
"""Bytes looked at to tell what a file is."""

ZIP_START = b"PK\x03\x04"
"""How a zip archive begins, and so every XLSX and ODS file. Source: PKWARE APPNOTE 4.3.7."""

HTML_STARTS = (b"<!doctype html", b"<html")


def read_head(content: bytes) -> str:
    """The beginning as text, whatever its encoding: enough to recognise a format by its words."""
    head = content[:HEAD_LENGTH]
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return head.decode(encoding, errors="replace")


def is_zip(content: bytes) -> bool:
    """Whether the bytes begin like a zip archive."""
    return content.startswith(ZIP_START)


def refuse_wrong_kind(content: bytes, source: str, *, wanted: str) -> None:
    """Refuse what is no file of the wanted kind by its first bytes.

    Args:
        content: The file's bytes.
        source: What to call the file in messages.
        wanted: `XML`, `CSV` or `JSON`; `workbook` for a zipped table.

    Raises:
        EmptyTextError: There is nothing in it.
        UnreadableError: It is too large, an HTML page, or a zip archive where none is wanted.
    """
    if len(content) > MAX_SIZE_BYTES:
        raise UnreadableError(
            f"{source} has {len(content)} bytes, more than the {MAX_SIZE_BYTES} that a list may have; "
            "check that it is the right file.",
        )
    if not content.strip():
        raise EmptyTextError(f"{source} is empty; fetch the list again.")
    head = content[:HEAD_LENGTH].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(HTML_STARTS):
        raise UnreadableError(
            f"{source} is an HTML page, not {_name(wanted)}; the publisher answered with a page instead of the list."
        )
    if wanted == "workbook":
        if not is_zip(content):
            raise UnreadableError(
                f"{source} is no workbook (XLSX or ODS); give the file as the publisher offers it."
            )
    elif head.startswith(ZIP_START.lower()):
        raise UnreadableError(
            f"{source} is a zip archive, not {_name(wanted)}; unpack it and give the file inside."
        )


def _name(wanted: str) -> str:
    return "a workbook" if wanted == "workbook" else wanted
