"""What format some bytes are, and the text they hold where they are text."""

import re
from dataclasses import dataclass
from typing import Literal

import charset_normalizer

from lagebild.errors import EmptyTextError, EncryptedError, UnreadableError
from lagebild.model.problem import Problem

Format = Literal["html", "plain"]

SIZE_LIMIT_BYTES = 64 * 1024 * 1024
"""Largest document read. Source: ten times the largest report of a UN panel as text; a list is read elsewhere."""

SNIFF_LENGTH = 4096
"""Bytes looked at for a format. Source: WHATWG MIME Sniffing looks at 1445; head comments of real pages are longer."""

SAMPLE_LENGTH = 256 * 1024
"""Bytes that an unknown encoding is guessed from: enough for statistics, bounded in time."""

CONTROL_SHARE_LIMIT = 0.03
"""Share of control characters above which bytes are no text. Source: random bytes have 0.10, texts under 0.001."""

FEW_CONTROLS = 8
"""Control characters that a short text may have whatever their share, as long as they are not a quarter of it."""

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document (DOCX, XLSX, ODT)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document (DOC, XLS)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"%!PS", "a PostScript document"),
)
"""First bytes of formats that are no text. Source: WHATWG MIME Sniffing and the formats' own specifications."""

XML_TYPES = frozenset({"application/xml", "text/xml", "text/xsl", "application/xslt+xml"})
"""Media types of XML that is no page. Source: RFC 7303."""

XML_ENDINGS = (".xml", ".xsl", ".xslt", ".xsd", ".rss", ".rdf", ".svg")
"""Endings of names that promise XML."""

_PAGE_ELEMENT = re.compile(
    r"a|abbr|address|article|aside|b|base|blockquote|br|button|center|code|dd|details|div|dl|dt|em|fieldset|figure|"
    r"font|footer|form|h[1-6]|header|hr|i|iframe|img|input|li|link|main|meta|nav|noscript|ol|option|p|pre|section|"
    r"select|small|span|strong|style|script|sub|sup|table|tbody|td|template|th|thead|title|tr|u|ul",
    re.IGNORECASE,
)
"""Elements that a fragment of a page begins with; such text is read as before. Source: HTML Living Standard."""

_ROOT = re.compile(
    r"(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*+"
    r"""<(?P<root>[A-Za-z_][\w.-]*(?::[\w.-]+)?)(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*+\s*(?P<empty>/?)>""",
    re.DOTALL | re.IGNORECASE,
)

WESTERN_LETTERS = frozenset("ÄÖÜäöüßÉéÈèÀàÇçÊêÂâÎîÔôÛûËëÏïŒœÆæØøÅåÑñÍíÓóÚúÁá«»„“”‚‘’–—…§°€·•£´×\xa0")
"""What Windows-1252 text in the languages of our sources has beyond ASCII."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the format of the bytes it came from, and what had to be guessed."""

    text: str
    format: Format
    encoding: str
    problems: tuple[Problem, ...]


def decode_document(content: bytes, *, name: str, media_type: str | None = None) -> Decoded:
    """The text of a document's bytes.

    UTF-8 is decoded unchanged: line endings stay, and a byte-order mark stays as its code point U+FEFF, so that
    offsets count in what any other program decodes. Other encodings are recognised by byte-order mark, by the
    page's own declaration, or guessed; a Problem says which was used.

    Raises:
        EmptyTextError: There are no bytes, or nothing but white space.
        EncryptedError: A PDF that asks for a password.
        UnreadableError: Too large, or a format that is not read.
    """
    _refuse_size(content, name)
    _refuse_magic(content, name)
    text, encoding, problems = _decode(content, name)
    if not text.replace("\x00", "").replace("\ufeff", "").strip():
        raise EmptyTextError(
            f"{name}: the file holds no text, only white space; nothing was read. Check the download."
        )
    _refuse_control_characters(text, name)
    return Decoded(
        text=text, format=_recognise_format(text, name, media_type), encoding=encoding, problems=problems
    )


def refuse_binary(content: bytes, name: str) -> None:
    """Refuse the bytes of a known format that is no text, such as an office document or an image.

    Raises:
        EncryptedError: A PDF that asks for a password.
        UnreadableError: Another such format.
    """
    _refuse_magic(content, name)


def _refuse_size(content: bytes, name: str) -> None:
    if not content:
        raise EmptyTextError(f"{name}: the file is empty (0 bytes); nothing was read. Check the download.")
    if len(content) > SIZE_LIMIT_BYTES:
        size_mb, limit_mb = len(content) // 1024**2, SIZE_LIMIT_BYTES // 1024**2
        raise UnreadableError(
            f"{name}: {size_mb} MB is more than the {limit_mb} MB that a document may have; nothing was read. "
            "Split it into its documents, or add it as a list if it is one."
        )


def _refuse_magic(content: bytes, name: str) -> None:
    head = content[:SNIFF_LENGTH].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, what in MAGIC:
        if not head.startswith(magic):
            continue
        if magic == b"%PDF-" and b"/Encrypt" in content:
            raise EncryptedError(
                f"{name}: a PDF that is locked; nothing was read. Add an unlocked copy, or its text."
            )
        if magic == b"%PDF-":
            raise UnreadableError(
                f"{name}: a PDF is not read yet; nothing was read. Convert it to text (pdftotext) and add that file."
            )
        raise UnreadableError(
            f"{name}: this is {what}, not a text; nothing was read. Add its text or web page."
        )


