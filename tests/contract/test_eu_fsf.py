"""The EU's list, read from the real file, from a sample of the official one, and from a small file of our own."""

import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lagebild.lists import ParsedList, eu_fsf
from lagebild.model.listing import ListEntry

SMALL = Path(__file__).parent.parent / "unit" / "lists" / "eu-small.xml"
NAMESPACE = "{http://eu.europa.ec/fpi/fsd/export}"
NAMES = {"name", "alias", "previousName", "weakAlias"}


@cache
def _read(path: Path) -> ParsedList:
    return eu_fsf.parse(path.read_bytes(), source=path.name)


@cache
def _by_reference(path: Path) -> dict[str, ListEntry]:
    return {entry.listing.reference: entry for entry in _read(path).entries}


@cache
def _tree(path: Path) -> ET.Element:
    """The file by another parser than the reader's."""
    return ET.parse(path).getroot()  # noqa: S314 - a file of the test's own, not an attacker's


def _real(shared: Path) -> Path:
    return shared / "lists" / "eu" / "fsf_1_1_2026-05-01_rebuilt.xml"


def _sample(shared: Path) -> Path:
    return shared / "lists" / "samples" / "sample_eu.xml"


def test_parse_real_file_reads_every_entity_by_type_and_programme(shared: Path) -> None:
    parsed = _read(_real(shared))
    root = _tree(_real(shared))
    assert (parsed.dated_at, parsed.dated_raw) == ("2026-05-01", "2026-05-01T08:25:36.000+02:00")
    assert len(parsed.entries) == len({entry.listing.id for entry in parsed.entries}) == 5860
    assert parsed.count_by_schema() == {"Company": 850, "Organization": 667, "Person": 4341, "Vessel": 2}
    assert (
        Counter(entity.find(f"{NAMESPACE}subjectType").get("code") for entity in root)  # type: ignore[union-attr] # each has one
        == {"person": 4341, "enterprise": 1519}
    )
    programmes = Counter(str(act.get("programme")) for act in root.iter(f"{NAMESPACE}regulation"))
    assert parsed.count_by_programme() == programmes
    assert programmes["PRK"] == 255


def test_parse_real_file_has_exactly_these_problems(shared: Path) -> None:
    problems = _read(_real(shared)).problems
    assert Counter((problem.code, problem.severity) for problem in problems) == {
        ("eu-act-missing", "note"): 4,
        ("eu-act-role-unclear", "note"): 39,
        ("eu-designation-unclear", "note"): 14,
        ("eu-designation-unreadable", "note"): 2,
        ("eu-number-missing", "note"): 4,
        ("eu-remark-empty", "note"): 35,
        ("eu-un-reference-unreadable", "note"): 4,
    }


def test_parse_sample_of_the_official_file_has_exactly_these_problems(shared: Path) -> None:
    """Its maker repeated one entity; every designationDate in it is the Security Council's."""
    problems = _read(_sample(shared)).problems
    assert Counter((problem.code, problem.severity) for problem in problems) == {
        ("eu-designation-of-un", "note"): 5,
        ("eu-reference-repeated", "error"): 1,
    }


def _every_path(path: Path) -> Iterator[str]:
    def walk(element: ET.Element, above: str) -> Iterator[str]:
        here = f"{above}{element.tag.removeprefix(NAMESPACE)}"
        yield here
        yield from (f"{here}/@{name}" for name in element.attrib)
        for child in element:
            yield from walk(child, f"{here}/")

    return walk(_tree(path), "")


def _totals(path: Path) -> dict[str, int]:
    return {name: account.total for name, account in _read(path).accounted.items()}


def test_parse_real_files_account_for_every_element_and_attribute(shared: Path) -> None:
    assert _totals(_real(shared)) == Counter(_every_path(_real(shared)))
    assert _totals(_sample(shared)) == Counter(_every_path(_sample(shared)))
    lost = [name for name, account in _read(_real(shared)).accounted.items() if account.problem]
    assert lost == []


def test_parse_small_file_accounts_for_every_element_and_attribute() -> None:
    assert _totals(SMALL) == Counter(_every_path(SMALL))
    assert [name for name, account in _read(SMALL).accounted.items() if account.problem] == []


