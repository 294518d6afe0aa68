#!/usr/bin/env python3
"""Check a Lagebild report with nothing but Python 3.8 or newer; openssl only for the time stamp.

    python3 verify.py --head SIZE:ROOTHEX [--tsa-ca FILE] [--consistency FILE] [FOLDER or ZIP]

Take the tree head from somewhere else than this bundle: the publisher's well-known address, a printed report,
a newspaper. It makes the difference between "these files fit together" and "these are the files that were
logged". FOLDER is the folder of this file unless another is named.

Exit code 0: nothing contradicts. 1: something does; each line that begins with FAILED names the file.
2: wrong use, or no head was given, so that authenticity is not proved.

It is one file, though a long one: it travels alone and is read from top to bottom by who trusts nobody.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HEAD_BLANK = "{tree head of this report}"
"""Stands for the tree head while the files are hashed: the head is only known after their hash is logged."""

HASH_BYTES = 32
MAX_ZIP_BYTES = 1 << 31
"""A zip is read into memory, so one that unpacks to more than two gibibytes is refused."""

SHOWN_LENGTH = 70
"""Characters of a quote that a line shows, so that it fits on a screen."""

STAMPED = ("report.de.html", "report.en.html", "report.json")
"""Files that print the tree head."""

UNLOGGED = ("consistency.json", "head.tsr", "head.txt", "ledger.json", "logged.json", "manifest.json")
"""Files that exist only after the report was logged; each is checked by its own means."""

Record = Any
"""A parsed JSON object; every use below is guarded by `_reading`."""


class MalformedError(Exception):
    """A file of the bundle has not the form that it must have."""


@dataclass
class Outcome:
    """What was found: lines for the reader, and the failures among them."""

    lines: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    unproved: int = 0

    def say(self, line: str) -> None:
        """Note a line."""
        self.lines.append(line)

    def fail(self, file: str, why: str) -> None:
        """Note a contradiction, with the file that it lies in."""
        self.failures.append(f"FAILED {file}: {why}")
        self.lines.append(self.failures[-1])

    def prove(self, claim: str, why_not: str | None) -> None:
        """Note a claim as proved, or as not proved with the reason."""
        if why_not is None:
            self.say(f"  proved      {claim}")
        else:
            self.unproved += 1
            self.say(f"  not proved  {claim}: {why_not}")


# ---- hashes and the Merkle tree (RFC 6962, section 2.1; RFC 9162, sections 2.1.3.2 and 2.1.4.2)


def sha256(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def canonical_json(value: Any) -> bytes:
    """The form of a JSON value that is hashed: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def shown_json(value: Any) -> bytes:
    """The form of a JSON value in a file: sorted keys, one space of indent, a line feed at the end."""
    return (json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def leaf_hash(salt: str, record: Any) -> bytes:
    """The hash of the leaf that logs a record."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(salt) + canonical_json(record)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def verify_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """Whether the leaf stands at this index of the tree with this size and root."""
    if not 0 <= index < size or len(leaf) != HASH_BYTES:
        return False
    node, last, computed = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node % 2 or node == last:
            computed = _node(step, computed)
            while node and not node % 2:
                node, last = node // 2, last // 2
        else:
            computed = _node(computed, step)
        node, last = node // 2, last // 2
    return last == 0 and computed == root


def verify_consistency(
    old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: list[bytes]
) -> bool:
    """Whether the old tree is the beginning of the new one."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    steps = ([old_root] if old_size & (old_size - 1) == 0 else []) + proof
    if not steps:
        return False
    node, last = old_size - 1, new_size - 1
    while node % 2:
        node, last = node // 2, last // 2
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node % 2 or node == last:
            old, new = _node(step, old), _node(step, new)
            while node and not node % 2:
                node, last = node // 2, last // 2
        else:
            new = _node(new, step)
        node, last = node // 2, last // 2
    return last == 0 and old == old_root and new == new_root


def parse_head(text: str) -> tuple[int, str]:
    """Size and root of `SIZE:ROOTHEX`.

    Raises:
        ValueError: Another form.
    """
    match = re.fullmatch(r"([0-9]{1,15}):([0-9a-f]{64})", text.strip().lower())
    if match is None:
        raise ValueError(f"a tree head is SIZE:ROOTHEX with 64 hexadecimal digits, not {text!r}")
    return int(match.group(1)), match.group(2)


# ---- what a finding says, in the form that its reviewer and its releaser signed for


def finding_content(finding: Record, footnotes: dict[int, Record]) -> Record:
    """The content of a finding without footnote numbers: what it says, and on which bytes it rests."""

    def places(numbers: Iterable[int]) -> list[Record]:
        return [_place(footnotes[number]) for number in numbers]

    def sentence(item: Record) -> Record:
        if item["kind"] == "fact":
            return {"kind": "fact", "text": item["text"], "rests_on": places(item["footnotes"])}
        return {"kind": "assessment", "text": item["text"]}

    return {
        "key": finding["key"],
        "incident": finding["incident"],
        "provisions": [
            {key: item[key] for key in ("regime_id", "id", "resolution_id", "paragraph")}
            for item in finding["provisions"]
        ],
        "sentences": {lang: [sentence(item) for item in said] for lang, said in finding["sentences"].items()},
        "evidence": sorted(places(finding["evidence"]), key=canonical_json),
    }


def is_same_person(one: Any, other: Any) -> bool:
    """Whether two names are the same one; capitals and spaces make no second person."""
    return squeeze(str(one)).casefold() == squeeze(str(other)).casefold()


def _place(footnote: Record) -> Record:
    kept = ("capture_sha256", "text_sha256", "start", "end", "exact", "slice_sha256", "caption", "authority")
    return {key: footnote[key] for key in kept if key in footnote}


# ---- reading the bundle


def read_bundle(path: Path) -> dict[str, bytes]:
    """Every file of a folder or zip by its path.

    Raises:
        OSError: The path cannot be read.
        MalformedError: No folder and no zip, or it holds links.
    """
    if not path.exists():
        raise FileNotFoundError(f"there is nothing at {path}")
    if path.is_dir():
        return dict(_read_folder(path))
    if not zipfile.is_zipfile(path):
        raise MalformedError(f"{path} is neither a folder nor a zip file")
    with zipfile.ZipFile(path) as archive:
        if sum(item.file_size for item in archive.infolist()) > MAX_ZIP_BYTES:
            raise MalformedError(
                f"{path} would unpack to more than {MAX_ZIP_BYTES} bytes; unpack it yourself"
            )
        names = [item.filename for item in archive.infolist() if not item.is_dir()]
        if len(set(names)) != len(names):
            raise MalformedError(f"{path} holds two files of one name")
        return {name: archive.read(name) for name in names}


def _read_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    for parent, _, names in os.walk(str(folder)):
        for name in names:
            file = Path(parent) / name
            if file.is_symlink():
                raise MalformedError(f"{file} is a link; a bundle holds only files")
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def blank_head(content: bytes, head: str) -> bytes:
    """The file as it was before the tree head was printed into it."""
    return content.replace(head.encode(), HEAD_BLANK.encode())


def _load(files: dict[str, bytes], name: str) -> Any:
    if name not in files:
        raise MalformedError(f"{name}: missing")
    try:
        return json.loads(files[name].decode("utf-8"))
    except ValueError as error:
        raise MalformedError(f"{name}: no valid JSON ({error})") from error


def _load_head(files: dict[str, bytes]) -> str:
    text = files.get("head.txt", b"").decode("ascii", "replace").rstrip("\n")
    try:
        parse_head(text)
    except ValueError as error:
        raise MalformedError(f"head.txt: {error if text else 'missing or empty'}") from error
    return text


class _TextOfPage(HTMLParser):
    """Collects the text of a page outside scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style") and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def text_of_page(page: str) -> str:
    """The text of an HTML page, tags stripped."""
    parser = _TextOfPage()
    parser.feed(page)
    parser.close()
    return "".join(parser.parts)


def squeeze(text: str) -> str:
    """The text without white space, soft hyphens and zero-width characters, which pages break lines with."""
    return re.sub("[\\s\u00ad\u200b-\u200d\u2060\ufeff]+", "", text)


def decode(content: bytes) -> str:
    """The text of bytes: by byte-order mark, UTF-8, as declared (Latin-1 as browsers read it), Windows-1252."""
    marked = {
        b"\xff\xfe\x00\x00": "utf-32",
        b"\x00\x00\xfe\xff": "utf-32",
        b"\xff\xfe": "utf-16",
        b"\xfe\xff": "utf-16",
    }
    names = [name for mark, name in marked.items() if content.startswith(mark)][:1]
    declared = re.search(rb"charset=[\"']?([A-Za-z0-9_-]+)", content[:2048])
    told = declared.group(1).decode().lower() if declared else "cp1252"
    for name in [
        *names,
        "utf-8-sig",
        "cp1252" if told in {"iso-8859-1", "latin1", "ascii"} else told,
        "cp1252",
    ]:
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", errors="replace")


# ---- the checks


class Bundle:
    """One bundle while it is checked."""

    def __init__(self, files: dict[str, bytes], outcome: Outcome) -> None:
        self.files, self.outcome = files, outcome
        self.head_text = _load_head(files)
        self.size, self.root = parse_head(self.head_text)
        self.report: Record = _load(files, "report.json")
        self.ledger: Record = _load(files, "ledger.json")
        self.logged: Record = _load(files, "logged.json")
        self.leaves: dict[int, Record] = {leaf["index"]: leaf for leaf in self.ledger["leaves"]}
        self.footnotes: dict[int, Record] = {}
        for note in self.report["quotes"] + self.report["list_evidence"]:
            if note["number"] in self.footnotes:
                outcome.fail("report.json", f"two footnotes have the number {note['number']}")
            self.footnotes[note["number"]] = note
        self.captures = {item["sha256"]: item for item in self.report["captures"]}
        self.texts = {(item["sha256"], item["capture_sha256"]): item for item in self.report["texts"]}
        self.squeezed: dict[str, str] = {}
        self.stamped_at: str | None = None
        self.why_unstamped = "the bundle holds no time stamp"

    def record_of(self, index: Any) -> Record:
        """What a leaf logged; empty where it is not in the bundle or erased."""
        return self.leaves.get(index, {}).get("record") or {}

    def check_files(self) -> None:
        """Every file is there, unchanged, and none besides."""
        said = _load(self.files, "manifest.json")
        actual = {name: sha256(content) for name, content in self.files.items() if name != "manifest.json"}
        for name in sorted(set(said) | set(actual)):
            if name not in actual:
                self.outcome.fail(name, "missing")
            elif name not in said or (name not in self.logged["files"] and name not in UNLOGGED):
                self.outcome.fail(name, "not part of this bundle")
            elif said[name] != actual[name]:
                self._blame(name)
        for name, content in (
            ("manifest.json", said),
            ("logged.json", self.logged),
            ("ledger.json", self.ledger),
        ):
            if self.files[name] != shown_json(content):
                self.outcome.fail(name, "changed: not written as the publisher writes it")
        if self.files["head.txt"] != f"{self.size}:{self.root}\n".encode():
            self.outcome.fail("head.txt", "changed: not written as the publisher writes it")

    def _blame(self, name: str) -> None:
        """A file and manifest.json disagree: the manifest is at fault where the file is as it was logged."""
        if name in UNLOGGED or self._logged_hash(name) != self.logged["files"][name]:
            self.outcome.fail(name, "changed: its hash is not the one in manifest.json")
        if name in UNLOGGED or self._logged_hash(name) == self.logged["files"][name]:
            self.outcome.fail("manifest.json", f"changed, or else {name} was: it names another hash")

    def _logged_hash(self, name: str) -> str:
        content = self.files[name]
        return sha256(blank_head(content, self.head_text) if name in STAMPED else content)

    def check_logged_files(self) -> None:
        """The files are those whose list was logged as this report."""
        index = self.ledger["report_leaf"]
        record = self.record_of(index)
        expected = ("decision", "report", self.report["number"], sha256(self.files["logged.json"]))
        found = tuple(record.get(key) for key in ("type", "kind", "subject", "subject_sha256"))
        if found != expected:
            self.outcome.fail(
                "logged.json", f"leaf {index} of the ledger does not log this list as this report"
            )
        for name, digest in sorted(self.logged["files"].items()):
            content = self.files.get(name)
            if content is None:
                self.outcome.fail(name, "missing, though it was logged with the report")
                continue
            if name in STAMPED and (HEAD_BLANK.encode() in content or self.head_text.encode() not in content):
                self.outcome.fail(name, f"does not print the tree head {self.head_text}")
            if self._logged_hash(name) != digest:
                self.outcome.fail(name, "changed: its hash is not the one that was logged with the report")

    def check_leaves(self) -> None:
        """Every leaf has the hash of what it says and stands in the tree of the bundle's head."""
        needed = set(self.report["leaves"]) | {self.ledger["report_leaf"]}
        if set(self.leaves) != needed or len(self.ledger["leaves"]) != len(needed):
            wrong = sorted(needed ^ set(self.leaves))
            self.outcome.fail("ledger.json", f"leaves missing or too many: {wrong}")
        for index, leaf in sorted(self.leaves.items()):
            self._check_leaf(index, leaf)

    def _check_leaf(self, index: int, leaf: Record) -> None:
        if set(leaf) != {"index", "leaf_hash", "salt", "record", "proof"}:
            self.outcome.fail("ledger.json", f"leaf {index} has other fields than a leaf has")
            return
        computed = bytes.fromhex(leaf["leaf_hash"])
        if (leaf["record"] is None) != (leaf["salt"] is None):
            self.outcome.fail("ledger.json", f"leaf {index} is only half erased")
        elif leaf["record"] is not None and leaf_hash(leaf["salt"], leaf["record"]) != computed:
            self.outcome.fail("ledger.json", f"leaf {index} does not have the hash of what it says")
        proof = [bytes.fromhex(step) for step in leaf["proof"]]
        if not verify_inclusion(computed, index, self.size, proof, bytes.fromhex(self.root)):
            self.outcome.fail("ledger.json", f"leaf {index} does not stand in the tree of head.txt")

    def check_head(self, head: str, consistency: Any) -> None:
        """The given head is the bundle's, or a later one that the bundle's tree is the beginning of."""
        size, root = parse_head(head)
        steps = _load(self.files, "consistency.json") if "consistency.json" in self.files else []
        if "consistency.json" in self.files and self.files["consistency.json"] != shown_json(steps):
            self.outcome.fail("consistency.json", "changed: not written as the publisher writes it")
        later = {}
        for item in steps + consistency:
            new_size, new_root = parse_head(item["head"])
            proof = [bytes.fromhex(step) for step in item["proof"]]
            roots = bytes.fromhex(self.root), bytes.fromhex(new_root)
            if item in steps and not verify_consistency(self.size, new_size, roots[0], roots[1], proof):
                self.outcome.fail(
                    "consistency.json", f"does not lead from the bundle's head to {item['head']}"
                )
            elif verify_consistency(self.size, new_size, roots[0], roots[1], proof):
                later[(new_size, new_root)] = True
        if (size, root) == (self.size, self.root):
            self.outcome.say(f"The tree head given is the one of this bundle: {self.head_text}")
        elif (size, root) in later:
            self.outcome.say(
                f"The tree head given is later; the bundle's tree is its beginning: {self.head_text}"
            )
        elif size > self.size:
            self.outcome.fail(
                "head.txt", f"no proof leads from {self.head_text} to the later head given: {head}"
            )
        else:
            self.outcome.fail("head.txt", f"the tree head given is {head}, the bundle's is {self.head_text}")

    def check_time_stamp(self, tsa_ca: Path | None) -> None:
        """A third party has signed the bundle's head; sets when, or why that is not proved."""
        if "head.tsr" not in self.files:
            return
        if bytes.fromhex(sha256(self.files["head.txt"])) not in self.files["head.tsr"]:
            self.outcome.fail("head.tsr", "stamps something else than head.txt")
        openssl = shutil.which("openssl")
        if tsa_ca is None:
            self.why_unstamped = "no certificate of the time stamper given (--tsa-ca FILE)"
        elif openssl is None:
            self.why_unstamped = "openssl is not installed here"
        else:
            self._run_openssl(openssl, tsa_ca)

    def _run_openssl(self, openssl: str, tsa_ca: Path) -> None:
        with tempfile.TemporaryDirectory() as name:
            for file in ("head.txt", "head.tsr"):
                (Path(name) / file).write_bytes(self.files[file])
            query = [
                "ts",
                "-verify",
                "-data",
                "head.txt",
                "-in",
                "head.tsr",
                "-CAfile",
                str(tsa_ca.resolve()),
            ]
            done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
                [openssl, *query], cwd=name, capture_output=True, check=False
            )
            shown = subprocess.run(  # noqa: S603 - fixed arguments, no shell
                [openssl, "ts", "-reply", "-in", "head.tsr", "-text"],
                cwd=name,
                capture_output=True,
                check=False,
            )
        found = re.search(r"Time stamp: (.+)", shown.stdout.decode("utf-8", "replace"))
        if done.returncode or found is None:
            self.outcome.fail("head.tsr", "the time stamp is not valid under the certificate given")
            self.why_unstamped = "the time stamp is not valid"
        else:
            self.stamped_at = found.group(1).strip()

    def check_footnotes(self) -> None:
        """Every figure, response and contradiction points at a footnote that is there."""
        named = [item["footnote"] for item in self.report["figures"]]
        named += [item["footnote"] for row in self.report["responses"] for item in row["responses"]]
        named += [number for item in self.report["contradictions"] for number in item["footnotes"]]
        lost = sorted(set(named) - set(self.footnotes))
        if lost:
            self.outcome.fail("report.json", f"no evidence stands behind the footnotes {lost}")

    def check_findings(self) -> None:
        """Each finding was reviewed by one person and released by another, exactly as it stands here."""
        for finding in self.report["findings"]:
            before = len(self.outcome.failures)
            people = [self._check_decision(finding, kind) for kind in ("review", "release")]
            if is_same_person(*people):
                self._fail_finding(finding, f"reviewed and released by the same person: {people[0]}")
            if not finding["evidence"]:
                self._fail_finding(finding, "rests on no evidence")
            for provision in finding["provisions"]:
                self._check_provision(finding, provision)
            for said in finding["sentences"].values():
                if any(item["kind"] == "fact" and not item["footnotes"] for item in said):
                    self._fail_finding(finding, "states a fact without a footnote")
            if len(self.outcome.failures) == before:
                self.outcome.say(
                    f"Finding {finding['key']}: reviewed by {people[0]}, released by {people[1]}"
                )

    def _fail_finding(self, finding: Record, why: str) -> None:
        self.outcome.fail("report.json", f"finding {finding['key']}: {why}")

    def _check_decision(self, finding: Record, kind: str) -> Any:
        record = self.record_of(finding[f"{kind}_leaf"])
        if (record.get("type"), record.get("kind"), record.get("subject")) != (
            "decision",
            kind,
            finding["key"],
        ):
            self._fail_finding(finding, f"no decision in the ledger says: {kind}")
        elif record["subject_sha256"] != sha256(canonical_json(finding_content(finding, self.footnotes))):
            self._fail_finding(finding, f"the {kind} was of other sentences, provisions or evidence")
        return record.get("person")

    def _check_provision(self, finding: Record, provision: Record) -> None:
        regime = next((item for item in self.report["regimes"] if item["id"] == provision["regime_id"]), None)
        if regime is None or regime["file"] not in self.files:
            self._fail_finding(finding, f"the bundle holds no regime data for {provision['id']}")
            return
        record, content = self.record_of(regime["leaf"]), self.files[regime["file"]]
        if record.get("type") != "regime" or record["sha256"] != sha256(content):
            self.outcome.fail(regime["file"], "not the regime data that were logged")
        known = {item["id"]: item for item in json.loads(content.decode())["provisions"]}
        same = ("resolution_id", "paragraph", "summary", "status")
        if any(known.get(provision["id"], {}).get(key) != provision[key] for key in same):
            self._fail_finding(finding, f"{provision['id']} is not what the regime data say")
        if provision["status"] == "unverified":
            self._fail_finding(finding, f"rests on an unverified provision: {provision['id']}")

    def check_pages(self) -> None:
        """The pages say what the data say: every sentence and every quote of the data stands on them."""
        for lang in ("de", "en"):
            name = f"report.{lang}.html"
            page = squeeze(text_of_page(self.files.get(name, b"").decode("utf-8", "replace")))
            said = [
                item["text"] for finding in self.report["findings"] for item in finding["sentences"][lang]
            ]
            for text in said + [quote["exact"] for quote in self.report["quotes"]]:
                if squeeze(text) not in page:
                    self.outcome.fail(name, f"lacks what report.json says: {_short(text)}")

    def check_quote(self, quote: Record) -> None:
        """Say which of the five proofs hold for one quote."""
        number = quote["number"]
        self.outcome.say(f"Quote {number} {_short(quote['exact'])} ({quote['title']}, {quote['publisher']})")
        content = self._check_capture(quote)
        item = self.texts.get((quote["text_sha256"], quote["capture_sha256"]))
        capture = self.captures.get(quote["capture_sha256"], {})
        why_not = self._why_text_unlogged(item, capture)
        self.outcome.prove("4 this text logged with these bytes", why_not)
        self._check_words(quote, item, content)

    def check_list_evidence(self, entry: Record) -> None:
        """Say which proofs hold for one entry of a list."""
        self.outcome.say(f"List entry {entry['number']} {_short(entry['caption'])} ({entry['authority']})")
        content = self._check_capture(entry)
        claim = f"4 this entry at bytes {entry['start']} to {entry['end']} of them"
        if content is None:
            self.outcome.prove(claim, "the bytes are not in the bundle")
            return
        part = content[entry["start"] : entry["end"]]
        if sha256(part) != entry["slice_sha256"]:
            self.outcome.fail(
                "report.json", f"footnote {entry['number']}: another list entry stands at these bytes"
            )
            return
        self.outcome.prove(claim, None)
        words = html.unescape(decode(part)).casefold()
        missing = [word for word in entry["caption"].casefold().split() if word not in words]
        self.outcome.prove("5 the entry names it", f"{missing} not found in the bytes" if missing else None)

    def _check_capture(self, note: Record) -> bytes | None:
        """Proofs 1 to 3 of a footnote; its bytes where the bundle holds them."""
        wanted, label = note["capture_sha256"], f"footnote {note['number']}"
        capture = self.captures.get(wanted)
        if capture is None:
            self.outcome.fail(
                "report.json", f"{label}: rests on bytes that the report does not name: {wanted}"
            )
            return None
        content = self.files.get(capture["file"] or "")
        if content is not None and sha256(content) != wanted:
            self.outcome.fail(capture["file"], f"{label}: not the bytes that it rests on")
            content = None
        elif content is None and capture["file"]:
            self.outcome.fail(capture["file"], f"{label}: the bytes are missing")
        self.outcome.prove(
            f"1 these bytes {wanted}", None if content is not None else self._why_withheld(capture)
        )
        self._check_capture_leaf(note, capture)
        return content

    def _check_capture_leaf(self, note: Record, capture: Record) -> None:
        record, claim = self.record_of(capture["leaf"]), f"2 captured by us on {note['captured_on']}"
        stamped = "3 logged before the time stamp" + (f" of {self.stamped_at}" if self.stamped_at else "")
        if capture["withheld"] == "erased":
            self.outcome.prove(claim, self._why_withheld(capture))
            self.outcome.prove(stamped, self._why_withheld(capture))
            return
        logged = (record.get("type"), record.get("sha256"), str(record.get("captured_at"))[:10])
        if logged != ("capture", note["capture_sha256"], note["captured_on"]):
            why = f"leaf {capture['leaf']} does not log these bytes on {note['captured_on']}"
            self.outcome.fail("report.json", f"footnote {note['number']}: {why}")
            return
        self.outcome.prove(claim, None)
        self.outcome.prove(stamped, None if self.stamped_at else self.why_unstamped)
        if self.stamped_at and _iso_of(self.stamped_at) < record["captured_at"][:19]:
            self.outcome.fail(
                "head.tsr", f"stamped before the capture that footnote {note['number']} rests on"
            )

    def _why_withheld(self, capture: Record) -> str:
        if capture["withheld"] != "erased":
            return "the source allows quotes only; whoever has the bytes can compare their SHA-256"
        record, leaf = self.record_of(capture["erasure_leaf"]), self.leaves.get(capture["leaf"], {})
        found = (record.get("kind"), record.get("subject"), record.get("subject_sha256"))
        if found != ("erase", str(capture["leaf"]), leaf.get("leaf_hash")) or leaf.get("record") is not None:
            self.outcome.fail("report.json", f"no decision in the ledger erased leaf {capture['leaf']}")
        reason = f" ({record['note']})" if record.get("note") else ""
        return f"erased on {record.get('decided_at')} by {record.get('person')}{reason}; its leaf stays"

    def _why_text_unlogged(self, item: Record | None, capture: Record) -> str | None:
        if item is None:
            self.outcome.fail("report.json", "a quote rests on a text that was not made from these bytes")
            return "the report names no such text"
        record = self.record_of(item["leaf"])
        if capture.get("withheld") == "erased" and not record:
            return "erased with its bytes"
        found = (record.get("type"), record.get("text_sha256"), record.get("capture_sha256"))
        if found != ("text", item["sha256"], item["capture_sha256"]):
            self.outcome.fail("report.json", f"leaf {item['leaf']} does not log the text {item['sha256']}")
            return "another text was logged"
        return None

    def _check_words(self, quote: Record, item: Record | None, content: bytes | None) -> None:
        """Proof 5: the words stand at their place in the text, and again in the bytes."""
        name = (item or {}).get("file") or ""
        claim = f"5 this quote at characters {quote['start']} to {quote['end']} of that text"
        if name not in self.files:
            self.outcome.prove(claim, "the text is not in the bundle")
            return
        if sha256(self.files[name]) != quote["text_sha256"]:
            self.outcome.fail(name, f"footnote {quote['number']}: not the text that it rests on")
            return
        text = self.files[name].decode("utf-8", "replace")
        start, end = quote["start"], quote["end"]
        around = text[max(0, start - len(quote["prefix"])) : end + len(quote["suffix"])]
        stands = 0 <= start < end <= len(text) and text[start:end] == quote["exact"]
        if not stands or around != quote["prefix"] + quote["exact"] + quote["suffix"]:
            self.outcome.fail(
                "report.json", f"footnote {quote['number']}: other words stand at its place in {name}"
            )
            return
        self.outcome.prove(claim, None)
        if content is not None:
            self._find_again(quote, content)

    def _squeeze_bytes(self, name: str, content: bytes, is_page: bool) -> str:  # noqa: FBT001 - one of two ways to read
        if name not in self.squeezed:
            text = decode(content)
            self.squeezed[name] = squeeze(text_of_page(text) if is_page else text)
        return self.squeezed[name]

    def _find_again(self, quote: Record, content: bytes) -> None:
        capture = self.captures[quote["capture_sha256"]]
        kind = (self.record_of(capture["leaf"]).get("media_type") or "").split(";")[0].strip()
        claim = "5 and found again in the bytes"
        is_page = "html" in kind or (not kind and b"<html" in content[:2048].lower())
        if not is_page and kind and not kind.startswith("text/"):
            self.outcome.prove(
                claim, f"bytes of the type {kind} cannot be searched with the standard library"
            )
        elif squeeze(quote["exact"]) in self._squeeze_bytes(capture["sha256"], content, is_page):
            self.outcome.prove(claim, None)
        elif is_page:
            self.outcome.prove(
                claim, "the page's text, tags stripped, has other characters between the words"
            )
        else:
            self.outcome.fail(capture["file"], f"footnote {quote['number']}: the quote is not in the bytes")


