"""Where an entry of Switzerland's list stands in the bytes of an edition."""

import re

TARGET_TAG = "target"

_TAG = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<target(?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|</target\s*>",
    re.DOTALL,
)
_NUMBER = re.compile(rb"\sssid\s*=\s*[\"']\s*([^\"']*?)\s*[\"']")


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the target with a number, from its opening to its closing tag.

    Earlier states of a target inside its modifications can be targets of the same number; only the outer one counts.

    Returns:
        None where the edition holds no such entry, or writes it in a way that does not show its place.
    """
    depth, start = 0, None
    for match in _TAG.finditer(content):
        tag = match[0]
        if tag.startswith(b"<!"):
            continue
        if tag.startswith(b"</"):
            depth -= 1
            if depth == 0 and start is not None:
                return start, match.end()
        else:
            number = _NUMBER.search(tag)
            is_wanted = depth == 0 and number is not None and number[1] == reference.encode()
            if tag.endswith(b"/>"):
                if is_wanted:
                    return match.start(), match.end()
                continue
            depth += 1
            start = match.start() if is_wanted else start
    return None
