from collections.abc import Mapping

import pytest

from lagebild.matching.resolution import Resolution, join_entities
from lagebild.model.entity import Entity, make_entity
from lagebild.model.listing import ListEntry, Listing
from lagebild.model.subject import Judgement, Verdict

SHIP, SHIP_TOO = "9074729", "9314234"  # valid check digits of ships
FIRM = "5257824"  # valid check digit of a company, none of a ship
LEI = "529900T8BM49AURSDO55"
INN = "7707083893"


def make_entry(
    entity_id: str,
    schema: str = "Person",
    *,
    properties: Mapping[str, list[str]] | None = None,
    related: tuple[Entity, ...] = (),
    authority: str | None = None,
    reference: str = "1",
    unsc_id: str | None = None,
) -> ListEntry:
    return ListEntry(
        entity=make_entity(
            schema=schema, entity_id=entity_id, properties={"name": [entity_id], **(properties or {})}
        ),
        listing=Listing(
            id=f"{entity_id}:listing",
            authority=authority or entity_id.split("-", maxsplit=1)[0].upper(),
            programmes=(),
            reference=reference,
            entity_id=entity_id,
            unsc_id=unsc_id,
        ),
        names=(),
        related=related,
    )


def make_passport(number: str, country: str = "kp", *, holder: str = "") -> Entity:
    properties = {"number": [number], "country": [country], "holder": [holder]}
    return make_entity(schema="Passport", entity_id=f"passport-{number}", properties=properties)


def make_document(kind: str, number: str, country: str = "") -> Entity:
    properties = {"number": [number], "country": [country], "type": [kind]}
    return make_entity(schema="Identification", entity_id=f"document-{number}", properties=properties)


def make_person(entity_id: str, number: str = "K1234567", **properties: list[str]) -> ListEntry:
    named = {"name": ["Hwang Ok Byeol"], **properties}
    return make_entry(entity_id, properties=named, related=(make_passport(number),))


def judge(left_id: str, right_id: str, verdict: Verdict, by: str = "anna") -> Judgement:
    return Judgement(left_id=left_id, right_id=right_id, verdict=verdict, by=by, reason="compared by hand")


def list_members(resolution: Resolution) -> list[tuple[str, ...]]:
    return [subject.entity_ids for subject in resolution.subjects]


def list_codes(resolution: Resolution) -> list[str]:
    return [problem.code for problem in resolution.problems]


def join_two(schema: str, property_name: str, left: str, right: str, **more: list[str]) -> Resolution:
    pair = (("ch-north-star", left), ("eu-northstar", right))
    return join_entities(
        make_entry(entity_id, schema, properties={property_name: [value], **more})
        for entity_id, value in pair
    )


def test_join_entities_same_ship_number_makes_one_subject_with_both_values_as_published():
    result = join_two("Vessel", "imoNumber", f"IMO {SHIP}", SHIP)
    subject = result.subjects[0]
    judgement = subject.judgements[0]
    shared = judgement.evidence[0]
    assert (subject.id, subject.authorities) == ("subject-ch-north-star", ("CH", "EU"))
    assert (judgement.verdict, judgement.by, judgement.score) == ("same", "rule:imo-ship", 1.0)
    assert (shared.key, shared.left_value, shared.right_value) == (f"IMO{SHIP}", f"IMO {SHIP}", SHIP)
    assert judgement.reason == (
        "CH: 'ch-north-star' (ch-north-star) and EU: 'eu-northstar' (eu-northstar) share the IMO ship number "
        "IMO9074729 ('IMO 9074729' in imoNumber; '9074729' in imoNumber)."
    )
    assert result.judgements == (judgement,)
    assert result.problems == ()