def _refuse_control_characters(text: str, name: str) -> None:
    sample = text[:SAMPLE_LENGTH]
    control = len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]", sample))
    if control > CONTROL_SHARE_LIMIT * len(sample) and (control > FEW_CONTROLS or control * 4 > len(sample)):
        raise UnreadableError(
            f"{name}: {control} of the first {len(sample)} characters are control characters, so this is no text; "
            "nothing was read. Add the document as text or web page."
        )


def _decode(content: bytes, name: str) -> tuple[str, str, tuple[Problem, ...]]:
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return _decode_as(content, "utf-32", name, "its byte-order mark")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_as(content, "utf-16", name, "its byte-order mark")
    try:
        return content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    declared = _find_declared_encoding(content)
    if declared and _can_decode(content, declared):
        return _decode_as(content, declared, name, "its own declaration")
    return _decode_as(content, _guess_encoding(content, name), name, "a guess from its bytes")


def _decode_as(content: bytes, encoding: str, name: str, reason: str) -> tuple[str, str, tuple[Problem, ...]]:
    try:
        text = content.decode(encoding)
        message = (
            f"not UTF-8: read as {encoding} by {reason}. Check accented letters before relying on quotes."
        )
        problem = Problem(source=name, locator="", code="document-encoding", message=message, severity="note")
    except UnicodeDecodeError as error:
        text = content.decode(encoding, errors="replace")
        message = (
            f"read as {encoding} by {reason}, but some bytes do not fit it (the first at byte {error.start}); "
            "they stand as U+FFFD. Add a copy saved as UTF-8."
        )
        problem = Problem(
            source=name, locator="", code="document-bytes-lost", message=message, severity="warning"
        )
    return text, encoding, (problem,)


def _find_declared_encoding(content: bytes) -> str | None:
    found = re.search(
        rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", content[:SNIFF_LENGTH]
    )
    return found[1].decode("ascii").lower() if found else None


def _can_decode(content: bytes, encoding: str) -> bool:
    if encoding in {"iso-8859-1", "latin-1", "latin1", "us-ascii"}:
        return False  # as browsers do, these are read as Windows-1252, by the guess
    try:
        return isinstance(content.decode(encoding), str)
    except (LookupError, UnicodeDecodeError, TypeError, ValueError):
        return False


def _guess_encoding(content: bytes, name: str) -> str:
    sample = content[:SAMPLE_LENGTH]
    western = {
        bytes([byte]).decode("cp1252", errors="replace")
        for byte in set(sample)
        if byte >= 0x80  # noqa: PLR2004  # ASCII ends there
    }  # ASCII ends there
    if western <= WESTERN_LETTERS and sample.count(0) * 50 < len(sample):
        return "cp1252"
    best = charset_normalizer.from_bytes(sample).best()
    if best is None:
        raise UnreadableError(
            f"{name}: the bytes are neither UTF-8 nor text in another encoding that could be told; nothing was read. "
            "Save the document as UTF-8 and add it again."
        )
    return best.encoding


def _refuse_xml(text: str, name: str, *, is_named_xml: bool) -> None:
    """Refuse XML that is no page: by its declaration, its document type, or its own root element."""
    start = text.lstrip("\ufeff \t\r\n")
    declared = start.startswith(("<?xml", "<!DOCTYPE", "<!doctype"))
    if declared and "<!ENTITY" in start[:SNIFF_LENGTH]:
        raise UnreadableError(
            f"{name}: this is XML that defines entities of its own, which can blow up to gigabytes when they are "
            "read; it is refused and nothing was read. No document and no list needs them: do not add it."
        )
    found = _ROOT.match(start)
    root = found["root"] if found else None
    if root == "CONSOLIDATED_LIST":
        raise UnreadableError(
            f"{name}: this is XML, which is read as a sanctions list and not as a document; nothing was read. "
            "If it is a list, its format is not known to this version."
        )
    is_markup = root is not None and not _PAGE_ELEMENT.fullmatch(root)
    is_closed = is_markup and (f"</{root}>" in start or bool(found and found["empty"]))
    if declared or is_closed or (is_markup and is_named_xml):
        raise UnreadableError(
            f"{name}: XML of an unknown kind (root element {root or 'not found'}); nothing was read. "
            "A document is added as text or web page; a list in this format is not known to this version."
        )


def _recognise_format(text: str, name: str, media_type: str | None) -> Format:
    head = text[:SNIFF_LENGTH].lstrip("\ufeff \t\r\n").lower()
    start = re.sub(r"\A(?:<!--.*?-->\s*|<\?[a-z][^>]*\?>\s*)+", "", head, flags=re.DOTALL)
    if start.startswith(("<!doctype html", "<html", "<head", "<body")):
        return "html"
    kind = (media_type or "").partition(";")[0].strip().lower()
    _refuse_xml(text, name, is_named_xml=kind in XML_TYPES or name.lower().endswith(XML_ENDINGS))
    if kind in {"text/html", "application/xhtml+xml"}:
        return "html"
    is_page = name.lower().endswith((".html", ".htm", ".xhtml")) and not kind.startswith("text/plain")
    return "html" if is_page else "plain"