CARRIED = {
    "": ("designationDate", "designationDetails", "unitedNationId"),
    "regulation": ("publicationDate", "entryIntoForceDate", "numberTitle", "programme"),
    "regulationSummary": ("publicationDate", "numberTitle"),
    "nameAlias": ("firstName", "middleName", "lastName", "function", "title"),
    "birthdate": ("year", "yearRangeFrom", "yearRangeTo", "city", "zipCode", "region", "place"),
    "address": ("street", "poBox", "place", "zipCode", "city", "region"),
    "contactInfo": ("value",),
    "citizenship": ("region",),
    "identification": (
        *(
            "number",
            "latinNumber",
            "nameOnDocument",
            "issuedBy",
            "issuedDate",
            "validFrom",
            "validTo",
            "region",
        ),
    ),
}
"""Attributes whose value must stand as published in the entry besides `raw`."""

NOTHING = {"", "-", "none", "null", "."}


def _collapse(value: str) -> str:
    return " ".join(value.split())


def _texts_of(entry: ListEntry) -> str:
    listing = entry.listing
    entities = (entry.entity, *entry.related)
    values = [
        *(value for entity in entities for values in entity.properties.values() for value in values),
        *(text for name in entry.names for text in (name.value, name.note or "")),
        *(text for date in listing.dates for text in (date.value, date.act or "")),
        *(text or "" for text in (listing.reason, listing.unsc_id, listing.programme, listing.legal_basis)),
    ]
    return "\n".join(_collapse(value) for value in values)


def _parts_of(name: str) -> list[str]:
    """One field of two names of the file holds the name in both scripts, and one two names."""
    if name.startswith(("Radar MMS (", "Государственное предприятие Завод шампанских вин")):
        return name.strip(" )").split(" (")
    return name.split(";")


def _stated(entity: ET.Element) -> Iterator[tuple[str, str]]:
    for element in entity.iter():
        tag = element.tag.removeprefix(NAMESPACE)
        names = CARRIED.get("" if element is entity else tag, ())
        yield from ((f"{tag}/@{name}", element.get(name, "")) for name in names)
        if tag == "remark":
            yield tag, element.text or ""
        if tag == "nameAlias":
            yield from ((f"{tag}/@wholeName", part) for part in _parts_of(element.get("wholeName", "")))


def _lost_values(path: Path) -> Iterator[str]:
    entries = _by_reference(path)
    for entity in _tree(path):
        reference = entity.get("euReferenceNumber") or f"logicalId-{entity.get('logicalId')}"
        texts = _texts_of(entries[reference])
        bare = texts.replace(" ", "")
        for name, value in _stated(entity):
            text = _collapse(value)
            if text.lower() in NOTHING or text in texts:
                continue
            if name == "identification/@number" and text.replace(" ", "") in bare:
                continue
            yield f"{reference} {name}: {text}"


def test_parse_real_file_carries_every_mapped_value_outside_raw(shared: Path) -> None:
    lost = list(_lost_values(_real(shared)))
    assert lost == []


def test_parse_small_file_carries_every_mapped_value_outside_raw() -> None:
    assert list(_lost_values(SMALL)) == []


def test_parse_real_file_has_one_primary_name_language_and_every_name(shared: Path) -> None:
    entries = _by_reference(_real(shared))
    for entity in _tree(_real(shared)):
        entry = entries[str(entity.get("euReferenceNumber"))]
        published = {_collapse(str(name.get("wholeName"))) for name in entity.iter(f"{NAMESPACE}nameAlias")}
        read = {name.value for name in entry.names}
        assert len({name.lang for name in entry.names if name.kind == "primary"}) == 1
        assert all(name in read or ";" in name or "(" in name or "’ " in name for name in published)


def test_parse_real_file_invents_no_birth_date(shared: Path) -> None:
    """Every birthDate is a Gregorian one that is not rough, as precise as its parts."""
    entries = _by_reference(_real(shared))
    for entity in _tree(_real(shared)):
        certain = set()
        for birth in entity.iter(f"{NAMESPACE}birthdate"):
            if (
                birth.get("circa") == "false"
                and birth.get("calendarType") == "GREGORIAN"
                and birth.get("year")
            ):
                month = f"-{int(birth.get('monthOfYear', '0')):02}" if birth.get("monthOfYear") else ""
                certain.add(birth.get("birthdate") or f"{birth.get('year')}{month}")
        assert set(entries[str(entity.get("euReferenceNumber"))].entity.get("birthDate")) == certain


