"""Which day a document gives itself, and which days it only tells of."""

import time

import pytest

from lagebild.documents import dateline, read_document
from lagebild.model.document import Document

BODY = "Mehr steht hier nicht, außer dass dieser Satz lang genug ist, um als Text zu gelten."


def read(text: str, *, name: str = "a.txt") -> Document:
    return read_document(text.encode(), name=name)[0]


@pytest.mark.parametrize(
    "line",
    [
        "The bridge was opened on 14 October 2031. It is long.",
        "The bridge was opened on 14 October 2031",
        "Statement on the collapse of the bridge of 18 November 2031",
        "Erklärung zum Einsturz der Brücke vom 18. November 2031",
        "Statement on 18 November 2031",
        "Norwegen sperrte am 3. Mai 2031 einen Hafen.",
        "Die Minister bedauern die Sperrung am 16. Dezember 2031.",
        "Wir bedauern die Sperrung des Hafens am 3. Mai 2031.",
        "On 4 May 2031, Norway closed the port",
        "Am 4. Mai 2031",
        "The flood of 4 May 2031",
        "Northern summit, 4 May 2031",
        "Hafengipfel, 4. Mai 2031",
        "Bridge attack – 4 May 2031",
        "4. Mai 2031: Der Hafen wurde gesperrt.",
        "Adopted after the flood of 4 May 2031",
        "3 May 2031 to 5 May 2031",
        "Sitzung am 3. Mai 2031",
        "Remarks on the first anniversary, 3 May 2031",
        "Northern ports were shut: 3 May 2031",
    ],
)
@pytest.mark.parametrize(
    "frame", ["{line}", "{line}\n\n{body}\n", "Ein Hafen\n\n{line}\n\n{body}", "{body}\n\n{line}"]
)
def test_day_that_a_line_tells_of_is_not_the_documents_own(line: str, frame: str) -> None:
    document = read(frame.format(line=line, body=BODY))
    assert (document.date, document.date_source) == (None, None)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Seoul, 3 March 2031", "2031-03-03"),
        ("New York, 3 March 2031", "2031-03-03"),
        ("Frankfurt am Main, den 3. März 2031", "2031-03-03"),
        ("Washington, DC, March 3, 2031", "2031-03-03"),
        ("The Hague, Monday 3 March 2031", "2031-03-03"),
        ("Pressemitteilung Nr. 12/2031 vom 3. März 2031", "2031-03-03"),
        ("For immediate release, 3 March 2031", "2031-03-03"),
        ("03. März 2031, 10:30 Uhr, Berlin", "2031-03-03"),
        ("Brussels, 3 March 2031 (OR. en)", "2031-03-03"),
        ("Done at Musterstadt on 3 March 2031", "2031-03-03"),
        ("Date de publication : 3 mars 2031", "2031-03-03"),
        ("FOR IMMEDIATE RELEASE | March 3, 2031", "2031-03-03"),
        ("Ministry of Ports | 3 March 2031", "2031-03-03"),
        ("Statement by the Minister of Ports, 3 March 2031", "2031-03-03"),
        ("3 March 2031 | 10:30 CET | News", "2031-03-03"),
        ("3 March 2031 - The port is opened", "2031-03-03"),
        ("Adopted by the Council of Ports at its 51st meeting, on 3 March 2031", "2031-03-03"),
        ("Issued on 3 March 2031 by the Ministry of Ports", "2031-03-03"),
        ("Herausgegeben am 3. März 2031", "2031-03-03"),
    ],
)
def test_line_of_place_label_or_issuer_and_day_is_the_documents_own(line: str, value: str) -> None:
    document = read(f"Häfen des Nordens und ihre Brücken\n\n{line}\n\n{BODY}")
    assert document.date == value
    assert document.date_source is not None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published 12 May 2031", "2031-05-12"),
        ("Veröffentlicht am 12. Mai 2031", "2031-05-12"),
        ("Last updated 12 May 2031", None),
        ("12 May 2031 was a Monday", None),
    ],
)
def test_publication_line_below_the_opening_is_taken(line: str, value: str | None) -> None:
    document = read("\n\n".join(["Ports of the north", BODY, line, *[BODY] * 80]))
    assert document.date == value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        (
            "This statement was issued on 4 May 2031 by the ministry, which will say no more about the port.",
            "2031-05-04",
        ),
        (
            "Diese Erklärung wurde am 4. Mai 2031 herausgegeben, und mehr wird zum Hafen nicht gesagt.",
            "2031-05-04",
        ),
        (
            "A report on ports was issued on 4 May 2031 by somebody else, and this text merely tells of it.",
            None,
        ),
        (
            "Der Bericht wurde am 4. Mai 2031 herausgegeben, aber von ganz anderen Leuten als diesen hier.",
            None,
        ),
    ],
)
def test_issuing_sentence_must_speak_of_its_own_document(sentence: str, value: str | None) -> None:
    assert read(f"Zum Hafen\n\n{sentence}\n").date == value


def test_line_broken_inside_a_sentence_is_no_signature() -> None:
    wrapped = (
        "The ministers met again in order to speak about the port and all of its bridges, as they had done\n"
    )
    assert read(f"Ports\n\n{wrapped}on 15 November 2031.\n").date is None
    assert read(f"Ports\n\n{wrapped.rstrip()} on\n15 November 2031.\n").date is None


def test_ambiguous_day_is_decided_by_metadata_only() -> None:
    page = "<!doctype html><html><head>{meta}</head><body><h1>Ports</h1><p>03/04/2031</p><p>{body}</p></body></html>"
    meta = '<meta property="article:published_time" content="2031-04-03T10:00:00Z">'
    decided, said = read_document(page.format(meta=meta, body=BODY).encode(), name="a.html")
    assert (decided.date, said) == ("2031-04-03", [])
    open_, told = read_document(page.format(meta="", body=BODY).encode(), name="a.html")
    assert (open_.date, [found.code for found in told]) == (None, ["document-date-ambiguous"])


def test_time_element_in_running_text_is_a_day_of_the_story() -> None:
    page = "<!doctype html><html><body><h1>Ports</h1><p>{first}</p><p>{body}</p></body></html>"
    story = f'On <time datetime="2031-04-03">that day</time> the port was shut. {BODY}'
    assert read(page.format(first=story, body=BODY), name="a.html").date is None
    line = '<time datetime="2031-04-03">yesterday</time>'
    assert read(page.format(first=line, body=BODY), name="a.html").date == "2031-04-03"


@pytest.mark.parametrize(
    "before", ["1." * 50, "1:1" * 35, "a, " * 30, "Am " * 35, "Press " * 18, "A-" * 50, "(" * 100]
)
def test_line_that_is_built_to_hang_is_read_at_once(before: str) -> None:
    started = time.process_time()
    read(f"{before} x 3 March 2031\n\n{BODY}")
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("before", "is_label"),
    [
        ("Frage von Ina M. • ", True),
        ("Question from Ina M. | ", True),
        ("Frage von Krieg und Frieden am ", False),
    ],
)
def test_opening_line_of_a_question_leaves_the_day_to_the_page(before: str, *, is_label: bool) -> None:
    assert dateline.is_label_before(before) is is_label
