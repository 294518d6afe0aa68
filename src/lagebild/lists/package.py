"""The files of one edition in one archive: packed so that the same files give the same bytes, unpacked with care."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from lagebild.errors import EncryptedError, UnreadableError
from lagebild.lists.content import MAX_SIZE_BYTES

MAX_FILES = 64
"""Most files in one archive. The largest set of a publisher's read so far has four."""

MAX_RATIO = 200
"""How many times its packed size a file may have. Text tables pack to about a tenth; a bomb to a thousandth."""

_RATIO_FREE_BYTES = 1024 * 1024
"""Unpacked size below which the ratio is not looked at: short files of repeated rows pack very well."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can state. Source: PKWARE APPNOTE 4.4.6."""

_LOCAL_HEADER = struct.Struct("<4s22sHH")
"""Signature, fields not needed here, length of the name and of the extra field. Source: APPNOTE 4.3.7."""

_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises at broken archives, found by cutting and changing their bytes."""


def pack_set(files: Mapping[str, bytes]) -> bytes:
    """One stored zip archive of the files, the same bytes for the same files.

    Args:
        files: Name, without a folder, to content.

    Raises:
        ValueError: There is no file, or a name is empty or has a folder in it.
    """
    if not files:
        raise ValueError("no files to pack")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            if not is_plain_name(name):
                raise ValueError(f"not a plain file name: {name!r}")
            info = zipfile.ZipInfo(name, date_time=_EPOCH)
            info.create_system = 3  # else the archive would tell the system that made it
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return packed.getvalue()


def unpack_set(content: bytes, source: str) -> dict[str, bytes]:
    """The files of an archive, name to content, in the archive's order.

    Args:
        content: A zip archive, as `pack_set` or a publisher makes it.
        source: What to call the archive in messages.

    Raises:
        EncryptedError: A file is locked by a password.
        UnreadableError: It is no zip archive, broken, empty, has folders, a name twice, too many files, or unpacks
            to more than a list can hold.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            _refuse_bad_directory(infos, source)
            return {info.filename: archive.read(info) for info in infos}
    except _ZIP_ERRORS as error:
        raise UnreadableError(f"{source} is a broken zip archive ({error}); fetch it again.") from error


def read_file_names(content: bytes) -> tuple[str, ...]:
    """The names in an archive's directory; empty where there is none. Cheap: nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(archive.namelist())
    except _ZIP_ERRORS:
        return ()


def locate_file(content: bytes, name: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of a file that is stored in an archive; None where it is packed or not in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            info = archive.getinfo(name)
    except (KeyError, *_ZIP_ERRORS):
        return None
    head = content[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
    if info.compress_type != zipfile.ZIP_STORED or len(head) < _LOCAL_HEADER.size:
        return None
    _, _, name_length, extra_length = _LOCAL_HEADER.unpack(head)
    start = info.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    end = start + info.file_size
    return (start, end) if end <= len(content) else None


def is_plain_name(name: str) -> bool:
    """Whether a file name has no folder, no drive and no control character in it."""
    return (
        bool(name)
        and name not in {".", ".."}
        and not any(char in name for char in "/\\:")
        and name.isprintable()
    )


def _refuse_bad_directory(infos: list[zipfile.ZipInfo], source: str) -> None:
    if not infos:
        raise UnreadableError(f"{source} is an empty zip archive; fetch it again.")
    if len(infos) > MAX_FILES:
        raise UnreadableError(f"{source} holds {len(infos)} files, more than the {MAX_FILES} a set may have.")
    names = [info.filename for info in infos]
    for name in names:
        if not is_plain_name(name):
            raise UnreadableError(
                f"{source} holds {name!r}, which is no plain file name; pack files without folders."
            )
        if names.count(name) > 1:
            raise UnreadableError(f"{source} holds {name!r} twice; which one counts is not known.")
    if any(info.flag_bits & 1 for info in infos):
        raise EncryptedError(f"{source} is locked by a password; give it without one.")
    for info in infos:
        if info.file_size > max(_RATIO_FREE_BYTES, MAX_RATIO * info.compress_size):
            raise UnreadableError(
                f"{source}: {info.filename} unpacks to {info.file_size} bytes from {info.compress_size}; "
                "no list does. It is refused."
            )
    if sum(info.file_size for info in infos) > MAX_SIZE_BYTES:
        raise UnreadableError(
            f"{source} unpacks to more than {MAX_SIZE_BYTES} bytes; no list does. It is refused."
        )
