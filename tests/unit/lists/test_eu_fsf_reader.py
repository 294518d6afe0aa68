"""Entities written for one question each; the whole format is read in tests/contract."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.errors import DocumentError, EmptyTextError, LagebildError, SourceChangedError, UnreadableError
from lagebild.lists import ParsedList, eu_fsf
from lagebild.lists.eu_fsf.designation import find_statements
from lagebild.model.listing import ListEntry

SMALL = (Path(__file__).parent / "eu-small.xml").read_bytes()
HEAD = '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-05-01T08:25:36.000+02:00">'
NAMED = '<nameAlias wholeName="One TWO" strong="true" nameLanguage="" logicalId="5"/>'


def _act(day: str = "2020-01-02", kind: str = "amendment", programme: str = "SYR", title: str = "") -> str:
    title = title or f"1/{day[:4]} (OJ L1)"
    return (
        f'<regulation regulationType="{kind}" organisationType="council" publicationDate="{day}" '
        f'entryIntoForceDate="{day}" numberTitle="{title}" programme="{programme}" logicalId="1"/>'
    )


def _read(*entities: str, head: str = HEAD) -> ParsedList:
    return eu_fsf.parse(f"{head}{''.join(entities)}</export>".encode(), source="made.xml")


def _entity(
    inner: str = NAMED, *, act: str = "", attributes: str = "", code: str = "person", number: str = "EU.1.2"
) -> str:
    return (
        f'<sanctionEntity euReferenceNumber="{number}" logicalId="7" {attributes}>{act or _act()}'
        f'<subjectType code="{code}" classificationCode="?"/>{inner}</sanctionEntity>'
    )


def _one(
    inner: str = NAMED, *, act: str = "", attributes: str = "", code: str = "person"
) -> tuple[ListEntry, set[tuple[str, str]]]:
    parsed = _read(_entity(inner, act=act, attributes=attributes, code=code))
    return parsed.entries[0], {(problem.code, problem.severity) for problem in parsed.problems}


def _designated(entry: ListEntry) -> list[tuple[str, str]]:
    return [(date.value, date.field) for date in entry.listing.dates if date.kind == "designated_on"]


# Names


def test_parse_primary_name_is_the_latin_one_with_a_function_not_the_first() -> None:
    entry, codes = _one(
        '<nameAlias wholeName="Korea rahvaarmee" nameLanguage="ET" strong="true" logicalId="1"/>'
        '<nameAlias wholeName="조선인민군" nameLanguage="KO" strong="true" logicalId="2"/>'
        '<nameAlias wholeName="Army" function="An army" nameLanguage="EN" strong="true" logicalId="9"/>'
        '<nameAlias wholeName="People\'s Army" nameLanguage="" strong="true" logicalId="3"/>',
        code="enterprise",
    )
    assert [(name.value, name.kind, name.lang) for name in entry.names] == [
        ("Army", "primary", "en"),
        ("Korea rahvaarmee", "alias", "et"),
        ("조선인민군", "original_script", "ko"),
        ("People's Army", "alias", None),
    ]
    assert entry.entity.caption == "Army"
    assert codes == set()


def test_parse_oldest_name_stands_first_where_nothing_else_tells() -> None:
    entry, _ = _one(
        '<nameAlias wholeName="KOMID" strong="true" logicalId="102"/>'
        '<nameAlias wholeName="Corporation" strong="true" logicalId="99"/>'
        '<nameAlias wholeName="Korporation" nameLanguage="SV" strong="true" logicalId="1"/>',
        code="enterprise",
    )
    assert [name.value for name in entry.names] == ["Corporation", "KOMID", "Korporation"]


def test_parse_weak_name_never_stands_first_while_a_strong_one_is_there() -> None:
    entry, _ = _one(
        '<nameAlias wholeName="Abu" title="Haji" strong="false" logicalId="1"/>'
        '<nameAlias wholeName="Один" nameLanguage="RU" strong="true" logicalId="2"/>'
    )
    assert [(name.value, name.kind, name.quality_raw) for name in entry.names] == [
        ("Один", "primary", "strong: true"),
        ("Abu", "weak", "strong: false"),
    ]
    assert entry.entity.get("weakAlias") == ("Abu",)
    assert entry.entity.get("title") == ("Haji",)


def test_parse_bulgarian_and_greek_versions_are_aliases_not_the_original_script() -> None:
    entry, _ = _one(
        f'{NAMED}<nameAlias wholeName="Едно (клон)" nameLanguage="BG" strong="true" logicalId="6"/>'
        '<nameAlias wholeName="Ένα" nameLanguage="EL" strong="true" logicalId="7"/>'
        '<nameAlias wholeName="واحد" nameLanguage="" strong="true" logicalId="8"/>'
    )
    assert [(name.value, name.kind, name.script) for name in entry.names[1:]] == [
        ("Едно (клон)", "alias", "Cyrl"),
        ("Ένα", "alias", "Grek"),
        ("واحد", "original_script", "Arab"),
    ]


def test_parse_two_names_in_one_field_are_parted_in_the_common_version_alone() -> None:
    entry, _ = _one(
        '<nameAlias wholeName="JSC Hydro; NJSC Hydro" nameLanguage="EN" strong="true" logicalId="1"/>'
        '<nameAlias wholeName="Hydro „;Werk“" nameLanguage="DE" strong="true" logicalId="2"/>',
        code="enterprise",
    )
    assert [name.value for name in entry.names] == ["JSC Hydro", "NJSC Hydro", "Hydro „;Werk“"]
    assert entry.entity.schema == "Company"


def test_parse_name_without_whole_name_is_made_of_its_parts() -> None:
    entry, codes = _one(
        '<nameAlias wholeName="" firstName="One" lastName="TWO" strong="maybe" logicalId="1"/>'
    )
    assert entry.names[0].value == "One TWO"
    assert codes == {("eu-name-empty", "note"), ("eu-name-quality-unknown", "note")}


def test_parse_entity_without_a_name_is_an_error_and_the_others_are_read() -> None:
    parsed = _read(_entity("", number="EU.9.9"), _entity())
    assert [entry.listing.reference for entry in parsed.entries] == ["EU.1.2"]
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("eu-name-missing", "error")]
    assert parsed.accounted["export/sanctionEntity"].problem == 1


# Acts


@pytest.mark.parametrize(
    ("kind", "role"),
    [("amendment", "amendment"), ("repealing", "recast"), ("repeal", "repeal"), ("regulation", "listing")],
)
def test_parse_kind_of_act_decides_its_role(kind: str, role: str) -> None:
    entry, codes = _one(act=_act(kind=kind))
    assert [(date.value, date.act, date.role) for date in entry.listing.dates] == [
        ("2020-01-02", "1/2020 (OJ L1)", role)
    ]
    assert entry.listing.legal_basis == "1/2020 (OJ L1)"
    assert entry.listing.designated_on is None
    assert codes == set()


def test_parse_unknown_kind_of_act_has_no_role_and_a_problem() -> None:
    entry, codes = _one(act=_act(kind="consolidation"))
    assert entry.listing.dates[0].role is None
    assert codes == {("eu-act-kind-unknown", "note")}


@pytest.mark.parametrize("title", ["881/2002 (OJ L139)", "753/2011 (OJ L199)"])
def test_parse_basic_act_that_took_entries_over_is_no_listing(title: str) -> None:
    entry, _ = _one(act=_act(kind="regulation", title=title))
    assert entry.listing.dates[0].role == "recast"


def test_parse_act_without_a_list_bounds_nothing() -> None:
    entry, codes = _one(act=_act(kind="regulation", title="131/2004 (OJ L21)"))
    assert entry.listing.dates[0].role is None
    assert codes == {("eu-act-role-unclear", "note")}


def _named(number: int, title: str, day: str, kind: str) -> str:
    return (
        f'<nameAlias wholeName="Name {number}" strong="true" logicalId="{number}"><regulationSummary '
        f'regulationType="{kind}" publicationDate="{day}" numberTitle="{title}"/></nameAlias>'
    )


@pytest.mark.parametrize(("number", "role"), [(1, "recast"), (3, None)])
def test_parse_basic_act_that_took_entries_over_counts_at_the_oldest_name_alone(
    number: int, role: str | None
) -> None:
    entry, codes = _one(
        _named(2, "70/2010 (OJ L20)", "2010-01-26", "amendment")
        + _named(number, "881/2002 (OJ L139)", "2002-05-29", "regulation")
    )
    assert [(date.value, date.role) for date in entry.listing.dates] == [
        ("2002-05-29", role),
        ("2010-01-26", "amendment"),
        ("2020-01-02", "amendment"),
    ]
    assert codes == (set() if role else {("eu-act-role-unclear", "note")})


@pytest.mark.parametrize(("older", "role"), [("", None), ("2009-07-31", "recast")])
def test_parse_recast_named_below_the_entity_counts_beside_an_older_act_alone(
    older: str, role: str | None
) -> None:
    first = _named(2, "689/2009 (OJ L199)", older, "amendment") if older else ""
    entry, _ = _one(first + _named(1, "2017/1509 (OJ L224)", "2017-08-31", "repealing"))
    roles = {date.value: date.role for date in entry.listing.dates}
    assert roles["2017-08-31"] == role


@pytest.mark.parametrize(
    ("title", "day", "role"),
    [
        ("2018/1231 (OJ L231/11)", "2017-09-14", None),
        ("2018/1231 (OJ L231/11)", "2018-09-14", "amendment"),
        ("2018/2005 (OJ L324)", "2005-12-10", "amendment"),
        ("2017/1509 (corrigendum 07-12-2023)", "2023-12-07", "amendment"),
        ("2024//1172 (OJ L19042024)", "2024-04-19", "amendment"),
    ],
)
def test_parse_act_published_before_the_year_of_its_number_has_no_role(
    title: str, day: str, role: str | None
) -> None:
    entry, codes = _one(act=_act(day=day, title=title))
    assert [date.role for date in entry.listing.dates] == [role]
    assert codes == (set() if role else {("eu-act-role-unclear", "note")})


def test_parse_act_in_force_on_another_day_has_both_days_each_with_its_field() -> None:
    act = _act().replace('entryIntoForceDate="2020-01-02"', 'entryIntoForceDate="2020-01-03"')
    entry, codes = _one(act=act)
    assert [(date.value, date.field) for date in entry.listing.dates] == [
        ("2020-01-02", "sanctionEntity/regulation/@publicationDate"),
        ("2020-01-03", "sanctionEntity/regulation/@entryIntoForceDate"),
    ]
    assert codes == set()


def test_parse_act_in_force_a_year_before_it_is_published_has_no_role() -> None:
    act = _act().replace('entryIntoForceDate="2020-01-02"', 'entryIntoForceDate="2019-01-02"')
    entry, codes = _one(act=act)
    assert [date.role for date in entry.listing.dates] == [None, None]
    assert codes == {("eu-act-role-unclear", "note")}


def test_parse_listing_of_the_united_nations_is_no_act_of_the_eu() -> None:
    act = _act(kind="regulation", title="UNLI Haiti 9.07.2025").replace("council", "un")
    summary = (
        '<regulationSummary regulationType="regulation" publicationDate="2020-01-02" '
        'numberTitle="UNLI Haiti 9.07.2025"/>'
    )
    entry, codes = _one(f'<nameAlias wholeName="One" strong="true">{summary}</nameAlias>', act=act)
    assert entry.listing.dates == ()
    assert entry.entity.get("notes") == ("Listed by the United Nations: UNLI Haiti 9.07.2025, 2020-01-02",)
    assert codes == {("eu-act-missing", "note")}


def test_parse_unreadable_day_of_an_act_is_a_loss_and_no_date() -> None:
    entry, codes = _one(act=_act(day="31.12.2019"))
    assert [date for date in entry.listing.dates if date.kind == "legal_act_on"] == []
    assert ("eu-date-unreadable", "warning") in codes


# Designation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Date of listing: 23.3.2012", [("listing", "2012-03-23")]),
        ("Branch of a ministry. date of listing:14.11.2016", [("listing", "2016-11-14")]),
        ("Date of listing: 2015-03-07. Other information", [("listing", "2015-03-07")]),
        ("Date of EU designation: 24.4.2007 (UN: 3.3.2008).", [("eu", "2007-04-24"), ("un", "2008-03-03")]),
        ("Date of UN designation: 9.6.2010 (EU: 24.4.2007)", [("un", "2010-06-09"), ("eu", "2007-04-24")]),
        ("UN designation 09/06/2010 (no longer valid).\nPrevious EU designation 24/06/2008.",
         [("un", "2010-06-09"), ("eu", "2008-06-24")]),
        ("Date of UN designation: 1 November 2005.", [("un", "2005-11-01")]),
        ("UNLI - 09.11.2021", [("un", "2021-11-09")]),
        ("11.12.2023 UNLI Haiti", [("un", None)]),
        ("Date of designation referred to in Article 2a (4) (b): 11.3.2010.", [("un", "2010-03-11")]),
        ("Date of designation: 2.3.2016.", [("unsaid", "2016-03-02")]),
        ("Listed on 17 March 2011 pursuant to paragraph 17 of resolution 1970", [("un", "2011-03-17"), ("un", None)]),
        ("date of listing: 21.01.201", [("listing", None)]),
        ("Date of listing: 31.2.2012", [("listing", None)]),
        ("Headquarters since 9.6.2010; brother of a minister", []),
    ],
)  # fmt: skip
def test_find_statements_tells_whose_designation_a_text_means(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [(statement.speaker, statement.day) for statement in find_statements(text)] == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [("16.2.2015", "2015-02-16"), ("(26.7.2010, suspended since 16.1.2016)", "2010-07-26")],
)
def test_find_statements_reads_a_bare_date_in_the_details_alone(text: str, day: str) -> None:
    (statement,) = find_statements(text, is_details=True)
    assert (statement.speaker, statement.day) == ("bare", day)
    assert find_statements(text) == ()


def test_parse_remark_with_the_date_of_listing_is_the_eus_own_statement() -> None:
    entry, codes = _one(f"<remark>Runs a bank. Date of listing: 23.3.2012.</remark>{NAMED}")
    assert _designated(entry) == [("2012-03-23", "sanctionEntity/remark: Date of listing: 23.3.2012")]
    assert entry.listing.reason == "Runs a bank. Date of listing: 23.3.2012."
    assert codes == set()


def test_parse_designation_date_is_the_designation() -> None:
    entry, codes = _one(attributes='designationDate="2012-03-23"')
    assert _designated(entry) == [("2012-03-23", "sanctionEntity/@designationDate")]
    assert codes == set()


def test_parse_designation_date_survives_a_recast_years_later() -> None:
    act = _act(day="2017-08-31", kind="repealing", programme="PRK", title="2017/1509 (OJ L224)")
    entry, codes = _one(act=act, attributes='designationDate="2015-07-02"')
    assert entry.listing.designated_on == "2015-07-02"
    assert [(date.value, date.role) for date in entry.listing.dates if date.act] == [("2017-08-31", "recast")]
    assert codes == set()


@pytest.mark.parametrize(
    ("programme", "attributes", "remark"),
    [
        ("TAQA", 'designationDate="2019-12-15"', ""),
        ("PRK", 'designationDate="2019-12-15"', ""),
        ("SYR", 'designationDate="2019-12-15" unitedNationId="KPi.001"', ""),
        ("SYR", 'designationDate="2019-12-15" designationDetails="UN designation"', ""),
        ("SYR", 'designationDate="2019-12-15"', "<remark>UNLI-15.12.2019</remark>"),
    ],
)
def test_parse_designation_date_of_the_security_council_is_kept_as_text(
    programme: str, attributes: str, remark: str
) -> None:
    """The act follows it 18 days later: by programme, by number or by words it is the Council's."""
    entry, codes = _one(f"{remark}{NAMED}", act=_act(programme=programme), attributes=attributes)
    assert _designated(entry) == []
    assert "Designation date (United Nations): 2019-12-15" in entry.entity.get("notes")
    assert codes == {("eu-designation-of-un", "note")}


