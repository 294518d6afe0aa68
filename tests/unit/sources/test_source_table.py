"""What to watch is data that holds together."""

from lagebild.sources import load_sources


def test_sources_are_ungraded_until_a_person_graded_them() -> None:
    assert {source.reliability for source in load_sources()} == {"F"}


def test_un_list_is_watched_daily_in_full() -> None:
    found = next(source for source in load_sources() if source.id == "un-sc-consolidated")
    assert (found.type, found.speaks, found.every_hours, found.may_show) == ("list", "UNSC", 24, "full_text")
    assert found.url == "https://scsanctions.un.org/resources/xml/en/consolidated.xml"


def test_source_without_a_rule_is_shown_by_quotes_only() -> None:
    assert next(source for source in load_sources() if source.id == "jp-mofa").may_show == "quote_only"
