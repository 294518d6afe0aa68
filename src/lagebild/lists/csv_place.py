"""Where a row stands in the bytes of a CSV file."""

from lagebild.lists.table import Sheet


def locate_row(content: bytes, sheet: Sheet, number: int) -> tuple[int, int] | None:
    """The bytes `[start, end)` of a row, without its line end.

    Args:
        content: The file's bytes.
        sheet: What `read_csv` made of them.
        number: The row's number in the sheet: the line on which it ends, from 1.

    Returns:
        None where the file is not UTF-8, has line ends of old Macs, or no row of this number.
    """
    if content.replace(b"\r\n", b"").find(b"\r") >= 0 or not _is_utf8(content):
        return None
    if number not in {row for row, _ in sheet.rows}:
        return None
    before = max((row for row, _ in sheet.rows if row < number), default=0)
    lines = content.splitlines(keepends=True)
    start = sum(len(line) for line in lines[:before])
    end = sum(len(line) for line in lines[:number])
    return start, start + len(content[start:end].rstrip(b"\r\n"))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
