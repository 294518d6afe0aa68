"""The regime files that come with the software, and the faults of others."""

from pathlib import Path

import pytest

from lagebild.errors import ConfigError
from lagebild.regimes import (
    DATA_FOLDER,
    find_provision,
    find_resolution,
    load_regimes,
    provisions_of,
    regime_sha256,
    resolution_year,
)

REGIMES = load_regimes()

SMALL = """
id: xx-1
name: {en: Test regime, de: Prüfregime}
authority: XX
target: 'NO'
opened_on: 2001-02-03
groups:
  - id: g1
    name: {en: Group, de: Gruppe}
    members: [NO, SE]
    status: sourced
    sources: [S1]
    founded_on: 2001
resolutions:
  - id: S/RES/9001 (2001)
    title: {en: First, de: Erste}
    adopted_on: 2001-02-03
    status: sourced
    sources: [S1]
    provisions:
      - id: R9001-OP1
        paragraph: "1"
        status: sourced
        sources: [S1]
        force: binds
        addressees: [AMS]
        direction: [to]
        summary: {en: No apples., de: Keine Äpfel.}
incident_types:
  - id: apples
    title: {en: Apples, de: Äpfel}
    event_subtypes: [apple_transfer]
    target_is: recipient
    single_act: true
    links: [{provision: R9001-OP1, strength: direct}]
references:
  - {id: S1, url: 'https://example.org/1'}
"""


def write(folder: Path, text: str, name: str = "xx.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_small_file_is_read_field_by_field(tmp_path: Path) -> None:
    (regime,) = load_regimes(write(tmp_path, SMALL))
    assert (regime.id, regime.target, regime.opened_on) == ("xx-1", "NO", "2001-02-03")
    assert regime.groups[0].members == ("NO", "SE")
    assert regime.groups[0].founded_on == "2001"
    (provision,) = regime.provisions
    assert provision.valid_from == "2001-02-03"
    assert provision.summary == {"de": "Keine Äpfel.", "en": "No apples."}
    assert provision.exceptions == {}
    (kind,) = regime.incident_types
    assert (kind.actor_is_target, kind.single_act, kind.links[0].strength) == (False, True, "direct")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("authority: XX", "authority: XX\ncolour: red", "colour: is an unknown key"),
        (
            "links: [{provision: R9001-OP1",
            "links: [{provision: R9001-OP2",
            "links: there is no provision 'R9001-OP2'",
        ),
        (
            "        force: binds",
            "        valid_from: 2001-01-01\n        force: binds",
            "before the adoption",
        ),
        (
            "        status: sourced\n        sources",
            "        sources",
            "provisions › R9001-OP1 › status: is missing",
        ),
        (
            "        status: sourced",
            "        status: certain",
            "'certain' is none of verified, sourced, unverified",
        ),
        ("        status: sourced", "        status: verified", "names who compared it"),
        ("        force: binds", "        checked_by: Ada\n        force: binds", "was compared by nobody"),
        ("        sources: [S1]", "        sources: [S2]", "'S2' is not among the references"),
        ("        sources: [S1]", "        sources: []", "is empty, though the row says"),
        (
            "        force: binds",
            "        extends: [R1]\n        force: binds",
            "extends: there is no provision 'R1'",
        ),
        ("        force: binds", "        replaced_by: R1\n        force: binds", "valid_to: is missing"),
        ("adopted_on: 2001-02-03", "adopted_on: 2001-02-30", "'2001-02-30' is no ISO date"),
        ("id: xx-1", "id: xx-1\n? [a]\n: b", "is no readable YAML file"),
        ("adopted_on: 2001-02-03", "adopted_on: 3.2.2001", "'3.2.2001' is no ISO date"),
        (
            "summary: {en: No apples., de: Keine Äpfel.}",
            "summary: {en: No apples.}",
            "a text for each of de, en",
        ),
        (
            "  - {id: S1,",
            "  - {id: S1, url: 'https://example.org/0'}\n  - {id: S1,",
            "references › S1: the id stands twice",
        ),
        ("strength: direct", "strength: conditional", "a conditional link says on what it depends"),
        ("target_is: recipient", "target_is: nobody", "'nobody' is none of either, actor, recipient"),
        ("event_subtypes: [apple_transfer]", "event_subtypes: []", "no event could ever be of this kind"),
        ("authority: XX", "authority: XX\nauthority: YY", "stands twice"),
        ("id: xx-1", "id: [", "is no readable YAML file"),
    ],
)
def test_fault_is_told_with_file_and_key(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in SMALL
    with pytest.raises(ConfigError) as raised:
        load_regimes(write(tmp_path, SMALL.replace(old, new)))
    assert fault in str(raised.value)
    assert "xx.yaml" in str(raised.value)


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, SMALL.replace("force: binds", "force: maybe").replace("target: 'NO'", ""), "a.yaml")
    write(tmp_path, SMALL.replace("xx-1", "xx-2").replace("strength: direct", "strength: weak"), "b.yaml")
    with pytest.raises(ConfigError) as raised:
        load_regimes(tmp_path)
    lines = str(raised.value).splitlines()
    assert lines[0] == "4 fault(s) in the regime files:"
    assert [line.split(" › ")[0] for line in lines[1:]] == ["- a.yaml", "- a.yaml", "- b.yaml", "- b.yaml"]
    assert lines[4] == "- b.yaml › R9001-OP1: the id is already used in a.yaml"


