"""The fields that tell a version, and when to come back."""

import pytest

from lagebild.fetch.validators import (
    check_validator,
    is_same_version,
    make_conditions,
    read_field,
    read_retry_after,
    read_validator,
)

HEAD = 'HTTP/1.1 200 OK\r\nETag: W/"a:b"\r\nLast-Modified: Fri, 04 Sep 2026 14:01:45 GMT\r\nX-Empty:\r\n\r\n'


def test_read_field_is_found_in_any_case_and_whole() -> None:
    assert read_field(HEAD, "etag") == 'W/"a:b"'
    assert read_field(HEAD, "last-modified") == "Fri, 04 Sep 2026 14:01:45 GMT"
    assert read_field(HEAD, "x-empty") is None
    assert read_field(HEAD, "http/1.1 200 ok") is None


@pytest.mark.parametrize("value", ["é", "a\x00b", "a" * 513])
def test_read_validator_that_could_not_be_sent_back_is_none(value: str) -> None:
    assert read_validator(f"HTTP/1.1 200 OK\r\nETag: {value}\r\n\r\n", "etag") is None


@pytest.mark.parametrize("value", ['"a"\r\nHost: evil', "é", "a\n"])
def test_check_validator_that_ends_the_field_is_a_wrong_argument(value: str) -> None:
    with pytest.raises(ValueError, match="no validator"):
        check_validator(value)


def test_make_conditions_leaves_out_what_is_not_known() -> None:
    assert make_conditions(etag='"a"', last_modified=None) == {"If-None-Match": '"a"'}
    assert make_conditions(etag=None, last_modified="x") == {"If-Modified-Since": "x"}
    assert make_conditions(etag=check_validator(""), last_modified=None) == {}


@pytest.mark.parametrize(
    ("sent", "received", "same"),
    [
        ('"a"', '"a"', True),
        ('W/"a"', '"a"', True),
        ("a", '"a"', True),
        ('"a"', '"b"', False),
        (None, '"b"', True),
        ('"a"', None, True),
    ],
)
def test_is_same_version_compares_weakly(sent: str | None, received: str | None, *, same: bool) -> None:
    assert is_same_version(sent, received) is same


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "120"}, 120),
        ({"retry-after": " 0 "}, 0),
        ({}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "1" * 5000}, None),
        ({"retry-after": "٣"}, None),
        ({"retry-after": "Sat, 21 Nov 2026 10:00:30 GMT", "date": "Sat, 21 Nov 2026 10:00:00 GMT"}, 30),
        ({"retry-after": "Sat, 21 Nov 2026 09:00:00 GMT", "date": "Sat, 21 Nov 2026 10:00:00 GMT"}, 0),
        ({"retry-after": "Sat, 21 Nov 2026 10:00:30 GMT"}, None),
        ({"retry-after": "Sat, 21 Nov 2026 10:00:30 GMT", "date": "Sat, 21 Nov 2026 10:00:00"}, None),
        ({"retry-after": "Sat, 99 Nov 2026 10:00:30 GMT", "date": "Sat, 21 Nov 2026 10:00:00 GMT"}, None),
    ],
)
def test_read_retry_after_in_seconds_or_against_the_servers_date(
    headers: dict[str, str], seconds: int | None
) -> None:
    assert read_retry_after(headers) == seconds