def test_parse_real_file_gives_no_amendment_recast_or_repeal_as_a_designation(shared: Path) -> None:
    """A designation is read from the EU's own words alone; no record of the file has a designationDate."""
    fields = Counter(
        date.field.partition(":")[0]
        for entry in _read(_real(shared)).entries
        for date in entry.listing.dates
        if date.kind == "designated_on"
    )
    assert fields == {"sanctionEntity/@designationDetails": 204, "sanctionEntity/remark": 122}


def test_parse_real_file_names_every_act_of_every_record_once(shared: Path) -> None:
    entries = _by_reference(_real(shared))
    for entity in _tree(_real(shared)):
        dates = entries[str(entity.get("euReferenceNumber"))].listing.dates
        acts = [date for date in dates if date.field.endswith("/@publicationDate")]
        named = {
            (act.get("numberTitle"), act.get("publicationDate"))
            for tag in ("regulation", "regulationSummary")
            for act in entity.iter(f"{NAMESPACE}{tag}")
            if not str(act.get("numberTitle")).startswith("UNLI")
        }
        assert {(date.act, date.value) for date in acts} == named
        assert len(acts) == len(named)


def test_parse_real_file_bounds_nothing_by_an_act_that_is_named_for_the_regime(shared: Path) -> None:
    """Read by eye: the record's first act is older than the listing and has no role."""
    entries = _by_reference(_real(shared))
    roles = {
        reference: [(date.value, date.role) for date in entries[reference].listing.dates][:2]
        for reference in ("EU.3415.74", "EU.4284.95", "EU.4460.82", "EU.3805.30")
    }
    assert roles == {
        # Al-Qaida in the Arabian Peninsula, listed by 70/2010
        "EU.3415.74": [("2002-05-29", None), ("2010-01-26", "amendment")],
        # listed by 2018/87 of 2018-01-22, which the record no longer names
        "EU.4284.95": [("2017-08-31", None), ("2022-08-01", "amendment")],
        # 2018/1231, dated a year too early
        "EU.4460.82": [("2017-09-14", None), ("2018-04-09", "amendment")],
        # the arms embargo on Sudan
        "EU.3805.30": [("2004-01-28", None), ("2015-07-10", "amendment")],
    }


def test_parse_real_file_recast_of_north_korea_is_never_a_listing(shared: Path) -> None:
    """71 entries whose own act is the recast of 2017, 27 whose own act is the amendment of 2024-12-16."""
    own = Counter(
        (date.value, date.role)
        for entry in _read(_real(shared)).entries
        for date in entry.listing.dates
        if entry.listing.programmes == ("PRK",) and date.field == "sanctionEntity/regulation/@publicationDate"
    )
    assert own["2017-08-31", "recast"] == 71
    assert own["2024-12-16", "amendment"] == 27
    assert "listing" not in {role for _, role in own}


