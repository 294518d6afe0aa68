"""Bytes to text: what is taken as it stands, what is guessed and said, what is refused."""

import contextlib
import time

import pytest

from lagebild.documents import read_document
from lagebild.errors import DocumentError, EmptyTextError, EncryptedError, UnreadableError

SENTENCE = "Die Überprüfung der Brücke in Musterdorf ist für März geplant – „spätestens“ für April."


@pytest.mark.parametrize(
    "text",
    [
        "a\r\nb\rc\n",
        "\ufeffMit Marke\n",
        "x\x00y und mehr Text dazu, damit er lang ist " * 3,
        "مرحبا بالعالم\n",
    ],
)
def test_utf8_text_is_kept_unchanged(text: str) -> None:
    document, problems = read_document(text.encode(), name="a.txt")
    assert (document.text, problems, document.extractor) == (text, [], "plain")


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("cp1252", "cp1252"), ("utf-16", "utf-16"), ("utf-32", "utf-32")],
)
def test_other_encoding_is_read_and_said(encoding: str, told: str) -> None:
    document, problems = read_document(SENTENCE.encode(encoding), name="a.txt")
    assert document.text == SENTENCE
    assert [(found.code, found.severity) for found in problems] == [("document-encoding", "note")]
    assert f"read as {told} by" in problems[0].message


def test_page_in_declared_encoding_is_read_by_its_declaration() -> None:
    page = '<html><head><meta charset="koi8-r"></head><body><p>Министерство сообщило об этом сегодня.</p></body></html>'
    document, problems = read_document(page.encode("koi8-r"), name="a.html")
    assert document.text == "Министерство сообщило об этом сегодня."
    assert [found.code for found in problems] == ["document-encoding"]


def test_bytes_that_fit_no_declared_encoding_are_lost_aloud() -> None:
    _, problems = read_document(b"\xff\xfe" + "kurz und gut".encode("utf-16-le") + b"\x00\xd8", name="a.txt")
    assert [(found.code, found.severity) for found in problems] == [("document-bytes-lost", "warning")]


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (b"", EmptyTextError, "empty (0 bytes)"),
        (b" \r\n\t ", EmptyTextError, "only white space"),
        ("\ufeff\n".encode(), EmptyTextError, "only white space"),
        (
            b"<html><head><script>x()</script></head><body></body></html>",
            EmptyTextError,
            "no text of its own",
        ),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 obj", UnreadableError, "a PDF is not read yet"),
        (b"%PDF-1.7\n /Encrypt 5 0 R", EncryptedError, "locked"),
        (b"PK\x03\x04 word/document.xml", UnreadableError, "DOCX"),
        (b"\x89PNG\r\n\x1a\n....", UnreadableError, "PNG image"),
        (bytes(range(256)) * 40, UnreadableError, "nothing was read"),
        (b"\x00\x01\x02\x03" * 200, UnreadableError, "control characters"),
        (b'<?xml version="1.0"?><CONSOLIDATED_LIST/>', UnreadableError, "read as a sanctions list"),
        (
            b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><l>&c;</l>',
            UnreadableError,
            "XML",
        ),
        (b"x" * (64 * 1024 * 1024 + 1), UnreadableError, "more than the 64 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(
    content: bytes, error: type[DocumentError], says: str
) -> None:
    with pytest.raises(error) as caught:
        read_document(content, name="folder/thing.bin")
    assert says in str(caught.value)
    assert str(caught.value).startswith("folder/thing.bin: ")


@pytest.mark.parametrize(
    ("content", "root"),
    [
        ('<?xml version="1.0"?><ports><port>Statement by Norway</port></ports>', "ports"),
        ('<x:sheet xmlns:x="urn:x"><x:a>Statement by Norway</x:a></x:sheet>', "x:sheet"),
        ('<!DOCTYPE ports SYSTEM "p.dtd">\n<ports/>', "ports"),
        ("<!-- one --><ports a='1'>open</ports>", "ports"),
        ("<rss version='2.0'><channel/></rss>", "rss"),
    ],
)
@pytest.mark.parametrize("name", ["a.xml", "a.xsl", "a.txt"])
def test_xml_that_is_no_page_is_refused_with_its_root(content: str, root: str, name: str) -> None:
    with pytest.raises(UnreadableError, match=rf"XML of an unknown kind \(root element {root}\)"):
        read_document(content.encode(), name=name)


def test_xml_that_defines_entities_is_refused_for_them() -> None:
    bomb = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'
    for content in (bomb, b'<?xml version="1.0"?>' + bomb):
        with pytest.raises(UnreadableError, match="defines entities") as caught:
            read_document(content, name="a.xml")
        assert "cut off" not in str(caught.value)


@pytest.mark.parametrize(
    "content", ["<!-- a -->" * 100_000 + "x", "<?a ?>" * 100_000 + "x", "<a " + 'b="c" ' * 100_000 + "x"]
)
def test_markup_without_a_root_is_told_at_once(content: str) -> None:
    before = time.process_time()
    with contextlib.suppress(DocumentError):
        read_document(content.encode(), name="a.txt")
    assert time.process_time() - before < 10


def test_words_in_angle_brackets_are_text() -> None:
    assert read_document(b"<Spokesman> The port is open.", name="a.txt")[0].text.startswith("<Spokesman>")


def test_markup_is_told_by_content_and_by_name() -> None:
    assert read_document(b"<!-- c -->\n<!DOCTYPE html><p>one two</p>", name="a.txt")[0].extractor == "html"
    assert read_document(b"<p>one two</p>", name="a.HTM")[0].text == "one two"
    assert (
        read_document(b"<p>one two</p>", name="a", media_type="text/html; charset=utf-8")[0].text == "one two"
    )
    assert read_document(b"<p>one two</p>", name="a.txt")[0].text == "<p>one two</p>"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "x" + "</div>" * 100_000,
        "<b>" * 100_000 + "x",
        "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">x</p>",
        "<p>x</p>" + "<a " * 300_000,
        "<p>x</p>" + "<!--" * 200_000,
        "<p>x</p></p></div>" + "</i>" * 200_000,
        "<p>x</p>" + "&amp;" * 200_000,
    ],
    ids=["deep", "deep inline", "attributes", "open tags", "open comments", "stray ends", "references"],
)
def test_page_that_is_built_to_hang_is_read_in_seconds(markup: str) -> None:
    before = time.process_time()
    document, _ = read_document(f"<!doctype html><body>{markup}".encode(), name="a.html")
    assert "x" in document.text
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    "line", ["word " * 12 + "\n", "a", "Q  \n", "\n ", "1.", "Frage von ", ", ", "G7 ", "“", "A. B. "]
)
def test_long_text_takes_time_in_proportion(line: str) -> None:
    content = ("Kopf und mehr\n\n" + line * (4_000_000 // len(line))).encode()
    before = time.process_time()
    read_document(content, name="a.txt")
    assert time.process_time() - before < 10