@pytest.mark.parametrize(
    ("schema", "property_name", "left", "right", "kind"),
    [
        ("Company", "imoNumber", FIRM, f"IMO{FIRM}", "imo-company"),
        ("Company", "leiCode", LEI, LEI.lower(), "lei"),
        ("Company", "innCode", INN, INN, "inn"),
        ("Company", "ogrnCode", "1027700132195", "1027700132195", "ogrn"),
        ("Security", "isin", "US0378331005", "US0378331005", "isin"),
        ("Company", "swiftBic", "DEUTDEFF", "DEUTDEFFXXX", "bic"),
        ("Company", "swiftBic", "DEUTDEFF500", "deutdeff500", "bic"),
    ],
)
def test_join_entities_joins_by_numbers_that_stand_for_themselves(schema, property_name, left, right, kind):
    result = join_two(schema, property_name, left, right)
    assert [judgement.by for judgement in result.judgements] == [f"rule:{kind}"]
    assert list_members(result) == [("ch-north-star", "eu-northstar")]


@pytest.mark.parametrize(
    ("schema", "property_name", "left", "right"),
    [
        ("Vessel", "imoNumber", "9074728", "9074728"),  # wrong check digit
        ("Vessel", "imoNumber", FIRM, FIRM),  # a company's number
        ("Company", "imoNumber", SHIP, SHIP),  # a ship's number
        ("Company", "leiCode", "529900T8BM49AURSDO56", "529900T8BM49AURSDO56"),
        ("Company", "swiftBic", "DEUTDEFF", "DEUTDEFF500"),  # a branch is not its bank
        ("Company", "swiftBic", "DEUTZZFF", "DEUTZZFF"),  # no country
        ("Vessel", "mmsi", "445123456", "445123456"),
        ("Vessel", "callSign", "HMZF7", "HMZF7"),
        ("Company", "isinCode", "US0378331005", "US0378331005"),
        ("Company", "registrationNumber", "HRB 123456", "HRB 123456"),  # of which country?
        ("Person", "innCode", INN, INN),  # an organisation's number
    ],
)
def test_join_entities_leaves_apart_what_shares_no_strong_identifier(schema, property_name, left, right):
    assert join_two(schema, property_name, left, right).subjects == ()


def test_join_entities_never_joins_a_ship_with_a_company_though_one_number_fits_both():
    both = next(
        number
        for number in map(str, range(9000000, 9001000))
        if _joins("Vessel", number) and _joins("Company", number)
    )
    entries = [
        make_entry("eu-a", "Vessel", properties={"imoNumber": [both]}),
        make_entry("ch-a", "Company", properties={"imoNumber": [both]}),
    ]
    assert join_entities(entries).subjects == ()


def _joins(schema: str, number: str) -> bool:
    return join_two(schema, "imoNumber", number, number).subjects != ()


def test_join_entities_reports_an_identifier_with_a_wrong_check_digit():
    result = join_two("Vessel", "imoNumber", "9074728", SHIP)
    assert [(one.code, one.severity, one.locator) for one in result.problems] == [
        ("join-identifier-unused", "note", "ch-north-star")
    ]
    assert "'9074728'" in result.problems[0].message
    assert result.unused == {"invalid": 1}


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        (["kp"], ["kp"], True),
        (["kp"], ["cn"], False),
        (["kp", "cn"], ["kp"], False),  # which of the two?
        ([], ["kp"], False),
    ],
)
def test_join_entities_takes_a_registration_number_only_with_one_country(left, right, joined):
    entries = [
        make_entry(
            entity_id,
            "Company",
            properties={
                "name": ["North Star Trading"],
                "registrationNumber": ["778-123/A"],
                "country": countries,
            },
        )
        for entity_id, countries in (("ch-a", left), ("eu-b", right))
    ]
    result = join_entities(entries)
    assert bool(result.subjects) is joined
    if joined:
        assert result.judgements[0].evidence[0].key == "kp:778123A"
        assert result.judgements[0].evidence[0].left_field == "registrationNumber, country from country"


def test_join_entities_prefers_the_jurisdiction_to_further_countries():
    named = {"name": ["North Star Trading"], "registrationNumber": ["778123"]}
    entries = [
        make_entry("ch-a", "Company", properties={**named, "jurisdiction": ["kp"], "country": ["cn", "ru"]}),
        make_entry("eu-b", "Company", properties={**named, "country": ["kp"]}),
    ]
    assert list_members(join_entities(entries)) == [("ch-a", "eu-b")]