def _iso_of(stamped_at: str) -> str:
    """The time that openssl prints, `Nov  2 20:55:56.12 2026 GMT`, as ISO 8601 without a zone."""
    month, day, clock, year, _ = stamped_at.split()
    number = "JanFebMarAprMayJunJulAugSepOctNovDec".index(month) // 3 + 1
    return f"{year}-{number:02}-{int(day):02}T{clock[:8]}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words[: SHOWN_LENGTH - 1]}…”" if len(words) > SHOWN_LENGTH else f"“{words}”"


def _reading(outcome: Outcome, check: Callable[[], None]) -> None:
    """Run one check; a malformed file is a failure like any other, so that no damage ends in a traceback."""
    try:
        check()
    except MalformedError as error:
        outcome.fail(*str(error).split(": ", 1))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        outcome.fail(
            "report.json", f"or ledger.json has not the form it must have ({type(error).__name__}: {error})"
        )


def verify_files(
    files: dict[str, bytes], head: str | None, tsa_ca: Path | None = None, consistency: Any = ()
) -> Outcome:
    """Check a bundle's files against a tree head from elsewhere, or among themselves where it is None."""
    outcome = Outcome()
    opened: list[Bundle] = []
    _reading(outcome, lambda: opened.append(Bundle(files, outcome)))
    for bundle in opened:
        if head is not None:
            _reading(outcome, partial(bundle.check_head, head, list(consistency)))
        _reading(outcome, bundle.check_files)
        _reading(outcome, bundle.check_leaves)
        _reading(outcome, bundle.check_logged_files)
        _reading(outcome, partial(bundle.check_time_stamp, tsa_ca))
        _reading(outcome, bundle.check_findings)
        _reading(outcome, bundle.check_footnotes)
        _reading(outcome, bundle.check_pages)
        for quote in bundle.report["quotes"]:
            _reading(outcome, partial(bundle.check_quote, quote))
        for entry in bundle.report["list_evidence"]:
            _reading(outcome, partial(bundle.check_list_evidence, entry))
    return outcome