@pytest.mark.parametrize(
    ("words", "act_day", "designated"),
    [
        ("Date of listing", "2016-05-20", "2016-05-20"),
        ("Date of listing", "2016-05-21", "2016-05-20"),
        ("Date of listing", "2016-05-22", None),
        ("Date of listing", "2016-05-19", None),
        ("Date of listing", "2017-08-31", "2016-05-20"),
        ("Date of designation", "2016-05-21", "2016-05-20"),
        ("Date of designation", "2016-05-23", None),
        ("Date of designation", "2017-08-31", None),
        ("Date of EU designation", "2016-05-23", "2016-05-20"),
        ("Date of UN designation", "2016-05-20", None),
    ],
)
def test_parse_statement_of_a_mixed_programme_is_weighed_by_the_first_act(
    words: str, act_day: str, designated: str | None
) -> None:
    act = _act(day=act_day, programme="PRK")
    entry, codes = _one(f"<remark>{words}: 20.5.2016</remark>{NAMED}", act=act)
    assert entry.listing.designated_on == designated
    is_unclear = designated is None and "UN" not in words
    assert codes == ({("eu-designation-unclear", "note")} if is_unclear else set())


# Data


@pytest.mark.parametrize(
    ("attributes", "certain", "notes"),
    [
        ('circa="false" year="1958"', ("1958",), ()),
        ('circa="false" year="1961" monthOfYear="8"', ("1961-08",), ()),
        ('circa="false" year="1982" birthdate="1982-06-09"', ("1982-06-09",), ()),
        ('circa="true" year="1958"', (), ("Date of birth: circa 1958",)),
        ('circa="false" yearRangeFrom="1955" yearRangeTo="1957"', (), ("Date of birth: 1955 to 1957",)),
        ('circa="false" calendarType="ISLAMIC" year="1343"', (), ("Date of birth: 1343 (islamic calendar)",)),
        ('circa="false" year="1958" monthOfYear="13"', (), ("Date of birth: 1958-13",)),
        ('circa="false"', (), ()),
    ],
)
def test_parse_birth_date_is_certain_or_a_note(
    attributes: str, certain: tuple[str, ...], notes: tuple[str, ...]
) -> None:
    entry, _ = _one(f"{NAMED}<birthdate {attributes}/>")
    assert (entry.entity.get("birthDate"), entry.entity.get("notes")) == (certain, notes)


