"""A folder of arrays that is opened by memory map: strings as one run of bytes, lists of numbers as rows."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lagebild.errors import ArchiveError

IntArray = npt.NDArray[np.int32]
LongArray = npt.NDArray[np.int64]
HashArray = npt.NDArray[np.uint64]
FloatArray = npt.NDArray[np.float32]

FORMAT = "lagebild-names-1"


class Strings:
    """Strings by number, kept as one run of UTF-8 bytes."""

    def __init__(self, data: npt.NDArray[np.uint8], bounds: LongArray) -> None:
        self.data, self.bounds = data, bounds

    @classmethod
    def of(cls, values: Iterable[str]) -> "Strings":
        """Pack strings in the order given."""
        packed = [value.encode("utf-8", "surrogatepass") for value in values]
        bounds = np.zeros(len(packed) + 1, dtype=np.int64)
        np.cumsum([len(item) for item in packed], out=bounds[1:])
        return cls(np.frombuffer(b"".join(packed), dtype=np.uint8), bounds)

    def __getitem__(self, index: int) -> str:
        first, last = int(self.bounds[index]), int(self.bounds[index + 1])
        return self.data[first:last].tobytes().decode("utf-8", "surrogatepass")

    def __len__(self) -> int:
        return len(self.bounds) - 1


class Rows:
    """Lists of whole numbers by number, laid end to end."""

    def __init__(self, values: IntArray, bounds: LongArray) -> None:
        self.values, self.bounds = values, bounds

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> "Rows":
        """Pack lists in the order given."""
        bounds = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in rows], out=bounds[1:])
        values = np.fromiter((value for row in rows for value in row), dtype=np.int32, count=int(bounds[-1]))
        return cls(values, bounds)

    def __getitem__(self, index: int) -> IntArray:
        return self.values[self.bounds[index] : self.bounds[index + 1]]


def hash_text(text: str) -> int:
    """A 64-bit hash of a string that is the same in every process and on every machine."""
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
    )


def save_arrays(folder: Path, arrays: dict[str, npt.NDArray[Any]], about: dict[str, Any]) -> None:
    """Write each array as `NAME.npy` and what they are about as `index.json`; same input, same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)
    text = json.dumps({"format": FORMAT, **about}, ensure_ascii=False, sort_keys=True, indent=1)
    (folder / "index.json").write_text(text + "\n", encoding="utf-8")


def open_arrays(folder: Path, names: Iterable[str]) -> tuple[dict[str, npt.NDArray[Any]], dict[str, Any]]:
    """Map the arrays of a folder into memory.

    Raises:
        ArchiveError: The folder holds no index, one of another format, or a file is missing or damaged.
    """
    try:
        about = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        if about.get("format") != FORMAT:
            raise ArchiveError(
                f"{folder}: an index of format {about.get('format')!r}, not {FORMAT!r}; build it anew"
            )
        return {name: _open_array(folder / f"{name}.npy") for name in names}, about
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{folder}: no usable name index ({error}); build it anew") from error


def _open_array(path: Path) -> npt.NDArray[Any]:
    try:
        # A plain view: slices of numpy's memmap class cost several times as much.
        return np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)  # type: ignore[no-any-return]  # numpy types it so
    except ValueError:
        return np.load(path, allow_pickle=False)  # type: ignore[no-any-return]  # an empty array cannot be mapped
