import pytest
from evaluation.screening.material import make_entries, make_names, make_questions
from evaluation.screening.measure import flatten, measure, read_entries, read_floors, read_names

from lagebild.matching import ALERT_THRESHOLD, NameIndex


@pytest.fixture(scope="module")
def entries(shared):
    return read_entries(shared / "lists" / "un" / "consolidated_2026-08.xml")


@pytest.fixture(scope="module")
def index(entries):
    return NameIndex.build(entries)


def test_no_rate_on_the_un_list_falls_below_its_floor(entries, shared):
    rates = flatten(measure(entries, read_names(shared / "names" / "negatives_us.csv")))
    bounds = read_floors()
    assert set(bounds) == set(rates)
    broken = {
        name: (rates[name], bound)
        for name, bound in bounds.items()
        if (rates[name] > bound if name.endswith("alarms") and "found" not in name else rates[name] < bound)
    }
    assert broken == {}


@pytest.mark.parametrize(
    ("file", "floor"), [("positives_un_untreated.csv", 0.98), ("positives_un_treated.csv", 0.97)]
)
def test_names_of_the_un_list_reach_the_alert_threshold(index, shared, file, floor):
    names = read_names(shared / "names" / file)
    found = sum(bool(index.search(name, limit=1)) for name in names)
    assert found / len(names) >= floor


def test_names_on_no_list_rarely_reach_the_alert_threshold(index, shared):
    names = read_names(shared / "names" / "negatives_us.csv")
    alarms = [name for name in names if index.search(name, limit=1, threshold=ALERT_THRESHOLD)]
    assert len(alarms) / len(names) <= 0.01


@pytest.mark.parametrize(
    ("query", "reference"),
    [
        ("김광일", "KPi.009"),
        ("Kim Kwang Il", "KPi.009"),
        ("KOMID", "KPe.001"),
        ("Korea Mining Development Trading Corp.", "KPe.001"),
        ("Je Son Ri", "KPi.002"),
        ("Ri Che-son", "KPi.002"),
    ],
)
def test_a_listed_name_is_found_under_its_reference(index, query, reference):
    assert index.search(query)[0].entity_id == f"un-sc-{reference}"


def test_a_new_edition_makes_the_same_index_from_the_same_bytes(entries, tmp_path):
    NameIndex.build(entries).save(tmp_path / "a")
    NameIndex.build(reversed(entries)).save(tmp_path / "b")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_questions_of_one_seed_are_the_same_and_take_out_what_they_ask():
    entries = make_entries(60, seed=1)
    indexed, questions = make_questions(entries, count=10, seed=2)
    assert make_questions(entries, count=10, seed=2) == (indexed, questions)
    left = {(entry.entity_id, name.value) for entry in indexed for name in entry.names}
    taken = [(question.entity_id, question.name) for question in questions if question.kind == "alias"]
    assert taken
    assert not left & set(taken)


def test_an_invented_list_is_screened_without_the_real_one():
    entries = make_entries(200, seed=3)
    rates = measure(entries, make_names(100, seed=4), count=20)
    assert rates.by_kind["exact"] == 1.0
    assert rates.first >= 0.85
