"""Entries written for one question each; the whole format is read in tests/contract."""

import pytest

from lagebild.errors import SourceChangedError
from lagebild.lists import ParsedList, un_sc
from lagebild.model.listing import ListEntry

HEAD = '<CONSOLIDATED_LIST dateGenerated="2026-08-01T23:00:03.110Z">'
STATED = "<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><LISTED_ON>2016-11-30</LISTED_ON>"
NAMED = "<FIRST_NAME>ONE</FIRST_NAME><SECOND_NAME>TWO</SECOND_NAME>"
REFERENCE = "<REFERENCE_NUMBER>KPi.900</REFERENCE_NUMBER>"


def _read(persons: str = "", entities: str = "", head: str = HEAD) -> ParsedList:
    text = f"{head}<INDIVIDUALS>{persons}</INDIVIDUALS><ENTITIES>{entities}</ENTITIES></CONSOLIDATED_LIST>"
    return un_sc.parse(text.encode(), source="made.xml")


def _person(inner: str) -> tuple[ListEntry, set[tuple[str, str]]]:
    parsed = _read(f"<INDIVIDUAL>{NAMED}{REFERENCE}{STATED}{inner}</INDIVIDUAL>")
    return parsed.entries[0], _codes(parsed)


def _entity(inner: str, name: str = "NAME") -> ListEntry:
    return _read(
        entities=f"<ENTITY><FIRST_NAME>{name}</FIRST_NAME>{REFERENCE}{STATED}{inner}</ENTITY>"
    ).entries[0]


def _codes(parsed: ParsedList) -> set[tuple[str, str]]:
    return {
        (problem.code, problem.severity) for problem in parsed.problems if problem.code != "un-section-empty"
    }


def test_parse_name_parts_are_joined_and_not_told_apart() -> None:
    entry, codes = _person("<THIRD_NAME> THREE </THIRD_NAME><FOURTH_NAME>FOUR</FOURTH_NAME>")
    assert entry.entity.properties == {"name": ("ONE TWO THREE FOUR",)}
    assert entry.entity.caption == "ONE TWO THREE FOUR"
    assert codes == set()