def main(arguments: list[str] | None = None) -> int:
    """Check the bundle that the arguments name; the exit code."""
    parser = argparse.ArgumentParser(description="Check a Lagebild report.")
    parser.add_argument("bundle", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--head", help="the tree head, SIZE:ROOTHEX, from elsewhere than this bundle")
    parser.add_argument("--tsa-ca", type=Path, help="certificates of the time stamper, PEM")
    parser.add_argument("--consistency", type=Path, help="consistency.json from the publisher's address")
    chosen = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # a terminal without these characters still gets its verdict
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    try:
        if chosen.head:
            parse_head(chosen.head)
        steps = json.loads(chosen.consistency.read_text("utf-8")) if chosen.consistency else []
        files = read_bundle(chosen.bundle)
    except (OSError, ValueError, MalformedError, zipfile.BadZipFile, RuntimeError) as error:
        print(f"verify.py: {error}", file=sys.stderr)
        return 2
    outcome = verify_files(files, chosen.head, chosen.tsa_ca, steps)
    print("\n".join(outcome.lines))
    print(conclusion(outcome, chosen.head))
    if outcome.failures:
        return 1
    return 0 if chosen.head else 2


def conclusion(outcome: Outcome, head: str | None) -> str:
    """The last line: what all of it comes to."""
    if outcome.failures:
        return f"{len(outcome.failures)} FAILED: do not rely on this bundle."
    if head is None:
        return "Authenticity is NOT PROVED: name the tree head from elsewhere with --head SIZE:ROOTHEX."
    return f"Nothing contradicts. Claims not proved: {outcome.unproved}."


if __name__ == "__main__":
    sys.exit(main())
