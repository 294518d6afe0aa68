import pytest

from lagebild.errors import ArchiveError
from lagebild.matching import IndexEntry, NameIndex
from lagebild.model.listing import EntityName
from lagebild.text.names import script_of


def entry(entity_id, schema, *names, weak=()):
    spellings = [EntityName(value=name, kind="primary", script=script_of(name)) for name in names]
    spellings += [EntityName(value=name, kind="weak", script=script_of(name)) for name in weak]
    return IndexEntry(entity_id, names[0], schema, tuple(spellings))


ENTRIES = [
    entry("p1", "Person", "HAN SOL MIN", "Han So'l-min"),
    entry("p2", "Person", "HAN SOL NAM"),
    entry("p3", "Person", "Sergey Ivanovich Morozov", "Сергей Иванович Морозов"),
    entry("p4", "Person", "Faris Abd al-Karim Nadir", weak=("Abu Nadir",)),
    entry("o1", "Company", "Eastland Mining Corporation", "EMICO"),
    entry("o2", "Company", "Machine Works No. 7"),
    entry("o3", "Company", "Machine Works No. 8"),
    entry("v1", "Vessel", "Blue Heron 3"),
]


@pytest.fixture(scope="module")
def index():
    return NameIndex.build(ENTRIES)


@pytest.mark.parametrize(
    ("query", "entity_id"),
    [
        ("Han Sol Min", "p1"),
        ("Min Han Sol", "p1"),
        ("한설민", "p1"),
        ("Sergei Morosow", "p3"),
        ("Сергей Морозов", "p3"),
        ("Sergey Ivanovich Morozvo", "p3"),
        ("Fares Abdulkarim Nadir", "p4"),
        ("Eastland Mining Corp", "o1"),
        ("Eastlandd Mining Co. Ltd", "o1"),
        ("emico", "o1"),
        ("Machine Works 7", "o2"),
        ("BLUE HERON 3", "v1"),
    ],
)
def test_search_finds_the_listed_one_first(index, query, entity_id):
    hits = index.search(query)
    assert hits
    assert hits[0].entity_id == entity_id


@pytest.mark.parametrize(
    "query", ["", "...", "\x00", "😀😀", "Peter Hansen", "Mining", "Machine Works No. 9"]
)
def test_search_without_a_listed_name_finds_nothing(index, query):
    assert index.search(query) == []


def test_search_gives_each_entity_once_with_its_best_name(index):
    hits = index.search("Сергей Иванович Морозов", threshold=0.3)
    assert [hit.entity_id for hit in hits].count("p3") == 1
    assert hits[0].matched_name == "Сергей Иванович Морозов"
    assert hits[0].score == 1.0


def test_search_ranks_a_weak_name_lower(index):
    assert index.search("Abu Nadir", threshold=0.5)[0].score == 0.93


def test_search_by_schema_leaves_out_the_others(index):
    assert index.search("Eastland Mining Corporation", schema="Person") == []
    assert [hit.entity_id for hit in index.search("Eastland Mining Corporation", schema="Organization")] == [
        "o1"
    ]


def test_search_respects_limit_and_threshold(index):
    assert len(index.search("Han Sol", threshold=0.1, limit=1)) == 1
    assert all(hit.score >= 0.9 for hit in index.search("Han Sol Min", threshold=0.9))


def test_saved_index_answers_as_the_built_one(index, tmp_path):
    index.save(tmp_path / "index")
    opened = NameIndex.open(tmp_path / "index")
    for query in ("Han Sol Min", "Sergei Morosow", "EMICO", "Machine Works 8"):
        assert opened.search(query) == index.search(query)


def test_save_makes_the_same_bytes_whatever_the_order(tmp_path):
    NameIndex.build(ENTRIES).save(tmp_path / "a")
    NameIndex.build(reversed(ENTRIES)).save(tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "b").iterdir())
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_open_without_an_index_says_what_to_do(tmp_path):
    with pytest.raises(ArchiveError, match="build it anew"):
        NameIndex.open(tmp_path)


def test_empty_index_finds_nothing(tmp_path):
    empty = NameIndex.build([])
    assert empty.search("Han Sol Min") == []
    empty.save(tmp_path / "index")
    assert NameIndex.open(tmp_path / "index").search("Han Sol Min") == []
