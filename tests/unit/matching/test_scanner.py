import pytest

from lagebild.matching import IndexEntry, Scanner
from lagebild.model.listing import EntityName
from lagebild.text.names import script_of


def entry(entity_id, schema, *names, weak=()):
    spellings = [EntityName(value=name, kind="primary", script=script_of(name)) for name in names]
    spellings += [EntityName(value=name, kind="weak", script=script_of(name)) for name in weak]
    return IndexEntry(entity_id, names[0], schema, tuple(spellings))


SCANNER = Scanner.build(
    [
        entry("p1", "Person", "HAN SOL-MIN"),
        entry("p2", "Person", "Sergey MOROZOV", weak=("Seryozha",)),
        entry("p3", "Person", "한설민"),
        entry("p4", "Person", "Karim"),
        entry("o1", "Organization", "Eastland Mining Corporation", "EMICO"),
        entry("o2", "Organization", "Bank of Kesh"),
        entry("o3", "Organization", "Foreign Trade Bank of Kesh"),
        entry("v1", "Vessel", "HERON"),
    ]
)


def found(text):
    return [(hit.entity_id, text[hit.start : hit.end]) for hit in SCANNER.scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Han Sol Min there.", [("p1", "Han Sol Min")]),
        ("They met Han Sol-\nMin there.", [("p1", "Han Sol-\nMin")]),
        ("They met Han\u00a0Sol\u00a0Min there.", [("p1", "Han\u00a0Sol\u00a0Min")]),
        ("They met Sol Min Han there.", [("p1", "Sol Min Han")]),
        ("They met Han Solmin there.", [("p1", "Han Solmin")]),
        ("MOROZOV, Sergey; others", [("p2", "MOROZOV, Sergey")]),
        ("Sergey Morozov's house", [("p2", "Sergey Morozov")]),
        ("das Haus Sergey Morozovs", [("p2", "Sergey Morozov")]),
        ("Se\u00adrgey Morózov", [("p2", "Se\u00adrgey Morózov")]),
        ("위원장 한설민은 말했다", [("p3", "한설민")]),
        ("The Eastland Mining Corporation sold it.", [("o1", "Eastland Mining Corporation")]),
        ("Eastland Mining Co., Ltd. sold it.", [("o1", "Eastland Mining")]),
        ("EMICO sold it.", [("o1", "EMICO")]),
        ("The Foreign Trade Bank of Kesh paid.", [("o3", "Foreign Trade Bank of Kesh")]),
        ("The vessel Heron left.", [("v1", "Heron")]),
        ("\U0001f600 Han Sol Min", [("p1", "Han Sol Min")]),
    ],
)
def test_scan_finds_a_listed_name_at_its_exact_place(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "They met Han. Sol Min left.",
        "They met Han\n\nSol Min left.",
        "Johan Sol Minister",
        "emico is a small word here",
        "Karim was there.",
        "The heron is a bird.",
        "Heron stood in the water.",
        "Seryozha was there.",
        "a bank of kesh",
    ],
)
def test_scan_leaves_alone_what_is_no_listed_name(text):
    assert found(text) == []


def test_scan_takes_a_weak_name_where_a_fuller_one_supports_it():
    assert found("Sergey Morozov, called Seryozha") == [("p2", "Sergey Morozov"), ("p2", "Seryozha")]


def test_scan_of_a_scanner_without_names_finds_nothing():
    assert Scanner.build([]).scan("Han Sol Min") == []
