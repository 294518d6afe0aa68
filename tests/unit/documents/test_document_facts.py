"""What documents state about themselves, in texts of our own."""

import pytest

from lagebild.documents import read_document
from lagebild.model.document import Document

BODY = "Mehr steht hier nicht, außer dass dieser Satz lang genug ist, um als Text zu gelten."


def read(text: str, *, url: str | None = None) -> Document:
    return read_document(text.encode(), name="a.txt", url=url)[0]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("16.01.2031 - Pressemitteilung", "2031-01-16"),
        ("Pressemitteilung | 3. März 2031", "2031-03-03"),
        ("Berlin, den 5. Mai 2031", "2031-05-05"),
        ("Published 4 June 2031", "2031-06-04"),
        ("Media note, July 7, 2031", "2031-07-07"),
        ("For Immediate Release – Sept. 9, 2031", "2031-09-09"),
        ("Date: 2031-10-11", "2031-10-11"),
        ("Saturday, 13th December 2031, 10:45 CET", "2031-12-13"),
        ("Le 14 juillet 2031", "2031-07-14"),
        ("21/03/2031", "2031-03-21"),
        ("Stand: 1. Jänner 2031", "2031-01-01"),
        ("03/04/2031", None),
        ("31. Februar 2031", None),
        ("Gültig bis zum 1. März 2031", None),
        ("Sommer 2031", None),
        ("© 2031 Amt", None),
    ],
)
def test_header_date_is_read_or_left_open(line: str, value: str | None) -> None:
    document = read(f"Überschrift ohne Datum darin\n\n{line}\n\n{BODY}\n")
    assert document.date == value
    if value is not None:
        assert document.date_source is not None
        start, end = document.date_source
        assert document.text[start:end] in line


@pytest.mark.parametrize(
    ("text", "value", "told_by"),
    [
        (
            "OSLO, 3 March 2031 – The ministry said on 1 March 2030 that nothing of the kind would happen again.",
            "2031-03-03",
            "dateline",
        ),
        (f"{BODY}\n\nWien, am 4. April 2031", "2031-04-04", "signature"),
        (f"{BODY}\n\nTHE SAMPLE HOUSE,\n   June 13, 2031.", "2031-06-13", "signature"),
        (
            "The text of the following statement was released by the Governments of Norway and Sweden on 5 May 2031.",
            "2031-05-05",
            "issuing sentence",
        ),
    ],
)
def test_date_is_read_where_no_header_has_one(text: str, value: str, told_by: str) -> None:
    document = read(text)
    assert (document.date, document.extra["date_field"]) == (value, told_by)


def test_date_in_running_text_is_not_the_documents_own() -> None:
    document = read(
        "Brückenbericht\n\nAm 4. April 2031 wurde die Brücke gesperrt, und am 5. April 2031 wurde sie wieder geöffnet."
    )
    assert document.date is None
    assert document.date_source is None


