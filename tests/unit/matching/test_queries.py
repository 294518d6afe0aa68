import pytest

from lagebild.errors import UnreadableError
from lagebild.matching.queries import read_name_file


def read(text, **kwargs):
    return read_name_file(text.encode() if isinstance(text, str) else text, source="names.csv", **kwargs)


def asked(found):
    return [(query.id, query.name) for query in found.queries]


def codes(found):
    return [(problem.code, problem.locator, problem.severity) for problem in found.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,name\n7,Han Sol\n8,Min Ho\n", [("7", "Han Sol"), ("8", "Min Ho")]),
        ("\ufeffName;Kundennr\nHan Sol;x\n", [("1", "Han Sol")]),
        ("first_name\tlast_name\nHan\tSol\n", [("1", "Han Sol")]),
        ("Vorname;Nachname;Nr\nHan;Sol;3\n", [("3", "Han Sol")]),
        ("Han Sol\nMin Ho\n", [("1", "Han Sol"), ("2", "Min Ho")]),
        ("12,Han Sol,DE\n13,Min Ho,FR\n", [("1", "Han Sol"), ("2", "Min Ho")]),
        ('name\n"Sol, Han"\n', [("1", "Sol, Han")]),
        ('name,note\n"Han\nSol",x\n', [("1", "Han\nSol")]),
        ("full_name|country\nHan Sol|DE\n", [("1", "Han Sol")]),
        ("name\r\nHan Sol\r\n\r\nMin Ho\r\n", [("1", "Han Sol"), ("3", "Min Ho")]),
    ],
)
def test_read_name_file_guesses_delimiter_header_and_columns(text, expected):
    found = read(text)
    assert asked(found) == expected
    assert found.problems == ()


def test_read_name_file_says_what_it_guessed():
    assert read("Nr;Name\n1;Han Sol\n").columns.describe() == "name = 'Name', id = 'Nr'"
    assert read("Han Sol\n").columns.describe() == "name = column 1, id = row number (no header row)"


def test_read_name_file_takes_a_column_by_its_title():
    assert asked(read("id,alias,name\n1,Sol,Han Sol\n", name_column="alias")) == [("1", "Sol")]


def test_read_name_file_of_an_unknown_column_names_the_columns():
    with pytest.raises(ValueError, match="the columns are id, name"):
        read("id,name\n1,Sol\n", name_column="nom")


def test_one_broken_row_costs_only_itself():
    found = read('id,name\n1,Han Sol\n2,"Min Ho\n' + "".join(f"{n},Name Number{n}\n" for n in range(3, 30)))
    assert [query.id for query in found.queries] == ["1", *map(str, range(3, 30))]
    assert codes(found) == [("names-quote-open", "line 3", "error")]


def test_a_row_without_a_name_is_a_problem():
    found = read("id,name\n1,\n2,...\n3,\U0001f600\n4,\x00\n5,Han Sol\n6\n")
    assert asked(found) == [("5", "Han Sol")]
    assert codes(found) == [("names-no-name", f"line {line}", "error") for line in (2, 3, 4, 5, 7)]


def test_a_name_of_ten_thousand_characters_is_asked_for_in_part():
    found = read("name\n" + "a" * 10_000 + "\n")
    assert [len(query.name) for query in found.queries] == [1000]
    assert codes(found) == [("names-too-long", "line 2", "warning")]


def test_an_empty_file_is_a_problem():
    found = read("")
    assert found.queries == ()
    assert codes(found) == [("names-empty", "", "error")]


def test_windows_1252_is_read_and_noted():
    found = read("name\nHans Müller\nJosé Peña\n".encode("cp1252"))
    assert asked(found) == [("1", "Hans Müller"), ("2", "José Peña")]
    assert codes(found) == [("names-encoding", "", "note")]


def test_one_line_in_another_encoding_leaves_the_rest():
    content = "name\nHans Müller\nJosé Peña\n".encode() + "Jörg Bär\n".encode("cp1252")
    found = read(content)
    assert [query.name for query in found.queries] == ["Hans Müller", "José Peña", "Jörg Bär"]
    assert codes(found) == [("names-encoding", "line 4", "warning")]


def test_utf_16_with_a_mark_is_read():
    assert asked(read("name\n한설민\n".encode("utf-16"))) == [("1", "한설민")]


def test_the_schema_column_is_read_where_its_word_is_known():
    found = read("name,type\nHan Sol,Individual\nHeron,ship\nEmico,other\n")
    assert [query.schema for query in found.queries] == ["Person", "Vessel", None]


@pytest.mark.parametrize(
    ("text", "names", "lost"),
    [
        ("name,country\nHan, Sol,KP\nMin Ho,KP\n", ["Min Ho"], ["line 2"]),
        ("name;country\nHan; Sol;KP\nMin Ho;KP\n", ["Min Ho"], ["line 2"]),
        ("name\nHan, Sol\nMin Ho\n", ["Min Ho"], ["line 2"]),
        ("Min Ho,KP\nHan, Sol,KP\nSol Min,KP\n", ["Min Ho", "Sol Min"], ["line 2"]),
        ('name,country\n"Han, Sol",KP\nMin Ho,KP,,\n', ["Han, Sol", "Min Ho"], []),
    ],
)
def test_row_with_more_fields_than_columns_is_lost_aloud(text, names, lost):
    found = read(text)
    assert [query.name for query in found.queries] == names
    assert codes(found) == [("names-row-too-long", line, "error") for line in lost]


@pytest.mark.parametrize("row", [";", ",", ",,,", ";;", "\t", " ; ", '"",""'])
def test_row_of_separators_is_blank_and_not_lost(row):
    found = read(f"name,country\nHan Sol,KP\n{row}\nMin Ho,KP\n")
    assert [query.name for query in found.queries] == ["Han Sol", "Min Ho"]
    assert found.problems == ()


@pytest.mark.parametrize("content", [bytes(range(256)), bytes(range(255, 0, -7)) * 4, b"\x89PNG\r\n\x1a\n"])
def test_bytes_that_are_no_text_are_refused(content):
    with pytest.raises(UnreadableError, match=r"names\.csv: "):
        read(content)
