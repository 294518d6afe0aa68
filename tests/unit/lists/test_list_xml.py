"""Input that is not what it should be: every case stops with a reason or is a problem with its place."""

import io
import zipfile
from pathlib import Path

import pytest

from lagebild.errors import DocumentError, EmptyTextError, SourceChangedError, SourceError, UnreadableError
from lagebild.lists import content as list_content
from lagebild.lists import recognise_list, un_sc

SMALL = (Path(__file__).parent / "un-small.xml").read_bytes()


def _zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("consolidated.xml", SMALL)
    return target.getvalue()


LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<CONSOLIDATED_LIST dateGenerated="2026-08-01"><INDIVIDUALS>&c;</INDIVIDUALS></CONSOLIDATED_LIST>"""

OUTSIDE = b"""<?xml version="1.0"?>
<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<CONSOLIDATED_LIST dateGenerated="2026-08-01"><INDIVIDUALS>&x;</INDIVIDUALS></CONSOLIDATED_LIST>"""

REFUSED: dict[str, tuple[bytes, type[Exception], str]] = {
    "empty": (b"", EmptyTextError, "is empty"),
    "blank": (b" \r\n ", EmptyTextError, "is empty"),
    "cut off": (SMALL[: len(SMALL) // 2], UnreadableError, r"line \d+, column \d+"),
    "cut off inside the root tag": (SMALL[:130], UnreadableError, "line 2"),
    "zip": (_zipped(), UnreadableError, "zip archive"),
    "html page": (b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", UnreadableError, "HTML page"),
    "html page with a mark": (b"\xef\xbb\xbf<html><p>moved</html>", UnreadableError, "HTML page"),
    "plain text": (b"Access denied", UnreadableError, "line 1"),
    "billion laughs": (LAUGHS, UnreadableError, "defines entities, which can blow up"),
    "billion laughs in UTF-16": (LAUGHS.decode().encode("utf-16"), UnreadableError, "defines entities"),
    "entities that name each other": (
        b'<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "&b;"><!ENTITY b "&a;">]><CONSOLIDATED_LIST a="&a;"/>',
        UnreadableError,
        "defines entities",
    ),
    "outside entity": (OUTSIDE, UnreadableError, "document type"),
    "outside document type": (
        SMALL.replace(
            b"<CONSOLIDATED_LIST ", b'<!DOCTYPE CONSOLIDATED_LIST SYSTEM "x.dtd"><CONSOLIDATED_LIST '
        ),
        UnreadableError,
        "document type",
    ),
    "wrong encoding": (
        SMALL.decode().replace("KONY", "KÖNY").encode("latin-1", errors="replace"),
        UnreadableError,
        r"line \d+",
    ),
    "null bytes": (SMALL.replace(b"KONY", b"KO\x00Y"), UnreadableError, "line"),
    "another list": (b'<?xml version="1.0"?><sdnList><sdnEntry/></sdnList>', SourceChangedError, "sdnList"),
    "a namespace": (b'<CONSOLIDATED_LIST xmlns="urn:x"/>', SourceChangedError, "urn:x"),
    "no entry": (
        b"<CONSOLIDATED_LIST><INDIVIDUALS/><ENTITIES/></CONSOLIDATED_LIST>",
        SourceChangedError,
        "no entry",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_parse_bad_input_is_refused_with_its_name_and_place(case: str) -> None:
    content, error, words = REFUSED[case]
    with pytest.raises(error, match=words) as caught:
        un_sc.parse(content, source="bad.xml")
    assert "bad.xml" in str(caught.value)
    assert isinstance(caught.value, DocumentError | SourceError)


def test_parse_too_large_file_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_content, "MAX_SIZE_BYTES", len(SMALL) - 1)
    with pytest.raises(UnreadableError, match=f"{len(SMALL)} bytes"):
        un_sc.parse(SMALL, source="bad.xml")


def test_parse_every_cut_of_a_list_is_refused_and_none_is_a_smaller_list() -> None:
    for end in range(0, len(SMALL.rstrip()) - 1, 997):
        with pytest.raises(DocumentError):
            un_sc.parse(SMALL[:end], source="cut.xml")


def test_parse_declared_latin_1_over_utf_8_is_a_warning() -> None:
    garbled = SMALL.replace(b'encoding="UTF-8"', b'encoding="ISO-8859-1"')
    codes = {(problem.code, problem.severity) for problem in un_sc.parse(garbled, source="x").problems}
    assert ("xml-encoding-doubtful", "warning") in codes


def test_parse_replacement_characters_are_a_warning_at_their_place() -> None:
    damaged = SMALL.decode().replace("<SECOND_NAME>KONY", "<SECOND_NAME>K\ufffdNY").encode()
    (problem,) = (p for p in un_sc.parse(damaged, source="x").problems if p.code == "xml-text-damaged")
    assert problem.severity == "warning"
    assert problem.locator.endswith("INDIVIDUAL/SECOND_NAME")


def test_parse_utf_16_with_a_mark_reads_the_same_list() -> None:
    other = SMALL.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert recognise_list(other, name="x.xml") is un_sc
    assert un_sc.parse(other, source="x").entries == un_sc.parse(SMALL, source="x").entries


def test_parse_hostile_files_are_all_refused(shared: Path) -> None:
    files = sorted((shared / "hostile" / "defusedxml" / "xmltestdata").iterdir())
    assert len(files) == 13
    for path in files:
        with pytest.raises((DocumentError, SourceError)):
            un_sc.parse(path.read_bytes(), source=path.name)


def test_recognise_list_tells_the_uns_list_from_everything_else() -> None:
    assert recognise_list(SMALL, name="anything") is un_sc
    assert recognise_list(SMALL[:300], name="cut off") is un_sc
    for other in (b"", b"<sdnList/>", b"PK\x03\x04", b"name;date\n", b"<CONSOLIDATED_LISTS/>"):
        assert recognise_list(other, name="consolidated.xml") is None


def test_recognise_list_real_files_of_other_authorities_are_not_the_uns(shared: Path) -> None:
    samples = shared / "lists" / "samples"
    assert recognise_list((samples / "sample_unsc.xml").read_bytes(), name="sample_unsc.xml") is un_sc
    for name in ("sample_eu.xml", "sdn.xml", "sample_hmt.csv", "sample_ofac_sdn.zip"):
        assert not un_sc.recognises((samples / name).read_bytes(), name=name)