def test_parse_country_00_is_none_and_an_unknown_code_is_kept_as_text() -> None:
    entry, codes = _one(
        f'{NAMED}<citizenship countryIso2Code="00" countryDescription="UNKNOWN"/>'
        '<citizenship countryIso2Code="QQ" countryDescription="ATLANTIS"/>'
    )
    assert entry.entity.get("citizenship") == ()
    assert entry.entity.get("notes") == ("Citizenship: QQ", "Citizenship: ATLANTIS")
    assert codes == {("eu-country-unknown", "note")}


def test_parse_false_passport_is_no_passport_number() -> None:
    entry, codes = _one(
        f'{NAMED}<identification number="F 999" identificationTypeCode="passport" knownFalse="true" '
        'countryIso2Code="IQ"/>'
    )
    assert entry.entity.get("passportNumber") == ()
    assert entry.related == ()
    assert entry.entity.get("notes") == ("National passport: F 999 (iq, known false)",)
    assert codes == {("eu-identifier-false", "note")}


def test_parse_passport_carries_country_days_and_what_is_known_of_it() -> None:
    entry, _ = _one(
        f'{NAMED}<identification number="٤٥٦" latinNumber="456" identificationTypeCode="passport" knownExpired="true" '
        'countryIso2Code="DZ" issuedBy="Algiers" issuedDate="2001-03-05" validTo="2006-03-04"/>'
    )
    assert entry.entity.get("passportNumber") == ("456",)
    (passport,) = entry.related
    assert passport.schema == "Passport"
    assert passport.properties == {
        "holder": ("eu-fsf-EU.1.2",),
        "number": ("456",),
        "country": ("dz",),
        "type": ("National passport",),
        "startDate": ("2001-03-05",),
        "endDate": ("2006-03-04",),
        "authority": ("Algiers",),
        "summary": ("known expired; as published ٤٥٦",),
    }


