"""The regime of 1718 against the fact file that it was made from: numbers, dates, status, addresses."""

import re
from pathlib import Path

import pytest

from lagebild.regimes import load_regimes

pytestmark = pytest.mark.shared

REGIME = next(regime for regime in load_regimes() if regime.id == "un-1718")
PROVISIONS = {provision.id: provision for provision in REGIME.provisions}
MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MONTHS = {name: f"{number:02}" for number, name in enumerate(MONTH_NAMES, 1)}
CONTENT_ONLY = "R2270-OP23"
"""Its row confirms the content alone ("C content"); a number that nobody confirmed makes it unverified."""


@pytest.fixture(scope="module")
def facts(shared: Path) -> str:
    return (shared / "regimes" / "un-dprk.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(facts: str) -> dict[str, tuple[str, list[str]]]:
    """Per provision id of part 2: the row's status code and its source ids."""
    part = facts[facts.index("## 2. Operative paragraphs") : facts.index("### 2.12 Topic index")]
    found: dict[str, tuple[str, list[str]]] = {}
    for line in part.splitlines():
        if not line.startswith("| R"):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        code, sources = cells[-1][0], re.findall(r"\bS\d+\w*", cells[-1])
        for key in list_ids(cells[0]):
            found[key] = code, sources
    return found


def list_ids(cell: str) -> list[str]:
    """`R2321-OP13, OP21` → both ids; `R1718-OP9 / OP10` → both."""
    act = re.match(r"R\d+", cell)
    assert act is not None
    return [f"{act[0]}-OP{number}" for number in re.findall(r"OP(\d+(?:\([a-z]\))?(?:\([ivx]+\))?)", cell)]


def test_fact_file_is_read_completely(rows: dict[str, tuple[str, list[str]]]) -> None:
    assert len(rows) == 152
    assert sum(code == "C" for code, _ in rows.values()) == 56  # 55 rows, one of them for two paragraphs


def test_every_confirmed_row_is_carried_as_sourced(rows: dict[str, tuple[str, list[str]]]) -> None:
    confirmed = {key for key, (code, _) in rows.items() if code == "C"} - {CONTENT_ONLY}
    assert {key for key, provision in PROVISIONS.items() if provision.status == "sourced"} == confirmed


def test_every_other_row_is_unverified(rows: dict[str, tuple[str, list[str]]]) -> None:
    carried = {key for key, provision in PROVISIONS.items() if provision.status == "unverified"}
    assert carried <= {key for key, (code, _) in rows.items() if code in "NU"} | {CONTENT_ONLY}
    assert len(carried) == 41


def test_sources_of_each_paragraph_are_those_of_its_row(rows: dict[str, tuple[str, list[str]]]) -> None:
    assert {key: sorted(item.sources) for key, item in PROVISIONS.items()} == {
        key: sorted(rows[key][1]) for key in PROVISIONS
    }


def test_resolutions_bear_the_adoption_dates_of_the_fact_file(facts: str) -> None:
    part = facts[facts.index("### 1a.") : facts.index("### 1c.")]
    told = {}
    for line in part.splitlines():
        match = re.match(r"\| (\d{4}) \((\d{4})\)[^|]*\| (\d{1,2}) (\w{3}) (\d{4})([^|]*)\|", line)
        if match:
            number, year, day, month, date_year, rest = match.groups()
            exact = f"{date_year}-{MONTHS[month]}-{int(day):02}"
            told[f"S/RES/{number} ({year})"] = None if "unconfirmed" in rest else exact
    confirmed = {key: value for key, value in told.items() if value is not None}
    held = {act.id: act.adopted_on for act in REGIME.resolutions}
    assert len(confirmed) == 20
    assert {key: held[key] for key in confirmed} == confirmed
    unconfirmed = {key: held[key] for key in held if key not in confirmed}
    assert unconfirmed == {
        "S/RES/1695 (2006)": "2006-07",
        "S/RES/2050 (2012)": None,
        "S/RES/2207 (2015)": "2015-03",
        "S/RES/2276 (2016)": None,
        "S/RES/2664 (2022)": None,
    }


def test_addresses_of_the_references_stand_in_the_fact_file(facts: str) -> None:
    own = {"S28": "the crawler's repository", "NTI": "the NTI page has no address there"}
    for reference in REGIME.references:
        host = re.sub(r"^https?://(?:www\.|w\.)?", "", reference.url).split("/")[0]
        assert (
            reference.id in own or host in facts or reference.url.removeprefix("https://github.com/") in facts
        )


def test_members_of_the_groups(facts: str) -> None:
    groups = {group.id: group for group in REGIME.groups}
    for key, name in (("msmt", "msmt"), ("g7", "g7"), ("unsc_permanent", "unsc_permanent")):
        match = re.search(rf"^  {name}:.*?members: \[([A-Z, ]+)\]", facts, re.DOTALL | re.MULTILINE)
        assert match is not None
        assert sorted(groups[key].members) == sorted(match[1].split(", "))
    assert (len(groups["msmt"].members), groups["msmt"].founded_on) == (11, "2024-10-16")


@pytest.mark.parametrize(
    ("key", "valid_from", "valid_to", "replaced_by"),
    [
        ("R2375-OP14", "2017-10-01", "2017-12-31", "R2397-OP5"),
        ("R2375-OP15", "2017-09-11", "2017-12-21", "R2397-OP4"),
        ("R2321-OP26", "2016-11-30", "2017-08-04", "R2371-OP8"),
        ("R2397-OP5", "2018-01-01", None, None),
        ("R1718-OP8(b)", "2006-10-14", None, None),
    ],
)
def test_rules_that_changed_carry_their_days(
    key: str, valid_from: str, valid_to: str | None, replaced_by: str | None
) -> None:
    row = PROVISIONS[key]
    assert (row.valid_from, row.valid_to, row.replaced_by) == (valid_from, valid_to, replaced_by)


def test_incident_types_of_the_fact_file_are_carried(facts: str) -> None:
    part = facts[facts.index("## 3. Incident types") : facts.index("### 3.1")]
    named = set(re.findall(r"\| `(\w+)` \|", part))
    held = {kind.id for kind in REGIME.incident_types}
    assert len(named) == 15
    assert named <= held
    assert held - named == {"combat_by_dprk", "tests_by_dprk", "cyber_theft_by_dprk"}


def test_main_paragraphs_of_each_kind_are_its_plain_links(facts: str) -> None:
    part = facts[facts.index("## 3. Incident types") : facts.index("### 3.1")]
    kinds = {kind.id: kind for kind in REGIME.incident_types}
    for line in part.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 5 or cells[1].strip("`") not in kinds or "no paragraph names" in cells[2]:
            continue
        kind = kinds[cells[1].strip("`")]
        first = {
            link.provision_id.split("-OP")[0][1:] for link in kind.links if link.strength != "conditional"
        }
        assert set(re.findall(r"\b(\d{4})\b", cells[2])) <= first, kind.id
