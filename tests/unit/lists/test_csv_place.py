import pytest

from lagebild.lists.csv_place import locate_row
from lagebild.lists.table import read_csv


@pytest.mark.parametrize(
    ("content", "number", "found"),
    [
        (b"a,b\n1,2\n3,4\n", 2, b"1,2"),
        (b"a,b\r\n1,2\r\n3,4", 3, b"3,4"),
        (b'a,b\n1,"two\nlines"\n3,4\n', 3, b'1,"two\nlines"'),
        (b'a,b\n1,"two\nlines"\n3,4\n', 2, None),
        (b"a,b\n1,2\n", 7, None),
        (b"a,b\r1,2\r", 2, None),
        ("a,b\n1,Köln\n".encode("cp1252"), 2, None),
    ],
)
def test_locate_row_gives_the_bytes_of_a_row(content: bytes, number: int, found: bytes | None) -> None:
    place = locate_row(content, read_csv(content, source="x"), number)
    assert (content[slice(*place)] if place else None) == found