def test_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no regime files"):
        load_regimes(tmp_path)


def test_file_that_is_a_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="must be a mapping of keys"):
        load_regimes(write(tmp_path, "- 1\n- 2\n"))


def test_provided_regimes_are_two_with_different_targets() -> None:
    assert [(regime.id, regime.target, regime.opened_on) for regime in REGIMES] == [
        ("un-1718", "KP", "2006-10-14"),
        ("un-1970", "LY", "2011-02"),
    ]


def test_nobody_compared_a_provided_paragraph_yet() -> None:
    provisions = [provision for regime in REGIMES for provision in regime.provisions]
    assert {provision.status for provision in provisions} == {"sourced", "unverified"}
    assert {provision.checked_by for provision in provisions} == {None}


def test_every_provided_kind_with_a_direct_link_shows_it_first() -> None:
    rank = {"direct": 0, "argued": 1, "conditional": 2}
    for regime in REGIMES:
        for kind in regime.incident_types:
            strengths = [rank[link.strength] for link in kind.links]
            assert strengths == sorted(strengths), kind.id


def test_resolution_is_found_with_and_without_year() -> None:
    found = find_resolution(REGIMES, "S/RES/1718 (2006)")
    assert found is not None
    assert found.adopted_on == "2006-10-14"
    assert find_resolution(REGIMES, "S/RES/1718") is found
    assert find_resolution(REGIMES, "S/RES/1718(2006)") is found
    assert find_resolution(REGIMES, "S/RES/1718 (2007)") is None
    assert find_resolution(REGIMES, "S/RES/171") is None
    assert find_resolution(REGIMES, None) is None
    assert find_resolution(REGIMES, "E.O. 13466") is None


def test_provisions_of_a_resolution_and_by_id() -> None:
    assert [item.id for item in provisions_of(REGIMES, "S/RES/1970 (2011)")] == ["R1970-OP9"]
    found = find_provision(REGIMES, "R1718-OP8(b)")
    assert found is not None
    assert (found.resolution_id, found.paragraph, found.is_releasable) == ("S/RES/1718 (2006)", "8(b)", True)
    assert find_provision(REGIMES, "R1-OP1") is None


def test_year_of_a_resolution_by_number() -> None:
    assert [resolution_year(REGIMES, number) for number in (1718, 2270, 1970, 1)] == [2006, 2016, 2011, None]


def test_hash_changes_with_any_byte(tmp_path: Path) -> None:
    before = regime_sha256(write(tmp_path, SMALL))
    assert regime_sha256(write(tmp_path, SMALL + "\n")) != before
    assert regime_sha256() == regime_sha256(DATA_FOLDER)


def test_counts_in_the_reference_page_are_those_of_the_files() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "regimes.md").read_text(encoding="utf-8")
    korea, libya = REGIMES
    sourced = sum(provision.status == "sourced" for provision in korea.provisions)
    told = (
        f"{len(korea.resolutions)} resolutions, {len(korea.provisions)} provisions, of which {sourced} `sourced`",
        f"{len(libya.resolutions)} resolutions, {len(libya.provisions)} provisions, all `sourced`",
    )
    assert [line for line in told if line not in " ".join(page.split())] == []
