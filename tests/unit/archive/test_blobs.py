import hashlib
import os
from pathlib import Path

import pytest

from lagebild.archive.blobs import BlobStore, UnwritableArchiveError
from lagebild.errors import HashMismatchError, MissingBytesError

CONTENT = b"some bytes"
SHA256 = "76e0a6e1ea5b5a3bd9bd12df2ba3a5dd1ae7ba3c4b33a03ee8d8ca5ed98ce1a3"


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "archive")


def damage(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def test_put_keeps_bytes_once_under_their_hash(store: BlobStore) -> None:
    sha256 = store.put(CONTENT)
    assert sha256 == hashlib.sha256(CONTENT).hexdigest()
    path = store.root / sha256[:2] / sha256[2:4] / sha256
    before = path.stat()
    assert store.put(CONTENT) == sha256
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino
    assert path.stat().st_mode & 0o777 == 0o444
    assert (store.get(sha256), store.has(sha256), list(store)) == (CONTENT, True, [sha256])


def test_put_leaves_no_temporary_file(store: BlobStore) -> None:
    sha256 = store.put(CONTENT)
    assert [path.name for path in store.root.rglob("*") if path.is_file()] == [sha256]


def test_empty_bytes_are_bytes(store: BlobStore) -> None:
    assert store.get(store.put(b"")) == b""


def test_missing_bytes_are_named_with_advice(store: BlobStore) -> None:
    with pytest.raises(MissingBytesError, match=f"no bytes at .*{SHA256}.*Put the file back from a copy"):
        store.get(SHA256)
    with pytest.raises(MissingBytesError):
        store.verify(SHA256)
    assert not store.has(SHA256)


def test_changed_bytes_are_named_with_advice(store: BlobStore) -> None:
    sha256 = store.put(CONTENT)
    damage(store.path_of(sha256), b"other bytes")
    for call in (store.get, store.verify):
        with pytest.raises(HashMismatchError, match=f"{sha256} no longer has the hash"):
            call(sha256)
    with pytest.raises(HashMismatchError):
        store.put(CONTENT)


def test_verify_all_names_the_damaged_and_goes_on(store: BlobStore) -> None:
    hashes = sorted(store.put(b"%d" % number) for number in range(3))
    damage(store.path_of(hashes[1]), b"")
    told = {sha256: type(error) for sha256, error in store.verify_all()}
    assert told == {hashes[0]: type(None), hashes[1]: HashMismatchError, hashes[2]: type(None)}


def test_erase_removes_for_good(store: BlobStore) -> None:
    sha256 = store.put(CONTENT)
    assert store.erase(sha256)
    assert not store.erase(sha256)
    assert list(store) == []


def test_name_that_is_no_hash_is_refused(store: BlobStore) -> None:
    for name in ("../../etc/passwd", "", "A" * 64, SHA256 + "\n"):
        with pytest.raises(ValueError, match="not a SHA-256"):
            store.path_of(name)


def test_leftover_of_a_crash_is_no_payload(store: BlobStore) -> None:
    sha256 = store.put(CONTENT)
    (store.path_of(sha256).parent / ".put-abc").write_bytes(b"half")
    assert list(store) == [sha256]


def test_folder_that_is_a_file_gives_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("in the way")
    with pytest.raises(UnwritableArchiveError, match=r"cannot write 10 bytes .* nothing was kept"):
        BlobStore(tmp_path / "archive").put(CONTENT)


def test_disk_that_takes_no_bytes_gives_a_clear_error(
    store: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(b"before")

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UnwritableArchiveError, match=r"Read-only file system; nothing was kept"):
        store.put(CONTENT)
    monkeypatch.undo()
    assert list(store.root.rglob(".put-*")) == []
    assert not store.has(hashlib.sha256(CONTENT).hexdigest())