@pytest.mark.parametrize(
    ("quality", "kind", "prop"),
    [
        ("Good", "alias", "alias"),
        ("a.k.a.", "alias", "alias"),
        ("f.k.a.", "former", "previousName"),
        ("Low", "weak", "weakAlias"),
    ],
)
def test_parse_alias_quality_decides_kind_and_property(quality: str, kind: str, prop: str) -> None:
    entry, codes = _person(
        f"<INDIVIDUAL_ALIAS><QUALITY>{quality}</QUALITY><ALIAS_NAME>Other</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    )
    assert (entry.names[1].kind, entry.names[1].quality_raw) == (kind, quality)
    assert entry.entity.get(prop) == ("Other",)
    assert codes == set()


def test_parse_alias_of_unknown_quality_is_an_alias_with_a_problem() -> None:
    entry, codes = _person(
        "<INDIVIDUAL_ALIAS><QUALITY>Fair</QUALITY><ALIAS_NAME>Other</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    )
    assert (entry.names[1].kind, entry.names[1].quality_raw) == ("alias", "Fair")
    assert codes == {("un-alias-quality-unknown", "note")}


def test_parse_empty_alias_node_invents_no_alias_and_counts_as_empty() -> None:
    parsed = _read(
        f"<INDIVIDUAL>{NAMED}{REFERENCE}{STATED}"
        "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME> </ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL>"
    )
    assert [name.kind for name in parsed.entries[0].names] == ["primary"]
    account = parsed.accounted["CONSOLIDATED_LIST/INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ALIAS/ALIAS_NAME"]
    assert (account.mapped, account.empty, account.problem) == (0, 1, 0)


def test_parse_original_script_name_keeps_its_script() -> None:
    entry, _ = _person("<NAME_ORIGINAL_SCRIPT>김정남</NAME_ORIGINAL_SCRIPT>")
    assert [(name.value, name.kind, name.script) for name in entry.names] == [
        ("ONE TWO", "primary", "Latn"),
        ("김정남", "original_script", "Hang"),
    ]


def test_parse_original_script_in_an_alias_note_is_a_name_of_the_same_quality() -> None:
    entry, _ = _person(
        "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Vainakh</ALIAS_NAME>"
        "<NOTE>original script: Вайнах</NOTE></INDIVIDUAL_ALIAS>"
    )
    assert [(name.value, name.kind, name.script) for name in entry.names[1:]] == [
        ("Vainakh", "weak", "Latn"),
        ("Вайнах", "weak", "Cyrl"),
    ]


@pytest.mark.parametrize(
    ("inner", "birth_dates", "notes"),
    [
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1964-07-17</DATE>", ("1964-07-17",), ()),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1955</YEAR>", ("1955",), ()),
        (
            "<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1963</YEAR>",
            (),
            ("Date of birth: approximately 1963",),
        ),
        (
            "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1955</FROM_YEAR><TO_YEAR>1957</TO_YEAR>",
            (),
            ("Date of birth: between 1955 and 1957",),
        ),
        (
            "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1955</FROM_YEAR><TO_YEAR>57</TO_YEAR>",
            (),
            ("Date of birth: between 1955 and 57",),
        ),
        (
            "<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1979-03-03</DATE><NOTE>from false passport</NOTE>",
            (),
            ("Date of birth: 1979-03-03 (from false passport)",),
        ),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973 </NOTE>", (), ("Date of birth: Nov. 1973",)),
        ("<TYPE_OF_DATE/>", (), ()),
    ],
)
def test_parse_birth_date_is_one_only_where_exact(
    inner: str, birth_dates: tuple[str, ...], notes: tuple[str, ...]
) -> None:
    entry, codes = _person(f"<INDIVIDUAL_DATE_OF_BIRTH>{inner}</INDIVIDUAL_DATE_OF_BIRTH>")
    assert entry.entity.get("birthDate") == birth_dates
    assert entry.entity.get("notes") == notes
    assert codes == set()


@pytest.mark.parametrize(
    ("inner", "note", "code"),
    [
        (
            "<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1964-02-30</DATE>",
            "Date of birth: 1964-02-30",
            "un-birth-date-unreadable",
        ),
        (
            "<TYPE_OF_DATE>GUESS</TYPE_OF_DATE><YEAR>1964</YEAR>",
            "Date of birth: GUESS 1964",
            "un-birth-date-kind-unknown",
        ),
    ],
)
def test_parse_birth_date_that_cannot_be_read_is_kept_as_text(inner: str, note: str, code: str) -> None:
    entry, codes = _person(f"<INDIVIDUAL_DATE_OF_BIRTH>{inner}</INDIVIDUAL_DATE_OF_BIRTH>")
    assert entry.entity.get("birthDate") == ()
    assert entry.entity.get("notes") == (note,)
    assert codes == {(code, "note")}


@pytest.mark.parametrize(
    ("kind", "detail", "prop"),
    [
        ("Passport", "", "passportNumber"),
        ("Numéro de passeport ", "", "passportNumber"),
        ("Número de pasaporte", "", "passportNumber"),
        ("National Identification Number", "national passport number", "passportNumber"),
        ("National Identification\n   Number", "", "idNumber"),
        ("National Identification Number", "United States Social Security Number:", "socialSecurityNumber"),
    ],
)
def test_parse_document_kind_decides_the_property(kind: str, detail: str, prop: str) -> None:
    entry, codes = _person(
        f"<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>{kind}</TYPE_OF_DOCUMENT>"
        f"<TYPE_OF_DOCUMENT2>{detail}</TYPE_OF_DOCUMENT2><NUMBER> 381310014</NUMBER></INDIVIDUAL_DOCUMENT>"
    )
    assert entry.entity.get(prop) == ("381310014",)
    assert codes == set()


def test_parse_document_details_stand_in_one_note() -> None:
    entry, _ = _person(
        "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>7</NUMBER>"
        "<ISSUING_COUNTRY>Yemen</ISSUING_COUNTRY><CITY_OF_ISSUE>Aden</CITY_OF_ISSUE>"
        "<DATE_OF_ISSUE>2001-02-03</DATE_OF_ISSUE><DATE_OF_EXPIRY>2011-02-03</DATE_OF_EXPIRY></INDIVIDUAL_DOCUMENT>"
    )
    assert entry.entity.get("notes") == (
        "Passport 7 (issuing country: Yemen; issued in: Aden; issued on: 2001-02-03; expires on: 2011-02-03)",
    )
    (passport,) = entry.related
    assert (passport.schema, dict(passport.properties)) == (
        "Passport",
        {
            "holder": (entry.entity.id,),
            "number": ("7",),
            "type": ("Passport",),
            "country": ("ye",),
            "startDate": ("2001-02-03",),
            "endDate": ("2011-02-03",),
        },
    )


def test_parse_nationality_na_is_no_value_and_not_namibia() -> None:
    entry, codes = _person("<NATIONALITY><VALUE>na</VALUE><VALUE>Côte d'Ivoire</VALUE></NATIONALITY>")
    assert entry.entity.get("nationality") == ("ci",)
    assert codes == {("un-placeholder", "note")}


def test_parse_surname_na_in_capitals_is_a_name() -> None:
    parsed = _read(
        f"<INDIVIDUAL><FIRST_NAME>NA</FIRST_NAME><SECOND_NAME>UN</SECOND_NAME>{REFERENCE}{STATED}</INDIVIDUAL>"
    )
    assert parsed.entries[0].entity.caption == "NA UN"


def test_parse_guinea_bissau_programme_is_not_read_as_a_country() -> None:
    parsed = _read(
        f"<INDIVIDUAL>{NAMED}{REFERENCE}<UN_LIST_TYPE>GB</UN_LIST_TYPE><LISTED_ON>2012-05-18</LISTED_ON></INDIVIDUAL>"
    )
    assert parsed.entries[0].listing.programme == "GB"
    assert parsed.entries[0].entity.get("country") == ()


def test_parse_dates_keep_their_kind_and_field() -> None:
    entry, codes = _person(
        "<LAST_DAY_UPDATED><VALUE>2022-07-26</VALUE><VALUE>2017-06-05</VALUE><VALUE/></LAST_DAY_UPDATED>"
    )
    assert [(date.kind, date.value, date.field) for date in entry.listing.dates] == [
        ("designated_on", "2016-11-30", "LISTED_ON"),
        ("amended_on", "2022-07-26", "LAST_DAY_UPDATED/VALUE"),
        ("amended_on", "2017-06-05", "LAST_DAY_UPDATED/VALUE"),
    ]
    assert (entry.listing.designated_on, entry.listing.amended_on) == ("2016-11-30", "2022-07-26")
    assert codes == set()


def test_parse_unreadable_listing_date_is_lost_with_a_warning() -> None:
    parsed = _read(
        f"<INDIVIDUAL>{NAMED}{REFERENCE}<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><LISTED_ON>soon</LISTED_ON></INDIVIDUAL>"
    )
    assert parsed.entries[0].listing.dates == ()
    assert _codes(parsed) == {("un-date-unreadable", "warning")}
    assert parsed.accounted["CONSOLIDATED_LIST/INDIVIDUALS/INDIVIDUAL/LISTED_ON"].problem == 1


def test_parse_address_note_stands_with_its_address() -> None:
    entry, _ = _person(
        "<INDIVIDUAL_ADDRESS><CITY>Kinshasa</CITY><COUNTRY>Rwanda</COUNTRY>"
        "<NOTE>until 2016</NOTE></INDIVIDUAL_ADDRESS>"
    )
    assert entry.entity.get("address") == ("Kinshasa, Rwanda",)
    assert entry.entity.get("country") == ("rw",)
    assert entry.entity.get("notes") == ("Address: Kinshasa, Rwanda (until 2016)",)


@pytest.mark.parametrize(
    ("name", "remark", "schema"),
    [
        ("RAHAT LTD.", "", "Company"),
        ("LOGARCHEO S.A.", "", "Company"),
        ("MUNITIONS INDUSTRY DEPARTMENT", "", "Organization"),
        ("AVAX", "IMO: 9058713. Flag State: Cameroon.", "Vessel"),
        ("A FLEET OFFICE", "Owner of a ship, IMO: 9058713.", "Organization"),
    ],
)
def test_parse_entity_schema_is_what_the_entry_itself_says(name: str, remark: str, schema: str) -> None:
    assert _entity(f"<COMMENTS1>{remark}</COMMENTS1>", name).entity.schema == schema


def test_parse_entry_without_reference_is_an_error_and_the_rest_is_read() -> None:
    parsed = _read(
        f"<INDIVIDUAL>{NAMED}{STATED}</INDIVIDUAL>\n<INDIVIDUAL>{NAMED}{REFERENCE}{STATED}</INDIVIDUAL>"
    )
    assert [entry.listing.reference for entry in parsed.entries] == ["KPi.900"]
    assert _codes(parsed) == {("un-reference-missing", "error")}
    assert parsed.accounted["CONSOLIDATED_LIST/INDIVIDUALS/INDIVIDUAL/FIRST_NAME"].problem == 1


def test_parse_entry_without_any_name_is_an_error_and_the_rest_is_read() -> None:
    parsed = _read(
        f"<INDIVIDUAL>{REFERENCE}{STATED}</INDIVIDUAL>",
        f"<ENTITY><FIRST_NAME>A</FIRST_NAME><REFERENCE_NUMBER>KPe.901</REFERENCE_NUMBER>{STATED}</ENTITY>",
    )
    assert [entry.listing.reference for entry in parsed.entries] == ["KPe.901"]
    assert ("un-name-missing", "error") in _codes(parsed)
    assert "KPi.900" in next(p.message for p in parsed.problems if p.code == "un-name-missing")


def test_parse_entry_with_aliases_alone_is_kept() -> None:
    parsed = _read(
        f"<INDIVIDUAL>{REFERENCE}{STATED}<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY>"
        "<ALIAS_NAME>Other</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL>"
    )
    assert parsed.entries[0].entity.caption == "Other"
    assert _codes(parsed) == {("un-primary-name-missing", "note")}


def test_parse_repeated_reference_keeps_the_first_and_says_so() -> None:
    second = f"<INDIVIDUAL><FIRST_NAME>SECOND</FIRST_NAME>{REFERENCE}{STATED}</INDIVIDUAL>"
    parsed = _read(f"<INDIVIDUAL>{NAMED}{REFERENCE}{STATED}</INDIVIDUAL>\n{second}")
    assert [entry.entity.caption for entry in parsed.entries] == ["ONE TWO"]
    (problem,) = (problem for problem in parsed.problems if problem.code == "un-reference-repeated")
    assert (problem.severity, problem.locator) == (
        "error",
        "line 2: CONSOLIDATED_LIST/INDIVIDUALS/INDIVIDUAL",
    )


def test_parse_unknown_element_is_a_warning_with_path_and_line_and_stays_in_raw() -> None:
    parsed = _read(f"<INDIVIDUAL>{NAMED}{REFERENCE}{STATED}\n<SHOE_SIZE>44</SHOE_SIZE></INDIVIDUAL>")
    (problem,) = (problem for problem in parsed.problems if problem.code == "un-element-unknown")
    assert (problem.severity, problem.locator) == (
        "warning",
        "line 2: CONSOLIDATED_LIST/INDIVIDUALS/INDIVIDUAL/SHOE_SIZE",
    )
    assert parsed.accounted["CONSOLIDATED_LIST/INDIVIDUALS/INDIVIDUAL/SHOE_SIZE"].problem == 1
    assert parsed.entries[0].raw["SHOE_SIZE"] == ["44"]


def test_parse_unknown_attribute_is_a_warning() -> None:
    parsed = _read(f'<INDIVIDUAL secret="1">{NAMED}{REFERENCE}{STATED}</INDIVIDUAL>')
    assert _codes(parsed) == {("un-attribute-unknown", "warning")}
    assert parsed.accounted["CONSOLIDATED_LIST/INDIVIDUALS/INDIVIDUAL/@secret"].problem == 1


@pytest.mark.parametrize("inner", ["<NATIONALITY>Iraq</NATIONALITY>", "stray"])
def test_parse_text_between_elements_is_a_warning(inner: str) -> None:
    _, codes = _person(inner)
    assert codes == {("xml-text-unexpected", "warning")}


def test_parse_second_value_of_a_single_field_is_a_warning() -> None:
    _, codes = _person("<GENDER>Male</GENDER><GENDER>Female</GENDER>")
    assert codes == {("un-element-repeated", "warning")}


def test_parse_value_cut_by_a_comment_is_read_whole() -> None:
    entry, codes = _person("<COMMENTS1>before <!-- inside --> after</COMMENTS1>")
    assert entry.listing.reason == "before  after"
    assert codes == set()


@pytest.mark.parametrize("head", ["<CONSOLIDATED_LIST>", '<CONSOLIDATED_LIST dateGenerated="yesterday">'])
def test_parse_edition_without_a_day_stays_undated_with_a_warning(head: str) -> None:
    parsed = _read(f"<INDIVIDUAL>{NAMED}{REFERENCE}{STATED}</INDIVIDUAL>", head=head)
    assert parsed.dated_at is None
    assert ("un-edition-undated", "warning") in _codes(parsed)


def test_parse_list_without_entries_is_refused() -> None:
    with pytest.raises(SourceChangedError, match="no entry"):
        _read()


def test_raw_groups_keep_their_parts_together() -> None:
    entry, _ = _person(
        "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Other</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        "<TITLE><VALUE>General</VALUE><VALUE>Haji</VALUE></TITLE><SORT_KEY/>"
    )
    assert entry.raw["INDIVIDUAL_ALIAS"] == ["QUALITY: Good; ALIAS_NAME: Other"]
    assert entry.raw["TITLE"] == ["General", "Haji"]
    assert entry.raw["SORT_KEY"] == []