FIRST_ACTS: dict[str, tuple[str | None, str | None, str | None, str | None]] = {
    # PRK, own act the recast 2017/1509 of 2017-08-31
    "EU.4011.64": (None, "2009-07-31", "689/2009 (OJ L199)", "amendment"),
    "EU.4204.82": (None, "2009-07-31", "689/2009 (OJ L199)", "amendment"),
    "EU.4187.20": (None, "2009-05-13", "389/2009 (OJ L118)", "amendment"),
    "EU.4202.55": (None, "2009-07-31", "689/2009 (OJ L199)", "amendment"),
    "EU.4102.90": (None, "2016-03-05", "2016/315 (OJ L60)", "amendment"),
    "EU.4105.82": (None, "2010-12-23", "1251/2010 (OJ L341)", "amendment"),
    "EU.4200.28": (None, "2011-12-21", "1355/2011 (OJ L338)", "amendment"),
    "EU.4120.65": (None, "2016-03-05", "2016/315 (OJ L60)", "amendment"),
    "EU.4060.7": (None, "2017-08-31", "2017/1509 (OJ L224)", "recast"),
    # the same; its remark `Date of designation: 22.1.2013` is the Security Council's day
    "EU.4012.29": (None, "2013-02-19", "137/2013 (OJ L46)", "amendment"),
    # the same; listed by the EU since 2016, its remark `Date of listing: 5/08/2017` is the Security Council's day
    "EU.4006.82": (None, "2016-04-28", "2016/659 (OJ L114)", "amendment"),
    # PRK, own act 2024/3152 of 2024-12-16
    "EU.4222.57": (None, "2022-08-01", "2022/1331 (OJ L201)", "amendment"),
    "EU.4225.49": (None, "2015-07-03", "2015/1062 (OJ L174)", "amendment"),
    "EU.4213.21": (None, "2016-05-20", "2016/780 (OJ L131)", "amendment"),
    "EU.8112.63": (None, "2022-04-21", "2022/659 (OJ L120)", "amendment"),
    "EU.4287.92": (None, "2018-01-22", "2018/87 (OJ L16 I)", "amendment"),
    "EU.4292.66": (None, "2024-12-16", "2024/3152 (OJ L16122024)", "amendment"),
    # the EU's own words: `Date of listing: 22.12.2009`
    "EU.4219.5": ("2009-12-22", "2009-12-23", "1283/2009 (OJ L346)", "amendment"),
    # `EU designation 08/12/2022 followed by UN designation 25/10/2023`
    "EU.9132.86": ("2022-12-08", "2022-12-08", "2022/2397 (OJ L316-I)", "amendment"),
    # `Date of Listing: 16.2.2015.`, a week after the act was published
    "EU.3936.60": ("2015-02-16", "2015-02-09", "2015/240 (OJ L40)", "amendment"),
    # Iraq: the basic act lists; in force the day before it was published
    "EU.27.28": (None, "2003-07-07", "1210/2003 (OJ L169)", "listing"),
    # listed by the United Nations, by no act of the EU
    "EU.13852.10": (None, None, None, None),
}
"""Read by eye in the file: the designation that the EU states, and the earliest act that the record names."""


@pytest.mark.parametrize("reference", FIRST_ACTS)
def test_parse_real_file_dates_hand_checked_entry(shared: Path, reference: str) -> None:
    listing = _by_reference(_real(shared))[reference].listing
    acts = [(date.value, date.act, date.role) for date in listing.dates if date.kind == "legal_act_on"]
    first = min(acts, key=lambda act: act[0], default=(None, None, None))
    assert (listing.designated_on, *first) == FIRST_ACTS[reference]


KP = "KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF"