@pytest.mark.parametrize(
    ("title", "opening", "kind", "issuers"),
    [
        (
            "Gemeinsame Erklärung Norwegens, Finnlands und Schwedens zur Lage in Belarus",
            "Dies ist der Anfang der Erklärung, und er ist lang genug dafür.",
            "joint_statement",
            ("FI", "NO", "SE"),
        ),
        (
            "Joint Statement by Norway and the Netherlands on fishing off Russia",
            "This is how the statement begins, and it goes on for a while.",
            "joint_statement",
            ("NL", "NO"),
        ),
        (
            "On the closing of the port",
            "We, the Foreign Ministers of Norway, Sweden and the United Kingdom, regret that Russia closed the port.",
            "joint_statement",
            ("GB", "NO", "SE"),
        ),
        (
            "Zur Sperrung des Hafens",
            "Wir, die Außenminister Norwegens und der Republik Korea, fordern Russland auf, den Hafen zu öffnen.",
            "joint_statement",
            ("KR", "NO"),
        ),
        (
            "G7 Ministers’ Statement on Ports",
            "We, the Ministers of the G7, welcome that the port has been opened again by Russia.",
            "joint_statement",
            ("G7",),
        ),
        (
            "FACT SHEET: Ports of the North",
            "Norway opened four ports in the last year, and closed none of them again.",
            "fact_sheet",
            (),
        ),
        (
            "Readout of the Minister’s Call with Her Counterpart",
            "The two ministers spoke about ports and about bridges for half an hour.",
            "readout",
            (),
        ),
        (
            "Foreign Ministry Spokesperson’s Regular Press Conference",
            "Nothing was asked that day about the port, and nothing was answered.",
            "mfa_briefing",
            (),
        ),
        (
            "Final report of the panel on ports",
            "The panel visited four ports in the last year and was refused entry to two.",
            "report",
            (),
        ),
        (
            "Statement by Norway on the port",
            "Madam President, we thank you for the chance to speak on this question today.",
            "statement",
            ("NO",),
        ),
        (
            "Ein Hafen wird geöffnet",
            "Der Hafen wird im nächsten Jahr geöffnet, sagte ein Mann, der es wissen muss.",
            "other",
            (),
        ),
    ],
)
def test_kind_and_issuers_follow_title_and_opening(
    title: str, opening: str, kind: str, issuers: tuple[str, ...]
) -> None:
    document = read(f"{title}\n\n3 March 2031\n\n{opening}\n")
    assert (document.title, document.kind, document.issuers) == (title, kind, issuers)


def test_label_decides_where_the_title_says_nothing() -> None:
    assert read(f"Ein Hafen wird geöffnet\n\n03.03.2031 - Pressemitteilung\n\n{BODY}").kind == "press_release"


@pytest.mark.parametrize(
    ("header", "url", "publisher", "issuers"),
    [
        ("Department of Foreign Affairs and Trade", None, "Department of Foreign Affairs and Trade", ("AU",)),
        ("Ministry of Foreign Affairs of Norway", None, "Ministry of Foreign Affairs of Norway", ("NO",)),
        (
            "Something else",
            "https://www.mofa.go.jp/press/x.html",
            "Ministry of Foreign Affairs of Japan",
            ("JP",),
        ),
        ("Something else", "https://example.org/mofa.go.jp", None, ()),
        ("Something else", "http://[broken", None, ()),
    ],
)
def test_publisher_is_told_by_header_or_address(
    header: str, url: str | None, publisher: str | None, issuers: tuple[str, ...]
) -> None:
    document = read(
        f"{header}\n\nPorts of the north\n\nPress release\n\n"
        "The port was opened last week by a man with very large scissors.",
        url=url,
    )
    assert (document.publisher, document.issuers) == (publisher, issuers)


def test_printed_answer_of_a_government_is_recognised() -> None:
    text = (
        "Deutscher Bundestag Drucksache 99/123\n99. Wahlperiode 03.03.2031\nAntwort\nder Bundesregierung\n"
        "auf die Kleine Anfrage der Abgeordneten Anna Beispiel, Otto\nMuster, weiterer Abgeordneter und der Fraktion\n"
        "Wiesenpartei\n– Drucksache 99/45 –\nHäfen und Brücken im Nor-\nden und die Lage\n"
        "V o r b e m e r k u n g  d e r  F r a g e s t e l l e r\nDie Häfen sind offen."
    )
    document = read(text)
    assert document.to_json() == {
        "title": "Häfen und Brücken im Norden und die Lage",
        "date": "2031-03-03",
        "kind": "government_answer",
        "publisher": "Deutscher Bundestag",
        "lang": "de",
        "issuers": ["DE"],
        "persons": [],
    }


