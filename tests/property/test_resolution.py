from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.matching.resolution import Resolution, join_entities
from lagebild.model.entity import make_entity
from lagebild.model.listing import ListEntry, Listing
from lagebild.model.subject import Judgement

IDS = [f"{authority}-{number}" for authority in ("ch", "eu", "gb", "unsc") for number in range(3)]
PASSPORTS = ["K1234597", "K7654301", "P4455667"]
NAMES = ["Hwang Ok Byeol", "Hwang Ok-byol", "Carlos Ibarra"]
INNS = ["500100732259", "7707083893"]

PROPERTIES = st.fixed_dictionaries(
    {"name": st.lists(st.sampled_from(NAMES), min_size=1, max_size=2)},
    optional={
        "birthDate": st.lists(st.sampled_from(["1960", "1960-02-03", "1980-05-06"]), max_size=2),
        "gender": st.lists(st.sampled_from(["male", "female"]), max_size=1),
        "passportNumber": st.lists(st.sampled_from(PASSPORTS), max_size=2),
        "nationality": st.lists(st.sampled_from(["kp", "cn"]), max_size=2),
        "innCode": st.lists(st.sampled_from(INNS), max_size=2),
        "idNumber": st.lists(st.sampled_from(["UN KPi.001", "KPe.002"]), max_size=2),
    },
)


def make_entry(entity_id: str, properties: dict[str, list[str]], passport: str | None) -> ListEntry:
    document = {"number": [passport or ""], "country": ["kp"], "holder": [entity_id]}
    related = (
        (make_entity(schema="Passport", entity_id=f"{entity_id}-p", properties=document),) if passport else ()
    )
    authority = entity_id.split("-", maxsplit=1)[0].upper()
    listing = Listing(
        id=f"{authority}:{entity_id}",
        authority=authority,
        programmes=(),
        reference="KPi.001",
        entity_id=entity_id,
    )
    entity = make_entity(schema="Person", entity_id=entity_id, properties=properties)
    return ListEntry(entity=entity, listing=listing, names=(), related=related)


ENTRIES = st.lists(
    st.builds(make_entry, st.sampled_from(IDS), PROPERTIES, st.none() | st.sampled_from(PASSPORTS)),
    max_size=12,
)
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1])


def make_judgement(pair: tuple[str, str], verdict: str, by: str) -> Judgement:
    return Judgement(left_id=pair[0], right_id=pair[1], verdict=verdict, by=by, reason="compared by hand")


JUDGEMENTS = st.lists(
    st.builds(
        make_judgement,
        PAIRS,
        st.sampled_from(["same", "different", "unsure"]),
        st.sampled_from(["anna", "ben"]),
    ),
    max_size=6,
)
KNOWN = st.dictionaries(
    st.sampled_from(IDS), st.sampled_from([f"subject-{one}" for one in (*IDS[:5], "gone")])
)

lively = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@lively
@given(ENTRIES, JUDGEMENTS, KNOWN, st.data())
def test_join_entities_does_not_depend_on_any_order(entries, judgements, known, data):
    shuffled: Callable[[list[object]], st.SearchStrategy[list[object]]] = st.permutations
    again = join_entities(
        data.draw(shuffled(entries)),
        data.draw(shuffled(judgements)),
        known=dict(data.draw(shuffled(list(known.items())))),
    )
    assert again == join_entities(entries, judgements, known=known)


@lively
@given(ENTRIES, JUDGEMENTS, KNOWN)
def test_join_entities_twice_is_once(entries, judgements, known):
    once = join_entities(entries, judgements, known=known)
    twice = join_entities([*entries, *entries], [*judgements, *once.judgements], known=once.subject_ids)
    assert (twice.subjects, twice.judgements, twice.problems) == (
        once.subjects,
        once.judgements,
        once.problems,
    )
    assert twice.retired == {}


def find_subject(resolution: Resolution, entity_id: str) -> str:
    return resolution.subject_ids.get(entity_id, f"alone: {entity_id}")


@lively
@given(ENTRIES, JUDGEMENTS, PAIRS)
def test_join_entities_persons_different_always_separates(entries, judgements, pair):
    result = join_entities(entries, [*judgements, make_judgement(pair, "different", "ben")])
    assert find_subject(result, pair[0]) != find_subject(result, pair[1])


@lively
@given(ENTRIES, JUDGEMENTS, PAIRS)
def test_join_entities_judgement_taken_back_restores_what_was(entries, judgements, pair):
    before = join_entities(entries, judgements)
    between = join_entities(
        entries, [*judgements, make_judgement(pair, "different", "cleo")], known=before.subject_ids
    )
    kept = [*judgements, *between.judgements]
    assert join_entities(entries, kept) == before


@lively
@given(ENTRIES, JUDGEMENTS, KNOWN)
def test_join_entities_subjects_share_no_entity_and_no_id_and_are_held_by_their_judgements(
    entries, judgements, known
):
    result = join_entities(entries, judgements, known=known)
    members = [one for subject in result.subjects for one in subject.entity_ids]
    assert len(members) == len(set(members))
    assert len({subject.id for subject in result.subjects}) == len(result.subjects)
    for subject in result.subjects:
        reached = {subject.entity_ids[0]}
        for _ in subject.entity_ids:
            reached |= {
                one
                for judgement in subject.judgements
                if reached & {*judgement.pair}
                for one in judgement.pair
            }
        assert reached == set(subject.entity_ids)
        assert {judgement.verdict for judgement in subject.judgements} == {"same"}


@lively
@given(ENTRIES)
def test_join_entities_each_pair_that_rules_do_not_join_although_they_share_is_a_problem(entries):
    result = join_entities(entries)
    unsure = sorted(", ".join(one.pair) for one in result.judgements if one.verdict == "unsure")
    assert unsure == sorted(
        one.locator for one in result.problems if one.code in {"join-conflict", "join-separated"}
    )
    for judgement in result.judgements:
        together = find_subject(result, judgement.left_id) == find_subject(result, judgement.right_id)
        assert together is (judgement.verdict == "same")
