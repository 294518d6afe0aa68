"""Packing the files of one edition, and unpacking what others packed."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import EncryptedError, LagebildError, UnreadableError
from lagebild.lists.package import locate_file, pack_set, read_file_names, unpack_set

FILES = {"b.csv": b"2,two\r\n", "a.csv": b"1,one\r\n" * 3}


def _zip(files: list[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def test_pack_set_same_files_in_any_order_give_the_same_bytes() -> None:
    assert pack_set(FILES) == pack_set(dict(reversed(FILES.items())))


def test_pack_set_states_no_time_and_no_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(pack_set(FILES))) as archive:
        told = [(info.filename, info.date_time, info.compress_type) for info in archive.infolist()]
    assert told == [(name, (1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED) for name in ("a.csv", "b.csv")]


@settings(deadline=None)  # machines are shared
@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}\.csv", fullmatch=True), st.binary(max_size=50), min_size=1, max_size=5
    )
)
def test_unpack_set_gives_what_was_packed(files: dict[str, bytes]) -> None:
    assert unpack_set(pack_set(files), "set.zip") == files


@pytest.mark.parametrize("name", ["", "..", "a/b.csv", "a\\b.csv", "c:b.csv", "a\n.csv"])
def test_pack_set_name_with_a_folder_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        pack_set({name: b""})


def test_pack_set_without_files_is_refused() -> None:
    with pytest.raises(ValueError, match="no files"):
        pack_set({})


def test_unpack_set_reads_a_packed_archive_of_another() -> None:
    assert unpack_set(_zip(list(FILES.items())), "set.zip") == FILES


@pytest.mark.parametrize("name", ["t/data/sdn.csv", "../sdn.csv", "/sdn.csv"])
def test_unpack_set_name_with_a_folder_is_refused(name: str) -> None:
    with pytest.raises(UnreadableError, match="no plain file name"):
        unpack_set(_zip([(name, b"1")]), "set.zip")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_unpack_set_name_that_stands_twice_is_refused() -> None:
    with pytest.raises(UnreadableError, match="twice"):
        unpack_set(_zip([("a.csv", b"1"), ("a.csv", b"2")]), "set.zip")


def test_unpack_set_bomb_is_refused_unread() -> None:
    with pytest.raises(UnreadableError, match="no list does"):
        unpack_set(_zip([("a.csv", b"0" * 4_000_000)]), "set.zip")


def test_unpack_set_many_files_are_refused() -> None:
    with pytest.raises(UnreadableError, match="65 files"):
        unpack_set(_zip([(f"{number}.csv", b"") for number in range(65)]), "set.zip")


def test_unpack_set_locked_archive_is_refused() -> None:
    content = bytearray(_zip([("a.csv", b"1")]))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedError):
        unpack_set(bytes(content), "set.zip")


def test_unpack_set_empty_archive_is_refused() -> None:
    with pytest.raises(UnreadableError, match="empty"):
        unpack_set(_zip([]), "set.zip")


def test_unpack_set_changed_bytes_are_refused() -> None:
    content = pack_set(FILES).replace(b"1,one", b"1,eno")
    with pytest.raises(UnreadableError, match="broken"):
        unpack_set(content, "set.zip")


@settings(deadline=None)  # machines are shared
@given(st.integers(0, 200), st.binary(min_size=1, max_size=4))
def test_unpack_set_changed_bytes_end_in_files_or_an_explained_error(at: int, change: bytes) -> None:
    content = pack_set(FILES)
    content = content[:at] + change + content[at + len(change) :]
    read_file_names(content)
    locate_file(content, "a.csv")
    try:
        assert unpack_set(content, "set.zip")
    except LagebildError:
        return


def test_locate_file_gives_the_bytes_of_a_stored_file_alone() -> None:
    content = pack_set(FILES)
    start, end = locate_file(content, "a.csv") or (0, 0)
    assert content[start:end] == FILES["a.csv"]
    assert locate_file(content, "c.csv") is None
    assert locate_file(_zip(list(FILES.items())), "a.csv") is None
    assert read_file_names(content) == ("a.csv", "b.csv")