def test_transcript_has_a_zone_for_each_turn() -> None:
    turns = (
        "MS. SAMPLE:  Good morning to all of you.\n\nQ    Is the port open?\n\n"
        "MS. SAMPLE:  It is.\n\nQ    Since when?\n\nMS. SAMPLE:  Since May."
    )
    document = read(f"Press Briefing by the Spokeswoman\n\nMarch 3, 2031\n\n{turns}")
    assert document.kind == "press_briefing"
    assert document.speaker_at(document.text.index("Since May")) == ("person:MS. SAMPLE",)
    assert document.zone_at(document.text.index("Since when")) == "question"


@pytest.mark.parametrize(
    ("line", "received", "answered"),
    [
        ("496 / 504 Fragen beantwortet", 504, 496),
        ("12 von 15 Fragen beantwortet", 15, 12),
        ("1,496 of 1,504 questions answered", 1504, 1496),
        ("12 Antworten / 15 Fragen", 15, 12),
        ("15 Fragen • 12 Antworten", 15, 12),
        ("Questions received: 15, answered: 12", 15, 12),
        ("20 / 15 Fragen beantwortet", None, None),
        ("98 %", None, None),
    ],
)
def test_counters_of_question_sites_are_read(line: str, received: int | None, answered: int | None) -> None:
    head = f"Ilse Beispiel\nWiesenpartei\n{line}\nFrage von Anna K. •\n\n"
    text = f"{head}Ist der Hafen offen?\n\nAntwort von Ilse Beispiel\n\nJa, seit Mai.\n"
    document = read(text)
    assert document.question is not None
    assert document.question.questions_received == received
    assert document.question.questions_answered == answered
    assert (document.question.office_holder, document.question.party) == ("Ilse Beispiel", "Wiesenpartei")


def test_question_without_answer_has_no_answer_zone() -> None:
    document = read(
        "12 / 15 Fragen beantwortet\nFrage von Anna K. •\n\nIst der Hafen offen?\n\nNoch keine Antwort\n"
    )
    assert [zone.kind for zone in document.zones] == ["boilerplate", "question", "boilerplate"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Hallo", None),
        (BODY * 2, "de"),
        (
            "Regeringen har i dag beslutat att öppna hamnarna igen, säger ministern. Det är viktigt för alla.",
            "sv",
        ),
    ],
)
def test_language_is_told_or_left_open(text: str, lang: str | None) -> None:
    assert read(text).lang == lang


def test_date_that_could_be_two_days_is_told_of() -> None:
    _, problems = read_document(f"Ports\n\n03/04/2031\n\n{BODY}".encode(), name="a.txt")
    assert [(found.code, found.severity, found.locator) for found in problems] == [
        ("document-date-ambiguous", "warning", "characters 7 to 17"),
    ]


def test_date_line_wins_over_a_day_that_the_title_names() -> None:
    document = read(
        f"Statement on the anniversary of the flood of 24 February 2022\n\n3 March 2031\n\n{BODY}"
    )
    assert document.date == "2031-03-03"


@pytest.mark.parametrize(
    ("text", "kind", "issuers"),
    [
        (
            "Russland sperrt einen Hafen\n\nDie Bundesregierung verurteilt dies. Der Hafen bleibt zu.",
            "other",
            (),
        ),
        (
            "A port is shut\n\nNorway condemns the closing of the port by Russia. “We are angry,” somebody said.",
            "other",
            (),
        ),
        (
            "A port is shut\n\nNorway condemns the closing of the port by Russia. We call on it to stop.",
            "statement",
            ("NO",),
        ),
        ("Statement by Norway on the port\n\nNorway condemns the closing of the port.", "statement", ("NO",)),
        (
            "Ministry of Foreign Affairs of Norway\n\nA port is shut\n\nNorway condemns the closing of the port.",
            "statement",
            ("NO",),
        ),
    ],
)
def test_who_condemns_in_the_third_person_is_no_issuer(
    text: str, kind: str, issuers: tuple[str, ...]
) -> None:
    document = read(text)
    assert (document.kind, document.issuers) == (kind, issuers)
