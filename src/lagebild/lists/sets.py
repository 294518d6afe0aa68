"""Files named together: those that make up one edition are packed as one, the others stand alone."""

from collections.abc import Mapping
from pathlib import PurePath

from lagebild.lists.content import is_zip
from lagebild.lists.mapped_table.reader import pack_mapped
from lagebild.lists.package import pack_set
from lagebild.lists.us_ofac_csv.set import is_consolidated_name, peek


def group_files(contents: Mapping[str, bytes], *, mapping: bytes | None = None) -> list[tuple[str, bytes]]:
    """The editions that files make.

    OFAC's CSV files are the only ones that belong together: those of one list in one folder are one edition if the
    main file is among them. With a mapping each file is packed with it, so that the record can read it again.

    Args:
        contents: Path to bytes.
        mapping: A mapping file's bytes that says what the tables' columns hold, or None.

    Returns:
        A name and the bytes of each edition, in the order given.
    """
    if mapping is not None:
        return [
            (path, pack_mapped(PurePath(path).name, content, mapping)) for path, content in contents.items()
        ]
    groups: dict[tuple[str, str], dict[str, bytes]] = {}
    for path, content in contents.items():
        groups.setdefault(_find_group(path, content), {})[path] = content
    editions: list[tuple[str, bytes]] = []
    for (folder, list_name), files in groups.items():
        roles = {role for path, content in files.items() for role in _peek(path, content).values()}
        if len(files) > 1 and "SDN" in roles and len(roles) == len(files):
            packed = pack_set({PurePath(path).name: content for path, content in files.items()})
            editions.append((str(PurePath(folder) / f"{list_name}.zip"), packed))
        else:
            editions.extend(files.items())
    return editions


def _peek(path: str, content: bytes) -> dict[str, str]:
    return peek(content, PurePath(path).name)


def _find_group(path: str, content: bytes) -> tuple[str, str]:
    """The folder and the list of a file of OFAC's sets; a group of its own for every other file."""
    pure = PurePath(path)
    if is_zip(content) or not _peek(path, content):
        return (path, "")
    return (str(pure.parent), "cons" if is_consolidated_name(pure.name) else "sdn")
