"""How fast the stages are on this machine, each beside the plainest thing that could do its work.

    python benchmarks/stages.py                      generated material
    python benchmarks/stages.py --list FILE.xml      a real edition of the Security Council's list
    python benchmarks/stages.py --size 20            tiny, to see that it runs

Prints one line per stage: units per second, the peer's, and the ratio. Wall clock, one process, warmed up once.
"""

import argparse
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from lagebild.archive.ledger import make_leaf
from lagebild.archive.merkle import MerkleTree, leaf_hash, node_hash
from lagebild.documents import read_document
from lagebild.lists import un_sc
from lagebild.reading import RuleReader
from lagebild.text.terms import index_terms

Work = Callable[[], object]

SENTENCES = (
    "On {day} March 2025 the Council of Sampletown condemned the transfer of {count} crates by North Korea to Russia.",
    "It cited resolutions 1718 (2006) and 1874 (2009) of the UN Security Council.",
    "According to the harbour office, up to {count} soldiers were to be sent; Japan and Canada urged restraint.",
)
ENTRY = """<ENTITY><DATAID>{n}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>SAMPLE WORKS {n}</FIRST_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.{n:04d}</REFERENCE_NUMBER><LISTED_ON>2009-04-24</LISTED_ON>
<COMMENTS1>Invented for a measurement.</COMMENTS1><LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>SW {n}</ALIAS_NAME></ENTITY_ALIAS></ENTITY>"""


def make_list(size: int) -> bytes:
    """A list of invented entries in the UN's format."""
    entries = "".join(ENTRY.format(n=n) for n in range(1, size + 1))
    head = '<CONSOLIDATED_LIST dateGenerated="2025-01-02T00:00:00.000Z"><INDIVIDUALS/><ENTITIES>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}{entries}</ENTITIES></CONSOLIDATED_LIST>'.encode()


def make_text(paragraphs: int) -> str:
    """A text of invented sentences of the kind that the reader reads."""
    lines = ["Council of Sampletown", "Statement on crates", "3 March 2025"]
    lines += [
        " ".join(s.format(day=n % 28 + 1, count=f"{(n + 1) * 100:,}") for s in SENTENCES)
        for n in range(paragraphs)
    ]
    return "\n\n".join(lines) + "\n"


def measure(work: Work) -> float:
    """Seconds of the faster of two runs after one to warm up."""
    work()
    times = []
    for _ in range(2):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def build_naively(hashes: list[bytes]) -> bytes:
    """The root as RFC 6962 defines it, recursively; the peer of our tree."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return node_hash(build_naively(hashes[:split]), build_naively(hashes[split:]))


def compare(name: str, unit: str, count: int, ours: Work, peer: tuple[str, Work]) -> None:
    """Measure us and the peer in the same run and print one line."""
    mine, other = measure(ours), measure(peer[1])
    rates = f"{count / mine:>12,.0f} {unit}/s   {peer[0]}: {count / other:>12,.0f}"
    print(f"{name:<28} {rates}   ratio {other / mine:.2f}")


def main() -> None:
    """Measure every stage."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=1000, help="entries, leaves × 100 and paragraphs")
    parser.add_argument("--list", type=Path, dest="path", help="a real edition of the UN's list")
    chosen = parser.parse_args()
    print(f"{os.cpu_count()} cores")
    content = chosen.path.read_bytes() if chosen.path else make_list(chosen.size)
    entries = len(un_sc.parse(content, source="list").entries)
    compare(
        "UN list, complete",
        "entries",
        entries,
        lambda: un_sc.parse(content, source="list"),
        ("lxml, parsed only", lambda: etree.fromstring(content)),
    )
    text = make_text(max(1, chosen.size // 50))
    reader, raw = RuleReader(), text.encode()
    document, _problems = read_document(raw, name="text.txt")
    decode = ("decoded only", raw.decode)
    compare(
        "document recognised", "characters", len(text), lambda: read_document(raw, name="text.txt"), decode
    )
    compare("document read", "characters", len(text), lambda: reader.annotate(document), decode)
    compare(
        "search terms", "characters", len(text), lambda: index_terms(text, "en"), ("split only", text.split)
    )
    records = [{"n": n} for n in range(chosen.size * 100)]
    salts = [hashlib.sha256(str(n).encode()).digest()[:16] for n in range(len(records))]
    hashes = [leaf_hash(salt) for salt in salts]
    compare(
        "leaves salted and hashed",
        "leaves",
        len(records),
        lambda: [make_leaf(record, salt=salt) for record, salt in zip(records, salts, strict=True)],
        ("hashed only", lambda: [leaf_hash(salt) for salt in salts]),
    )
    tree = MerkleTree(hashes)
    compare(
        "tree root",
        "leaves",
        len(hashes),
        lambda: MerkleTree(hashes).root(),
        ("recursive", lambda: build_naively(hashes)),
    )
    proofs = range(0, len(hashes), max(1, len(hashes) // 8))
    compare(
        "inclusion proofs",
        "proofs",
        len(proofs),
        lambda: [tree.inclusion_proof(index) for index in proofs],
        ("root anew for each", lambda: [build_naively(hashes) for _ in proofs]),
    )


if __name__ == "__main__":
    main()