def test_parse_russian_numbers_are_inn_and_ogrn_where_the_check_digit_agrees() -> None:
    entry, codes = _one(
        '<nameAlias wholeName="Works" strong="true"/>'
        '<identification number="7730018980" identificationTypeCode="fiscalcode" countryIso2Code="RU"/>'
        '<identification number="7730018981" identificationTypeCode="fiscalcode" countryIso2Code="RU"/>'
        '<identification number="1027739001993" identificationTypeCode="regnumber" countryIso2Code="RU"/>'
        '<identification number="1027739001993" identificationTypeCode="regnumber" countryIso2Code="00"/>',
        code="enterprise",
    )
    assert entry.entity.get("innCode") == ("7730018980",)
    assert entry.entity.get("taxNumber") == ("7730018981",)
    assert entry.entity.get("ogrnCode") == ("1027739001993",)
    assert entry.entity.get("registrationNumber") == ("1027739001993",)
    assert codes == set()


@pytest.mark.parametrize(
    ("code", "number", "schema"),
    [
        ("enterprise", "8514306", "Vessel"),
        ("enterprise", "5342883", "Organization"),
        ("vessel", "8514306", "Vessel"),
        ("martian", "8514306", "LegalEntity"),
    ],
)
def test_parse_schema_follows_the_lists_word_and_a_ships_own_number(
    code: str, number: str, schema: str
) -> None:
    identification = f'<identification number="{number}" identificationTypeCode="imo" countryIso2Code="00"/>'
    entry, _ = _one(f'<nameAlias wholeName="Unica" strong="true"/>{identification}', code=code)
    assert entry.entity.schema == schema


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("Weapons Co., Ltd", "Company"),
        ("Joint Stock Company Planar", "Company"),
        ("ООО Логекс", "Company"),
        ("Drex S.A.", "Company"),
        ("Co-operative of Farmers", "Organization"),
        ("Friends in the U.S.A.", "Organization"),
        ("Ministry of Defence", "Organization"),
    ],
)
def test_parse_enterprise_with_a_legal_form_is_a_company(name: str, schema: str) -> None:
    entry, _ = _one(f'<nameAlias wholeName="{name}" strong="true"/>', code="enterprise")
    assert entry.entity.schema == schema