def test_join_entities_meets_a_russian_tax_number_wherever_it_stands():
    entries = [
        make_entry("ch-a", "Company", related=(make_document("Tax ID No.", INN, "ru"),)),
        make_entry("eu-b", "Company", properties={"innCode": [INN]}),
    ]
    assert join_entities(entries).judgements[0].by == "rule:inn"


@pytest.mark.parametrize(
    ("label", "number", "country", "joined"),
    [
        ("Registration Number", "778-123/A", "kp", True),
        ("National ID No.", "14005170890", "ir", True),
        ("Registration Number", "771501001", "ru", False),  # a KPP: an office and a reason
        ("Other identification number", "778-123/A", "kp", False),
        ("Trade License No.", "778-123/A", "kp", False),
    ],
)
def test_join_entities_takes_of_a_firms_documents_only_its_registration(label, number, country, joined):
    entries = [
        make_entry(
            entity_id,
            "Company",
            properties={"name": ["North Star Trading"]},
            related=(make_document(label, number, country),),
        )
        for entity_id in ("ch-a", "eu-b")
    ]
    assert [one.by for one in join_entities(entries).judgements] == ["rule:registration-number"] * joined


@pytest.mark.parametrize(
    ("number", "country", "holder", "joined"),
    [
        ("K 123-4567", "kp", "", True),
        ("No. K1234567", "kp", "", True),
        ("K1234567", "cn", "", False),
        ("K1234567", "kp", "somebody-else", False),
    ],
)
def test_join_entities_joins_by_passport_with_its_country_and_holder(number, country, holder, joined):
    other = make_entry(
        "un-b",
        properties={"name": ["Hwang Ok-byol"]},
        related=(make_passport(number, country, holder=holder),),
    )
    assert bool(join_entities([make_person("eu-a"), other]).subjects) is joined


def test_join_entities_takes_a_passports_country_from_the_one_nationality():
    one = make_entry(
        "ch-a",
        properties={"name": ["Hwang Ok Byeol"], "passportNumber": ["K1234567"], "nationality": ["kp"]},
    )
    two = make_entry(
        "ch-b",
        properties={"name": ["Hwang Ok Byeol"], "passportNumber": ["K1234567"], "nationality": ["kp", "cn"]},
        authority="GB",
    )
    result = join_entities([make_person("eu-a"), one, two])
    assert list_members(result) == [("ch-a", "eu-a")]
    assert result.judgements[0].evidence[0].left_field == "passportNumber, country from nationality"
    assert result.unused == {"no-country": 1}


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("unknown", "placeholder"),
        ("n/a", "placeholder"),
        ("0000000", "placeholder"),
        ("1111111", "placeholder"),
        ("1234567", "placeholder"),
        ("XXXXX789", "placeholder"),
        ("1204", "too-short"),
        ("0001204", "too-short"),
        ("REFUSED", "too-short"),
        ("8123456 and 8123457 and 8123458 and 8123459", "too-short"),
    ],
)
def test_join_entities_does_not_take_fillers_and_short_numbers_as_identifiers(number, reason):
    result = join_entities([make_person("eu-a", number), make_person("ch-a", number)])
    assert result.subjects == ()
    assert result.unused == {reason: 2}


def test_join_entities_number_of_more_than_three_in_one_list_joins_nothing_and_is_reported():
    three = [make_person(f"eu-{letter}") for letter in "abc"]
    assert list_members(join_entities(three)) == [("eu-a", "eu-b", "eu-c")]
    result = join_entities([*three, make_person("eu-d"), make_person("ch-a")])
    assert result.subjects == ()
    assert list_codes(result) == ["join-identifier-crowded"]
    assert "4 entries of one list (EU)" in result.problems[0].message


UN_PERSON = make_entry("un-a", authority="UNSC", reference="KPi.001")


@pytest.mark.parametrize(
    "other",
    [
        make_entry("eu-b", unsc_id="KPi.001"),
        make_entry("eu-b", properties={"idNumber": ["UN Ref KPi.001"]}),
        make_entry("eu-b", related=(make_document("UN reference", "kpi.001"),)),
    ],
)
def test_join_entities_joins_by_the_un_reference_whatever_the_names(other):
    assert [one.by for one in join_entities([UN_PERSON, other]).judgements] == ["rule:un-reference"]


