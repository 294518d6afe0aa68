"""Sources are graded by recorded decisions, and what was watched is noted with its gaps."""

from datetime import date

import pytest

from lagebild.errors import ConfigError, RuleError
from lagebild_site.actions import sample
from lagebild_site.actions.capture import Origin, take_input
from lagebild_site.actions.person import get_person
from lagebild_site.actions.report import publish_report
from lagebild_site.actions.source import (
    Grade,
    add_source,
    assign_source,
    find_source_of,
    get_source,
    grade_source,
    load_known_sources,
    watch_source,
)
from lagebild_site.actions.verification import verify_workspace
from lagebild_site.cli.stages import run_stages
from lagebild_site.models import Coverage, Decision, Source

pytestmark = pytest.mark.django_db(transaction=True)


def test_unknown_source_is_shown_as_quotes_and_graded_by_a_decision(analyst, at):
    source = add_source("city-desk", name="City desk", url="https://desk.example.org/", state="DE")
    assert (source.reliability, source.may_show) == ("F", "quote_only")
    grade_source(source, Grade(reliability="B"), person=analyst, note={"en": "Reliable so far"}, at=at)
    grade_source(source, Grade(may_show="full_text"), person=analyst, note={}, at=at)
    source.refresh_from_db()
    assert (source.reliability, source.may_show) == ("B", "full_text")
    assert list(Decision.objects.values_list("kind", "subject")) == [
        ("grade_source", "source:city-desk B quote_only"),
        ("grade_source", "source:city-desk B full_text"),
    ]
    assert verify_workspace().damaged == []


def test_grade_that_does_not_exist_and_stranger_are_refused(analyst, at, django_user_model):
    source = add_source("city-desk", name="City desk", url="", state="")
    with pytest.raises(RuleError, match="none of A, B"):
        grade_source(source, Grade(reliability="G"), person=analyst, note={}, at=at)
    stranger = django_user_model.objects.create_user("stranger")
    with pytest.raises(RuleError, match="may not decide"):
        grade_source(source, Grade(reliability="A"), person=stranger, note={}, at=at)
    assert Source.objects.get(slug="city-desk").reliability == "F"
    assert not Decision.objects.exists()


def test_add_source_twice_or_with_another_form_of_slug_is_refused():
    add_source("city-desk", name="City desk", url="", state="")
    with pytest.raises(ConfigError, match="there already"):
        add_source("city-desk", name="Other", url="", state="")
    with pytest.raises(ConfigError, match="use small letters"):
        add_source("City Desk", name="Other", url="", state="")


def test_watch_source_needs_a_state_and_intervals():
    stateless = add_source("blog", name="Blog", url="", state="")
    with pytest.raises(ConfigError, match="speaks for no state"):
        watch_source(stateless, watched_from=date(2025, 1, 1), watched_to=None)
    source = add_source("city-desk", name="City desk", url="", state="DE")
    with pytest.raises(ConfigError, match="no interval"):
        watch_source(source, watched_from=date(2025, 2, 1), watched_to=date(2025, 1, 1))
    with pytest.raises(ConfigError, match="no interval"):
        watch_source(source, watched_from=date(2025, 1, 1), watched_to=None, gaps=["2025-01-05"])
    watch_source(source, watched_from=date(2025, 1, 1), watched_to=None, gaps=["2025-01-05/2025-01-06"])
    watch_source(source, watched_from=date(2025, 1, 1), watched_to=date(2025, 3, 1))
    assert [(str(c.watched_from), str(c.watched_to), c.gaps) for c in Coverage.objects.all()] == [
        ("2025-01-01", "2025-03-01", [])
    ]


def test_find_source_of_an_address_by_its_host():
    load_known_sources()
    assert find_source_of("https://www.auswaertiges-amt.de/de/newsroom/x").slug == "de-aa"
    assert find_source_of("https://auswaertiges-amt.de.example.org/") is None
    assert find_source_of("") is None
    with pytest.raises(ConfigError, match="no source is named"):
        get_source("nobody")


def test_assign_source_decides_what_may_be_shown(analyst, at):
    taken = take_input(
        b"A note on barges.\n\nThe barges had no lights.\n", Origin(name="note.txt", captured_at=at)
    )
    assert taken.capture.may_show == "quote_only"
    source = add_source("city-desk", name="City desk", url="", state="DE")
    grade_source(source, Grade(may_show="full_text"), person=analyst, note={}, at=at)
    assign_source(taken.capture, source, person=analyst, note={}, at=at)
    taken.capture.refresh_from_db()
    assert taken.capture.may_show == "full_text"
    assert verify_workspace().damaged == []


def test_less_to_show_takes_published_reports_back(workspace, at):
    record = sample.read_record()
    sample.load_inputs(record)
    run_stages()
    sample.load_decisions(record)
    report = publish_report(person=get_person("ben"), at=at)
    source = report.findings.first().evidence.first().annotation.document.capture.source
    grade_source(source, Grade(reliability="C"), person=get_person("ada"), note={}, at=at)
    assert (workspace.reports / "1").exists()
    grade_source(source, Grade(may_show="quote_only"), person=get_person("ada"), note={}, at=at)
    report.refresh_from_db()
    assert report.withdrawn_at == at
    assert not (workspace.reports / "1").exists()
