import json
from dataclasses import replace

import pytest
from tests.contract.released_report import ENTRY, FINDINGS, QUOTES, REGIME, make_record

from lagebild.model.report import ReportCapture
from lagebild.model.statement import AssessmentSentence, FactSentence
from lagebild.reports.data import (
    build_report,
    encode_regime,
    encode_report,
    find_leaves,
    hash_finding,
    to_plain,
)


def test_data_say_what_the_page_says() -> None:
    report = json.loads(encode_report(make_record().selection))
    assert (report["number"], report["is_sample"], report["notice"]) == ("2026-01", True, "sample record")
    assert report["findings"][0]["sentences"]["en"][1:] == [
        {"kind": "fact", "text": "Four carried coal; Elbonia denies it.", "footnotes": [2, 4]},
        {"kind": "assessment", "text": "The count is more credible than the denial."},
    ]
    assert report["quotes"][0]["exact"] == "14 ships from Elbonia in March"
    assert report["findings"][0]["provisions"][0]["status"] == "sourced"
    assert [figure["quantity"] for figure in report["figures"]] == ["ships", "ships", "coal ships"]


def test_data_hold_no_bytes_and_name_their_files() -> None:
    selection = make_record().selection
    capture = ReportCapture(sha256="a" * 64, leaf=0, content=None, withheld="quote_only")
    report = build_report(replace(selection, captures=(*selection.captures, capture)))
    assert report["captures"][-1] == {
        "sha256": "a" * 64,
        "leaf": 0,
        "withheld": "quote_only",
        "erasure_leaf": None,
        "file": None,
    }
    assert report["captures"][0]["file"] == f"captures/{selection.captures[0].sha256}"


def test_leaves_are_those_that_the_report_rests_on() -> None:
    assert find_leaves(make_record().selection) == set(range(10))


def test_hash_of_a_finding_does_not_depend_on_footnote_numbers() -> None:
    finding = FINDINGS[0]
    moved = {1: 11, 2: 12, 4: 14}
    renumbered = replace(
        finding,
        evidence=tuple(moved[number] for number in finding.evidence),
        sentences={
            lang: tuple(
                replace(item, footnotes=tuple(moved[number] for number in item.footnotes))
                if isinstance(item, FactSentence)
                else item
                for item in said
            )
            for lang, said in finding.sentences.items()
        },
    )
    quotes = [replace(quote, number=quote.number + 10) for quote in QUOTES]
    assert hash_finding(renumbered, quotes) == hash_finding(finding, QUOTES)
    assert hash_finding(replace(finding, review_leaf=3), QUOTES) == hash_finding(finding, QUOTES)


def test_hash_of_a_finding_depends_on_all_that_persons_sign_for() -> None:
    finding = FINDINGS[0]
    notes = [*QUOTES, ENTRY]
    said = {"de": finding.sentences["de"], "en": (AssessmentSentence(text="Otherwise."),)}
    changed = [
        replace(finding, evidence=(1, 2)),
        replace(finding, evidence=(1, 2, 3)),
        replace(finding, provisions=FINDINGS[1].provisions),
        replace(finding, sentences=said),
        replace(finding, key="other"),
        replace(finding, incident={"de": "anders", "en": "other"}),
    ]
    hashes = {hash_finding(item, notes) for item in [finding, *changed]}
    moved = replace(QUOTES[0], start=QUOTES[0].start + 1)
    hashes.add(hash_finding(finding, [moved, *QUOTES[1:]]))
    assert len(hashes) == 8


def test_finding_without_its_footnote_is_refused() -> None:
    with pytest.raises(KeyError):
        hash_finding(FINDINGS[0], QUOTES[:1])


def test_regime_is_encoded_the_same_each_time() -> None:
    content = encode_regime(REGIME)
    assert content == encode_regime(replace(REGIME))
    assert [item["id"] for item in json.loads(content)["provisions"]] == ["R9-OP8", "R9-OP11"]


def test_value_that_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot hold a set"):
        to_plain({"x": {1, 2}})


def test_capture_without_bytes_or_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="either its bytes or the reason"):
        ReportCapture(sha256="a" * 64, leaf=0, content=None)
    with pytest.raises(ValueError, match="either its bytes or the reason"):
        ReportCapture(sha256="a" * 64, leaf=0, content=b"x", withheld="internal")
    with pytest.raises(ValueError, match="names the decision's leaf"):
        ReportCapture(sha256="a" * 64, leaf=0, content=None, withheld="erased")