@pytest.mark.parametrize(
    "other",
    [
        make_entry("eu-b", properties={"notes": ["Brother of KPi.001."]}),
        make_entry("eu-b", "Company", unsc_id="KPi.001"),  # i is for individuals
        make_entry("eu-b", properties={"idNumber": ["KPi.001", "KPi.002"]}),  # which of the two?
        make_entry("eu-b", unsc_id="KPi.01"),
        make_entry("eu-b", reference="KPi.001"),  # another authority's own number
    ],
)
def test_join_entities_takes_no_un_reference_that_may_be_anothers(other):
    assert join_entities([UN_PERSON, other]).subjects == ()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"birthDate": ["1960"]}, {"birthDate": ["1961-02"]}),
        ({"gender": ["male"]}, {"gender": ["female"]}),
        ({"name": ["Hwang Ok Byeol"]}, {"name": ["Carlos Ibarra"]}),
        (
            {"name": ["Hwang Ok Byeol"], "birthDate": ["1960-01-02"]},
            {"name": ["Carlos Ibarra"], "birthDate": ["1960"]},
        ),
    ],
)
def test_join_entities_incompatible_persons_are_a_problem_and_unsure(left, right):
    result = join_entities([make_person("eu-a", **left), make_person("ch-a", **right)])
    assert result.subjects == ()
    assert list_codes(result) == ["join-conflict"]
    problem = result.problems[0]
    assert (problem.source, problem.locator, problem.severity) == ("CH, EU", "ch-a, eu-a", "warning")
    assert "K1234567" in problem.message
    assert [(one.verdict, one.score, one.reason) for one in result.judgements] == [
        ("unsure", None, problem.message)
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"birthDate": ["1960"]}, {"birthDate": ["1960-02-03"]}),
        ({"birthDate": ["1960-03-02"]}, {"birthDate": ["1960-02-03"]}),  # names agree; day and month swapped
        ({"birthDate": ["1955", "1960"]}, {"birthDate": ["1960-02-03", "1970"]}),
        ({"birthDate": ["1960"]}, {}),
        ({"gender": ["male"]}, {}),
        (
            {"name": ["Hwang Ok Byeol"], "birthDate": ["1960-01-02"]},
            {"name": ["Carlos Ibarra"], "birthDate": ["1960-01-02"]},
        ),
        ({"name": ["Carlos Ibarra", "Hwang Ok Byeol"]}, {"alias": ["황옥별"]}),
    ],
)
def test_join_entities_compatible_persons_are_joined(left, right):
    result = join_entities([make_person("eu-a", **left), make_person("ch-a", **right)])
    assert list_members(result) == [("ch-a", "eu-a")]
    assert result.problems == ()


def test_join_entities_renamed_ship_is_joined_across_lists_but_not_within_one():
    def make_ship(entity_id: str, name: str) -> ListEntry:
        return make_entry(entity_id, "Vessel", properties={"name": [name], "imoNumber": [SHIP]})

    assert list_members(
        join_entities([make_ship("eu-a", "Morning Dew"), make_ship("ch-a", "Kum Gang 3")])
    ) == [("ch-a", "eu-a")]
    within = join_entities([make_ship("eu-a", "Morning Dew"), make_ship("eu-b", "Kum Gang 3")])
    assert (within.subjects, list_codes(within)) == ((), ["join-conflict"])


def test_join_entities_reference_on_two_persons_of_one_list_joins_the_one_whose_name_agrees():
    def make_named(entity_id: str, name: str) -> ListEntry:
        if entity_id == "un-x":
            return make_entry(entity_id, properties={"name": [name]}, authority="UNSC", reference="KPi.001")
        return make_entry(entity_id, properties={"name": [name]}, unsc_id="KPi.001")

    result = join_entities(
        [
            make_named("eu-a", "Carlos Ibarra"),
            make_named("eu-b", "Hwang Ok Byol"),
            make_named("un-x", "Hwang Ok Byeol"),
        ]
    )
    assert list_members(result) == [("eu-b", "un-x")]
    assert [problem.locator for problem in result.problems] == ["eu-a, eu-b", "eu-a, un-x"]
    undecided = join_entities(
        [
            make_named("eu-a", "Carlos Ibarra"),
            make_named("eu-b", "Peter Holm"),
            make_named("un-x", "Hwang Ok Byeol"),
        ]
    )
    assert undecided.subjects == ()
    assert list_codes(undecided) == ["join-conflict"] * 3