HAND_CHECKED: dict[str, dict[str, Any]] = {
    "EU.4011.64": {
        "schema": "Person",
        "names": [("Yu-ro Han", "primary", None)],
        "properties": {
            "firstName": ["Yu-ro"],
            "lastName": ["Han"],
            "position": ["Director of Korea Ryongaksan General Trading Corporation"],
        },
        "legal_basis": "2017/1509 (OJ L224)",
        "dates": [
            ("2009-07-31", "sanctionEntity/nameAlias/regulationSummary/@publicationDate", "amendment"),
            ("2017-08-31", "sanctionEntity/regulation/@publicationDate", "recast"),
            ("2017-09-01", "sanctionEntity/regulation/@entryIntoForceDate", "recast"),
        ],
        "reason": None,
        "unsc_id": None,
        "related": [],
    },
    "EU.4012.29": {
        "schema": "Person",
        "names": [
            ("Chang-Ho Paek", "primary", None),
            ("Pak Chang-Ho", "alias", None),
            ("Paek Ch’ang-Ho", "alias", None),
        ],
        "properties": {
            "firstName": ["Chang-Ho"],
            "lastName": ["Paek"],
            "position": ["Senior official and head of …"],
            "birthDate": ["1964-06-18"],
            "birthPlace": [f"Kaesong, {KP}"],
            "birthCountry": ["kp"],
            "passportNumber": ["381420754"],
        },
        "legal_basis": "2017/1509 (OJ L224)",
        "dates": [
            ("2013-02-19", "sanctionEntity/nameAlias/regulationSummary/@publicationDate", "amendment"),
            ("2017-08-31", "sanctionEntity/regulation/@publicationDate", "recast"),
            ("2017-09-01", "sanctionEntity/regulation/@entryIntoForceDate", "recast"),
        ],
        "reason": "Date of designation: 22.1.2013.",
        "unsc_id": None,
        "related": [("Passport", "381420754", None)],
    },
    "EU.4163.61": {
        "schema": "Person",
        "names": [("Pak Chun Il", "primary", "en")],
        "properties": {
            "position": ["Served as the DPRK Ambassador …"],
            "citizenship": ["kp"],
            "passportNumber": ["563410091"],
            "notes": ["Date of birth: circa 1954-07-28"],
        },
        "legal_basis": "2022/1331 (OJ L201)",
        "dates": [
            ("2016-12-09", "sanctionEntity/citizenship/regulationSummary/@publicationDate", "amendment"),
            ("2022-08-01", "sanctionEntity/regulation/@publicationDate", "amendment"),
            ("2022-08-02", "sanctionEntity/regulation/@entryIntoForceDate", "amendment"),
        ],
        "reason": None,
        "unsc_id": None,
        "related": [("Passport", "563410091", "kp")],
    },
    "EU.6131.26": {
        "schema": "Person",
        "names": [("Gholamreza SOLEIMANI", "primary", None)],
        "properties": {
            "position": ["Head of the Basij Organisation …"],
            "gender": ["male"],
            "birthDate": ["1964", "1965"],
            "birthPlace": ["Farsan, IRAN (ISLAMIC REPUBLIC OF)"],
            "birthCountry": ["ir"],
            "notes": ["Date of birth: 1343 (islamic calendar)"],
            "citizenship": ["ir"],
        },
        "legal_basis": "2021/584 (OJ L124I)",
        "dates": [("2021-04-12", "sanctionEntity/regulation/@publicationDate", "amendment")],
        "reason": None,
        "unsc_id": None,
        "related": [],
    },
    "EU.9284.35": {
        "schema": "Person",
        "names": [
            ("Ivan Dmitrievich POPOV", "primary", "en"),
            ("Ivan Dmitrijevitj POPOV", "alias", "sv"),
            ("Иван Дмитриевич ПОПОВ", "original_script", "ru"),
        ],
        "properties": {
            "firstName": ["Ivan", "Иван"],
            "middleName": ["Dmitrijevitj", "Дмитриевич", "Dmitrievich"],
            "lastName": ["POPOV", "ПОПОВ"],
            "position": ["member of the Missile Pre-Planning …"],
            "title": ["Major"],
            "gender": ["male"],
            "notes": ["Date of birth: circa 1998-10-17"],
            "citizenship": ["ru"],
            "innCode": ["280403816493"],
        },
        "legal_basis": "2023/806 (OJ L101)",
        "dates": [
            ("2022-12-16", "sanctionEntity/citizenship/regulationSummary/@publicationDate", "amendment"),
            ("2023-04-14", "sanctionEntity/regulation/@publicationDate", "amendment"),
            ("2023-04-15", "sanctionEntity/regulation/@entryIntoForceDate", "amendment"),
        ],
        "reason": None,
        "unsc_id": None,
        "related": [],
    },
    "EU.12272.3": {
        "schema": "Person",
        "names": [("Abdel Rahman JUMA BARKALLA", "primary", "en")],
        "properties": {
            "firstName": ["Abdel Rahman"],
            "lastName": ["JUMA BARKALLA"],
            "position": ["Major General of the Rapid …"],
            "title": ["Major General"],
            "gender": ["male"],
            "notes": ["Designation details: UN designation"],
            "birthDate": ["1969-01-01"],
            "birthCountry": ["sd"],
            "birthPlace": ["Bahr Elarab, Bahr Elarab, East Darfur, SUDAN"],
            "citizenship": ["sd"],
            "idNumber": ["21052659309"],
            "passportNumber": ["P07834700"],
        },
        "legal_basis": "2024/3114 (OJ L10122024)",
        "dates": [("2024-12-09", "sanctionEntity/regulation/@publicationDate", "amendment")],
        "reason": "UNLI 08.11.2024",
        "unsc_id": "SDi.005",
        "related": [("Identification", "21052659309", "sd"), ("Passport", "P07834700", "sd")],
    },
    "EU.9442.82": {
        "schema": "Vessel",
        "names": [("Unica", "primary", None)],
        "properties": {"imoNumber": ["IMO8514306"], "country": ["kp"]},
        "legal_basis": "2022/2429 (OJ L318I)",
        "dates": [("2022-12-12", "sanctionEntity/regulation/@publicationDate", "amendment")],
        "reason": None,
        "unsc_id": None,
        "related": [],
    },
    "EU.4187.20": {
        "schema": "Company",
        "names": [
            ("Korea Mining Development Trading Corporation", "primary", None),
            ("‘KOMID’", "alias", None),
            ("DPRKN MINING DEVELOPMENT TRADING COOPERATION", "alias", None),
            ("CHANGGWANG SINYONG CORPORATION", "alias", None),
            ("EXTERNAL TECHNOLOGY GENERAL CORPORATION", "alias", None),
        ],
        "properties": {
            "notes": ["Function: Primary arms dealer and …"],
            "country": ["kp"],
            "address": [f"Central District, Pyongyang, {KP}"],
        },
        "legal_basis": "2017/1509 (OJ L224)",
        "dates": [
            ("2009-05-13", "sanctionEntity/nameAlias/regulationSummary/@publicationDate", "amendment"),
            ("2017-08-31", "sanctionEntity/regulation/@publicationDate", "recast"),
            ("2017-09-01", "sanctionEntity/regulation/@entryIntoForceDate", "recast"),
        ],
        "reason": None,
        "unsc_id": None,
        "related": [],
    },
    "EU.27.28": {
        "schema": "Person",
        "names": [
            ("Saddam Hussein Al-Tikriti", "primary", None),
            ("Abu Ali", "alias", None),
            ("Abou Ali", "alias", "fr"),
        ],
        "properties": {
            "firstName": ["Saddam"],
            "lastName": ["Hussein Al-Tikriti"],
            "gender": ["male"],
            "birthDate": ["1937-04-28"],
            "birthCountry": ["iq"],
            "birthPlace": ["al-Awja, near Tikrit, IRAQ"],
            "citizenship": ["iq"],
        },
        "legal_basis": "1210/2003 (OJ L169)",
        "dates": [
            ("2003-07-08", "sanctionEntity/regulation/@publicationDate", "listing"),
            ("2003-07-07", "sanctionEntity/regulation/@entryIntoForceDate", "listing"),
        ],
        "reason": "UNSC RESOLUTION 1483",
        "unsc_id": None,
        "related": [],
    },
    "EU.13852.10": {
        "schema": "Person",
        "names": [("Dimitri Herard", "primary", "en")],
        "properties": {
            "notes": ["Listed by the United Nations: UNLI HTI 7.11.2025, 2025-10-17"],
            "position": ["former head of the National …"],
            "gender": ["male"],
        },
        "legal_basis": "UNLI HTI 7.11.2025",
        "dates": [],
        "reason": None,
        "unsc_id": None,
        "related": [],
    },
}
"""Read by eye in the file, field by field; long functions by their first words."""

