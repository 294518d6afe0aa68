import datetime as dt
import shutil
from pathlib import Path

import pytest
from tests.contract.time_stamper import TimeStamper

from lagebild.archive.ledger import head_bytes
from lagebild.archive.timestamp import TimestampError, check_reply, make_request
from lagebild.model.ledger import TreeHead

HEAD = TreeHead(size=3, root_hash="c" * 64)
OTHER = TreeHead(size=4, root_hash="c" * 64)


@pytest.fixture(scope="module")
def stamper(tmp_path_factory: pytest.TempPathFactory) -> TimeStamper:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: no time stamper to ask")
    return TimeStamper.set_up(tmp_path_factory.mktemp("time") / "stamper")


def test_reply_to_our_request_tells_when(stamper: TimeStamper) -> None:
    reply = stamper.reply(make_request(HEAD))
    stamped_at = check_reply(reply, HEAD, roots_pem=stamper.authority.read_bytes())
    assert stamped_at.tzinfo is dt.UTC
    assert stamped_at.year >= 2025


def test_reply_made_by_the_openssl_command_is_the_same(stamper: TimeStamper) -> None:
    reply = stamper.stamp(head_bytes(HEAD))
    assert check_reply(reply, HEAD, roots_pem=stamper.authority.read_bytes()).tzinfo is dt.UTC


def test_reply_to_another_head_is_refused(stamper: TimeStamper) -> None:
    reply = stamper.reply(make_request(OTHER))
    with pytest.raises(TimestampError, match="no valid time stamp of 3:ccc"):
        check_reply(reply, HEAD, roots_pem=stamper.authority.read_bytes())


def test_reply_of_a_stranger_is_refused(stamper: TimeStamper, tmp_path: Path) -> None:
    stranger = TimeStamper.set_up(tmp_path / "stranger")
    with pytest.raises(TimestampError):
        check_reply(stranger.reply(make_request(HEAD)), HEAD, roots_pem=stamper.authority.read_bytes())


def test_broken_reply_is_refused(stamper: TimeStamper) -> None:
    for reply in (b"", b"<html>busy</html>", stamper.reply(make_request(HEAD))[:-40]):
        with pytest.raises(TimestampError):
            check_reply(reply, HEAD, roots_pem=stamper.authority.read_bytes())