def test_join_entities_incompatible_at_the_ends_of_a_chain_leaves_the_weaker_link_out():
    first = make_entry("eu-a", properties={"innCode": ["500100732259"], "birthDate": ["1960"]})
    middle = make_entry(
        "ch-b",
        properties={"innCode": ["500100732259"], "name": ["Hwang Ok"]},
        related=(make_passport("K1234567"),),
    )
    last = make_person("gb-c", name=["Hwang Ok"], birthDate=["1980"])
    result = join_entities([first, middle, last])
    assert list_members(result) == [("ch-b", "eu-a")]
    assert [(one.code, one.locator) for one in result.problems] == [("join-conflict", "ch-b, gb-c")]
    assert "between eu-a and gb-c birth-date: 1960 against 1980" in result.problems[0].message


CHAIN = [
    make_entry("eu-a", "Company", properties={"leiCode": [LEI]}),
    make_entry("ch-b", "Company", properties={"leiCode": [LEI], "innCode": [INN]}),
    make_entry("gb-c", "Company", properties={"innCode": [INN]}),
]


def test_join_entities_joins_along_a_chain_of_different_identifiers():
    assert list_members(join_entities(CHAIN)) == [("ch-b", "eu-a", "gb-c")]


def test_join_entities_persons_different_outweighs_the_rule_silently():
    result = join_entities(CHAIN[:2], [judge("ch-b", "eu-a", "different")])
    assert (result.subjects, result.judgements, result.problems) == ((), (), ())


def test_join_entities_persons_different_through_a_chain_leaves_the_weaker_link_out_and_names_it():
    result = join_entities(CHAIN, [judge("eu-a", "gb-c", "different", by="ben")])
    assert list_members(result) == [("ch-b", "eu-a")]
    assert [(one.code, one.locator) for one in result.problems] == [("join-separated", "ch-b, gb-c")]
    assert "eu-a and gb-c together, which ben judged different" in result.problems[0].message
    assert [(one.pair, one.verdict) for one in result.judgements] == [
        (("ch-b", "eu-a"), "same"),
        (("ch-b", "gb-c"), "unsure"),
    ]


def test_join_entities_persons_same_joins_without_an_identifier_and_in_spite_of_a_conflict():
    entries = [make_person("eu-a", birthDate=["1960"]), make_person("ch-a", birthDate=["1980"])]
    result = join_entities(entries, [judge("eu-a", "ch-a", "same")])
    assert list_members(result) == [("ch-a", "eu-a")]
    assert [one.by for one in result.subjects[0].judgements] == ["anna", "rule:passport"]
    assert result.problems == ()
    unlike = [make_entry("eu-a"), make_entry("ch-b")]
    assert list_members(join_entities(unlike, [judge("eu-a", "ch-b", "same")])) == [("ch-b", "eu-a")]


def test_join_entities_persons_unsure_holds_the_link_back_but_not_the_chain():
    unsure = judge("eu-a", "ch-b", "unsure")
    assert join_entities(CHAIN[:2], [unsure]).subjects == ()
    third = make_entry("us-d", "Company", properties={"leiCode": [LEI]})
    assert list_members(join_entities([*CHAIN[:2], third], [unsure])) == [("ch-b", "eu-a", "us-d")]


def test_join_entities_contradicting_persons_are_reported_and_the_careful_one_counts():
    result = join_entities(
        CHAIN[:2], [judge("eu-a", "ch-b", "same"), judge("ch-b", "eu-a", "different", by="ben")]
    )
    assert result.subjects == ()
    assert list_codes(result) == ["join-judgements-contradict"]