def test_parse_cut_reference_of_the_united_nations_is_text() -> None:
    entry, codes = _one(attributes='unitedNationId="QDi.43"')
    assert entry.listing.unsc_id is None
    assert entry.entity.get("notes") == ("United Nations reference: QDi.43",)
    assert codes == {("eu-un-reference-unreadable", "note")}


def test_parse_contacts_of_an_address() -> None:
    entry, codes = _one(
        f'{NAMED}<address city="Damascus" countryIso2Code="SY" countryDescription="SYRIAN ARAB REPUBLIC">'
        '<contactInfo key="EMAIL" value="a@example.org"/><contactInfo key="PIGEON" value="Box 1"/></address>'
    )
    assert entry.entity.get("email") == ("a@example.org",)
    assert entry.entity.get("notes") == ("Pigeon: Box 1",)
    assert entry.entity.get("address") == ("Damascus, SYRIAN ARAB REPUBLIC",)
    assert codes == {("eu-contact-unknown", "note")}


# The file


def test_parse_repeated_reference_keeps_the_first_and_counts_the_other_as_lost() -> None:
    parsed = _read(_entity(), _entity('<nameAlias wholeName="Other" strong="true"/>'))
    assert [entry.entity.caption for entry in parsed.entries] == ["One TWO"]
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [
        ("eu-reference-repeated", "error")
    ]


