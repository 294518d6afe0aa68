"""The archive's payloads: every file once, under its SHA-256, never rewritten."""

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lagebild.errors import ArchiveError, HashMismatchError, MissingBytesError

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHUNK_BYTES = 1 << 20
"""Read in pieces of one mebibyte, so that checking a large payload needs no large memory."""


class UnwritableArchiveError(ArchiveError):
    """The archive's folder takes no bytes: read-only, full, or not ours."""


class BlobStore:
    """Payloads in `root/ab/cd/<sha256>`, where `abcd` begins the hash.

    Args:
        root: The archive's folder; made with the first payload.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def path_of(self, sha256: str) -> Path:
        """Where a payload lies or would lie.

        Raises:
            ValueError: Not 64 lower-case hexadecimal digits.
        """
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256 in hexadecimal: {sha256!r}")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def put(self, content: bytes) -> str:
        """Keep these bytes, synced to disk before it returns; their SHA-256 in hexadecimal.

        Bytes that are already kept are not written again.

        Raises:
            HashMismatchError: Under this hash lie other bytes.
            UnwritableArchiveError: The folder takes no bytes; nothing half-written stays.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path_of(sha256)
        if path.exists():
            self.verify(sha256)
            return sha256
        try:
            _make_folders(path.parent, self.root)
            _write_atomically(path, content)
        except OSError as error:
            raise UnwritableArchiveError(
                f"cannot write {len(content)} bytes into the archive at {path.parent}: "
                f"{error.strerror or error}; nothing was kept. "
                "Check that the disk is mounted writable, has space, and belongs to this user."
            ) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes under a hash, compared with it.

        Raises:
            MissingBytesError: No such payload.
            HashMismatchError: The payload is damaged.
        """
        path = self.path_of(sha256)
        content = _read(path)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise _mismatch(path)
        return content

    def has(self, sha256: str) -> bool:
        """Whether a payload lies under this hash; not whether it is whole."""
        return self.path_of(sha256).is_file()

    def erase(self, sha256: str) -> bool:
        """Remove a payload for good; whether there was one.

        Raises:
            UnwritableArchiveError: The folder lets nothing be removed.
        """
        path = self.path_of(sha256)
        try:
            path.unlink()
            _sync_folder(path.parent)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise UnwritableArchiveError(
                f"cannot erase {path}: {error.strerror or error}; the payload is still there. "
                "Check that the disk is mounted writable and belongs to this user."
            ) from error
        return True

    def __iter__(self) -> Iterator[str]:
        """The hashes of all payloads, sorted."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if _SHA256.fullmatch(path.name):
                yield path.name

    def verify(self, sha256: str) -> None:
        """Hash one payload again.

        Raises:
            MissingBytesError: No such payload.
            HashMismatchError: The payload is damaged, or lies under another hash's folder.
        """
        path = self.path_of(sha256)
        digest = hashlib.sha256()
        try:
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK_BYTES):
                    digest.update(chunk)
        except FileNotFoundError as error:
            raise _missing(path) from error
        if digest.hexdigest() != sha256:
            raise _mismatch(path)

    def verify_all(self) -> Iterator[tuple[str, ArchiveError | None]]:
        """Every payload with what is wrong with it, or None; the caller counts and shows progress."""
        for sha256 in self:
            try:
                self.verify(sha256)
            except ArchiveError as error:
                yield sha256, error
            else:
                yield sha256, None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _missing(path) from error


def _missing(path: Path) -> MissingBytesError:
    return MissingBytesError(
        f"no bytes at {path}: the record names them, the archive does not hold them. "
        "Put the file back from a copy, or record their erasure."
    )


def _mismatch(path: Path) -> HashMismatchError:
    return HashMismatchError(
        f"{path} no longer has the hash that it is filed under: "
        "the bytes were changed or the disk is failing. Put the file back from a copy; do not rename it."
    )


def _make_folders(folder: Path, root: Path) -> None:
    """Make the folder and write each new name on the way to disk."""
    folder.mkdir(parents=True, exist_ok=True)
    for parent in (folder.parent, root):
        _sync_folder(parent)


def _write_atomically(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".put-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o444)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Write a folder's names to disk; without it a crash could lose the rename."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