def test_join_entities_persons_chain_against_a_persons_different_is_reported():
    entries = [make_entry("eu-a"), make_entry("eu-b"), make_entry("eu-c")]
    judgements = [
        judge("eu-a", "eu-b", "same"),
        judge("eu-b", "eu-c", "same"),
        judge("eu-a", "eu-c", "different"),
    ]
    result = join_entities(entries, judgements)
    assert list_members(result) == [("eu-a", "eu-b")]
    assert [(one.code, one.locator) for one in result.problems] == [
        ("join-judgements-contradict", "eu-b, eu-c")
    ]


def test_join_entities_judgement_about_an_entity_in_no_list_is_noted():
    result = join_entities(CHAIN[:1], [judge("eu-a", "gone-z", "same")])
    assert [(one.code, one.severity) for one in result.problems] == [("join-entity-missing", "note")]


def test_join_entities_passes_over_stored_judgements_by_rules():
    stale = Judgement(
        left_id="eu-a", right_id="xx-z", verdict="same", by="rule:lei", reason="of a former edition"
    )
    assert join_entities(CHAIN, [stale]) == join_entities(CHAIN)


def test_join_entities_takes_several_entries_of_one_entity_together():
    again = make_entry("eu-a", "Company", properties={"innCode": [INN]})
    result = join_entities([CHAIN[0], again, CHAIN[2]])
    assert list_members(result) == [("eu-a", "gb-c")]


def test_subject_id_stays_when_an_entity_with_a_smaller_id_joins():
    before = join_entities(CHAIN[:2])
    assert before.subject_ids == {"ch-b": "subject-ch-b", "eu-a": "subject-ch-b"}
    newcomer = make_entry("au-z", "Company", properties={"leiCode": [LEI]})
    after = join_entities([*CHAIN[:2], newcomer], known=before.subject_ids)
    assert [(one.id, one.entity_ids) for one in after.subjects] == [
        ("subject-ch-b", ("au-z", "ch-b", "eu-a"))
    ]
    assert after.retired == {}
    assert [one.id for one in join_entities([*CHAIN[:2], newcomer]).subjects] == ["subject-au-z"]


def test_subject_id_after_a_split_stays_with_the_entity_it_is_named_after():
    company = [
        make_entry(f"{code}-x", "Company", properties={"leiCode": [LEI]}) for code in ("au", "ch", "eu", "gb")
    ]
    known = join_entities(company).subject_ids
    apart = [judge(left, right, "different") for left in ("au-x", "ch-x") for right in ("eu-x", "gb-x")]
    split = join_entities(company, apart, known=known)
    assert [(one.id, one.entity_ids) for one in split.subjects] == [
        ("subject-au-x", ("au-x", "ch-x")),
        ("subject-eu-x", ("eu-x", "gb-x")),
    ]
    alone = join_entities(
        company, [judge("au-x", f"{code}-x", "different") for code in ("ch", "eu", "gb")], known=known
    )
    assert [(one.id, one.entity_ids) for one in alone.subjects] == [
        ("subject-ch-x", ("ch-x", "eu-x", "gb-x"))
    ]
    assert alone.retired == {"subject-au-x": "subject-ch-x"}


def test_subject_id_of_two_that_become_one_is_that_with_more_entities_and_the_other_is_retired():
    known = {"eu-a": "subject-eu-a", "us-y": "subject-eu-a", "gb-c": "subject-gb-c", "ch-b": "subject-gb-c"}
    known["jp-q"] = "subject-gb-c"
    result = join_entities(CHAIN, known=known)
    assert [one.id for one in result.subjects] == ["subject-gb-c"]
    assert result.retired == {"subject-eu-a": "subject-gb-c"}


def test_subject_id_that_nobody_bears_any_more_is_retired_without_a_successor():
    known = join_entities(CHAIN[:2]).subject_ids
    result = join_entities(CHAIN[:2], [judge("eu-a", "ch-b", "different")], known=known)
    assert (result.subjects, result.retired) == ((), {"subject-ch-b": None})


def test_subject_id_named_after_an_entity_that_left_the_lists_stays():
    known = {"ch-b": "subject-au-gone", "eu-a": "subject-au-gone", "au-gone": "subject-au-gone"}
    assert [one.id for one in join_entities(CHAIN[:2], known=known).subjects] == ["subject-au-gone"]