def test_parse_entity_without_reference_is_named_by_its_logical_id() -> None:
    parsed = _read(_entity(number=" "))
    assert [entry.listing.id for entry in parsed.entries] == ["EU:logicalId-7"]
    assert [problem.code for problem in parsed.problems] == ["eu-reference-spare"]


def test_parse_unknown_element_and_attribute_are_told_and_counted() -> None:
    parsed = _read(_entity(f'{NAMED}<vesselDetails tonnage="5"/>', attributes='status="active"'))
    assert sorted(problem.code for problem in parsed.problems) == [
        "eu-attribute-unknown",
        "eu-attribute-unknown",
        "eu-element-unknown",
    ]
    assert parsed.accounted["export/sanctionEntity/vesselDetails"].problem == 1
    assert parsed.entries[0].raw["vesselDetails"] == ["tonnage: 5"]


def test_parse_damaged_letters_in_a_name_are_a_warning() -> None:
    parsed = _read(_entity('<nameAlias wholeName="M\ufffdller" strong="true"/>'))
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [
        ("xml-text-damaged", "warning")
    ]
    assert parsed.accounted["export/sanctionEntity/nameAlias/@wholeName"].problem == 1


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", EmptyTextError, "empty"),
        (b"<!DOCTYPE html><html></html>", UnreadableError, "HTML"),
        (b"PK\x03\x04rest", UnreadableError, "zip"),
        (SMALL[: len(SMALL) // 2], UnreadableError, "cut off"),
        (SMALL.replace(b"fsd/export", b"fsd/export/2"), SourceChangedError, "root element"),
        (f"{HEAD}</export>".encode(), SourceChangedError, "no entry"),
        (SMALL.replace(b"<sanctionEntity ", b"<entity ").replace(b"</sanctionEntity", b"</entity"), SourceChangedError,
         "no entry"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + SMALL.partition(b"?>")[2].lstrip(), UnreadableError, "entities"),
    ],
)  # fmt: skip
def test_parse_what_is_no_list_is_refused_with_its_name(
    content: bytes, error: type[LagebildError], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        eu_fsf.parse(content, source="bad.xml")
    assert "bad.xml" in str(caught.value)


def test_parse_namespace_prefix_makes_no_difference() -> None:
    prefixed = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1fsd:", SMALL).replace(b"xmlns=", b"xmlns:fsd=")
    assert eu_fsf.parse(prefixed, source="x").to_json() == eu_fsf.parse(SMALL, source="x").to_json()
    assert eu_fsf.recognises(prefixed, name="x")
    place = eu_fsf.locate_entry(prefixed, "EU.9000.10")
    assert place is not None
    assert prefixed[slice(*place)].startswith(b"<fsd:sanctionEntity designationDetails=")
    assert prefixed[slice(*place)].endswith(b"</fsd:sanctionEntity>")


def test_recognises_the_list_and_nothing_else() -> None:
    assert eu_fsf.recognises(SMALL, name="x.xml")
    assert eu_fsf.recognises(SMALL[:500], name="x.xml")
    assert not eu_fsf.recognises(b'<export xmlns="http://example.org/other"/>', name="x.xml")
    assert not eu_fsf.recognises(b"<CONSOLIDATED_LIST/>", name="x.xml")


def test_locate_entry_gives_exactly_its_element() -> None:
    for entry in eu_fsf.parse(SMALL, source="x").entries:
        place = eu_fsf.locate_entry(SMALL, entry.listing.reference)
        assert place is not None
        text = SMALL[slice(*place)].decode()
        assert text.startswith("<sanctionEntity ")
        assert text.endswith("</sanctionEntity>")
        assert text.count("sanctionEntity") == 2
        assert entry.listing.reference.removeprefix("logicalId-") in text


def test_locate_entry_is_not_led_astray_by_comments_other_fields_or_part_of_a_number() -> None:
    entity = _entity()
    other = _entity('<nameAlias wholeName="EU.1.2" strong="true"/>', number="EU.1.22")
    hidden = f"<!-- {entity} -->{other}"
    content = f"{HEAD}{hidden}{entity}</export>".encode()
    place = eu_fsf.locate_entry(content, "EU.1.2")
    assert place is not None
    assert content[slice(*place)] == entity.encode()
    assert place[0] == len(f"{HEAD}{hidden}".encode())
    assert eu_fsf.locate_entry(content, "EU.1") is None
    assert eu_fsf.locate_entry(content, "logicalId-7") is None


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_parse_mutated_bytes_end_in_a_list_or_in_our_own_errors(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SMALL)))
    end = data.draw(st.integers(start, min(len(SMALL), start + 200)))
    filling = data.draw(
        st.binary(max_size=20) | st.sampled_from([b'="0"', b'="9999-99"', b"<remark>", b"&#0;", b'"/>'])
    )
    content = SMALL[:start] + filling + SMALL[end:]
    eu_fsf.recognises(content, name="x")
    eu_fsf.locate_entry(content, "EU.4187.20")
    try:
        parsed = eu_fsf.parse(content, source="x")
    except (DocumentError, SourceChangedError):
        return
    assert all(entry.listing.reference and entry.names for entry in parsed.entries)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(
        [
            "year",
            "monthOfYear",
            "birthdate",
            "wholeName",
            "logicalId",
            "number",
            "countryIso2Code",
            "publicationDate",
            "designationDate",
            "designationDetails",
            "strong",
            "euReferenceNumber",
            "entryIntoForceDate",
            "validTo",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>&\"'"), max_size=14),
)
def test_parse_any_value_of_a_field_is_read_or_told(name: str, value: str) -> None:
    content = re.sub(rf' {name}="[^"]*"', lambda _: f' {name}="{value}"', SMALL.decode()).encode()
    try:
        parsed = eu_fsf.parse(content, source="x")
    except (DocumentError, SourceChangedError):
        return
    for entry in parsed.entries:
        assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date.value) for date in entry.listing.dates)