LONG = 60


def _shorten(value: str, key: str) -> str:
    is_prose = key == "position" or value.startswith("Function: ")
    return " ".join([*value.split()[:5], "…"]) if is_prose and len(value) > LONG else value


def _facts(entry: ListEntry) -> dict[str, Any]:
    listing = entry.listing
    return {
        "schema": entry.entity.schema,
        "names": [(name.value, name.kind, name.lang) for name in entry.names],
        "properties": {
            key: sorted(_shorten(value, key) for value in values)
            for key, values in entry.entity.properties.items()
            if key not in NAMES
        },
        "legal_basis": listing.legal_basis,
        "dates": [(date.value, date.field, date.role) for date in listing.dates],
        "reason": listing.reason,
        "unsc_id": listing.unsc_id,
        "related": [
            (other.schema, other.get("number")[0], next(iter(other.get("country")), None))
            for other in entry.related
        ],
    }


@pytest.mark.parametrize("reference", HAND_CHECKED)
def test_parse_real_file_reads_hand_checked_entry_field_by_field(shared: Path, reference: str) -> None:
    expected = dict(HAND_CHECKED[reference])
    expected["properties"] = {key: sorted(values) for key, values in expected["properties"].items()}
    assert _facts(_by_reference(_real(shared))[reference]) == expected


def test_locate_entry_finds_the_bytes_of_every_fiftieth_entry(shared: Path) -> None:
    content = _real(shared).read_bytes()
    for entry in _read(_real(shared)).entries[::50]:
        place = eu_fsf.locate_entry(content, entry.listing.reference)
        assert place is not None
        element = ET.fromstring(content[slice(*place)])  # noqa: S314 - a file of the test's own
        assert element.get("euReferenceNumber") == entry.listing.reference


def test_parse_real_file_takes_less_than_eight_seconds_of_one_processor(shared: Path) -> None:
    content = _real(shared).read_bytes()
    started = time.process_time()
    eu_fsf.parse(content, source="eu.xml")
    assert time.process_time() - started < 8
