"""Answers about lists as sentences in German and English; each names the edition that it rests on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import get_month_names

from lagebild.model.coverage import Delisted, Lag, ListAnswer, ListedSince, SimilarEntry

_WORDS = Path(__file__).parent / "data" / "coverage.json"


def describe_answer(answer: ListAnswer, lang: str, *, names: Mapping[str, str] | None = None) -> str:
    """The answer in one or more sentences without the authority's name before it.

    Args:
        answer: What the editions held say.
        lang: `de` or `en`.
        names: Shown names of authorities by id, already in that language; the id stands where one is missing.

    Raises:
        ValueError: No words are known for the language.
    """
    return _Teller.of(lang, names).tell(answer)


def describe_since(since: ListedSince, lang: str) -> str:
    """Since when something is listed, in a phrase; contradictions are not part of it.

    Raises:
        ValueError: No words are known for the language.
    """
    return _Teller.of(lang, None).tell_since(since)


def describe_lag(lag: Lag, lang: str, *, names: Mapping[str, str] | None = None) -> str:
    """How many days after another authority, in a phrase.

    Raises:
        ValueError: No words are known for the language.
    """
    return _Teller.of(lang, names).tell_lag(lag)


@cache
def _read_words() -> dict[str, Any]:
    words: dict[str, Any] = json.loads(_WORDS.read_text("utf-8"))
    return words


@dataclass(frozen=True, slots=True)
class _Teller:
    lang: str
    words: Mapping[str, Any]
    names: Mapping[str, str]

    @classmethod
    def of(cls, lang: str, names: Mapping[str, str] | None) -> "_Teller":
        words = _read_words()
        if lang not in words:
            raise ValueError(f"no words for the language {lang!r}; there are {', '.join(sorted(words))}")
        return cls(lang, words[lang], names or {})

    def tell(self, answer: ListAnswer) -> str:
        parts = [self.tell_state(answer), *self.tell_editions(answer)]
        if answer.since and answer.state in ("not_on_list_of", "no_list_held", "through"):
            parts.append(self.words["later"].format(since=self.tell_since(answer.since)))
        sentences = ["; ".join(parts)]
        if answer.since:
            sentences += [
                self.words["conflict"][item.code].format(
                    value=self.show(item.value), field=item.field, against=self.show(item.against)
                )
                for item in answer.since.conflicts
            ]
        sentences += [self.tell_similar(entry) for entry in answer.similar]
        sentences += [self.tell_via(via) for via in answer.via]
        return ". ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences) + "."

    def tell_state(self, answer: ListAnswer) -> str:
        if (
            answer.edition is None
            and answer.next_edition is None
            and answer.state in ("no_list_held", "through")
        ):
            key = "none_held" if answer.state == "no_list_held" else "through_none"
            return str(self.words[key])
        since = self.tell_since(answer.since) if answer.since else ""
        ended = self.tell_ended(answer.delisted) if answer.delisted else ""
        if (
            answer.state == "came_between"
        ):  # what the two editions tell follows; an act's bound is more than that
            since = f"; {since}" if answer.since and answer.since.field else ""
        if answer.state == "went_between":
            ended = f"; {ended}" if answer.delisted and answer.delisted.value else ""
        return str(self.words["state"][answer.state].format(since=since, ended=ended))

    def tell_since(self, since: ListedSince) -> str:
        key = "edition" if since.field is None else "act" if since.act else "field"
        bound = self.words["bound"][key].format(field=since.field, act=since.act)
        return str(
            self.words["since"][since.kind].format(
                value=self.show(since.value),
                field=since.field,
                earliest=self.show(since.earliest),
                latest=self.show(since.latest),
                bound=bound,
            )
        )

    def tell_ended(self, ended: Delisted) -> str:
        key = "stated" if ended.value else "editions"
        return str(
            self.words["ended"][key].format(
                value=self.show(ended.value),
                field=ended.field,
                last_present=self.show(ended.last_present),
                first_gone=self.show(ended.first_gone),
            )
        )

    def tell_similar(self, entry: SimilarEntry) -> str:
        """Which entry has a similar name and how alike, in whole per cent: rounded down, so that 100 is the same."""
        return str(
            self.words["similar"]["delisted" if entry.state == "delisted" else "same"].format(
                matched=entry.matched_name,
                listing_id=entry.listing_id,
                score=int(entry.score * 100),
                since=self.tell_since(entry.since) if entry.since else "",
            )
        )

    def tell_editions(self, answer: ListAnswer) -> list[str]:
        """On which of the two editions around the day the entry is; nothing where none is held."""
        if answer.edition is None and answer.next_edition is None:
            return []
        if answer.delisted and not answer.delisted.value and answer.edition == answer.delisted.first_gone:
            return []  # the phrase about the end names both editions
        is_next = self.words["on" if answer.is_on_next else "not_on"]
        if answer.state == "unclear":
            key = "asked"
        elif answer.edition is None:
            key = "next"
        elif answer.next_edition is None:
            key = "one"
        elif answer.is_on_edition == answer.is_on_next:
            key, is_next = "same", self.words["also_on" if answer.is_on_next else "nor_on"]
        else:
            key = "went" if answer.is_on_edition else "came"
        return [
            self.words["editions"][key].format(
                edition=self.show(answer.edition),
                next_edition=self.show(answer.next_edition),
                age=self.count(self.words["age"], answer.age_days or 0),
                is_on=self.words["on" if answer.is_on_edition else "not_on"],
                is_next=is_next,
            )
        ]

    def tell_via(self, via: ListAnswer) -> str:
        channel = via.channel
        articles = (
            ", ".join(article for ground in channel.grounds for article in ground.articles) if channel else ""
        )
        answer = self.tell(via).removesuffix(".")
        return str(
            self.words["via"][(channel.effect if channel else None) or "obliges"].format(
                authority=self.names.get(via.authority, via.authority),
                articles=articles,
                answer=answer[:1].lower() + answer[1:],
            )
        )

    def tell_lag(self, lag: Lag) -> str:
        words = self.words["lag"]
        after = self.names.get(lag.after, lag.after)
        low, high = lag.at_least, lag.at_most
        if low is not None and low == high:
            return str(words["exact" if low else "same"].format(days=self.count_days(low), after=after))
        if low is not None and high is not None:
            if low < 0:
                key, days = "open", self.count(self.words["days_dative"], -low)
                return str(words[key].format(low=days, high=self.count_days(high), after=after))
            return str(words["range"].format(low=low, high=self.count_days(high), after=after))
        if low is not None and low > 0:
            return str(words["at_least"].format(days=self.count_days(low), after=after))
        if high is not None:
            return str(words["at_most"].format(days=self.count_days(high), after=after))
        return str(words["unknown"].format(after=after))

    def count_days(self, days: int) -> str:
        return self.count(self.words["days"], days)

    def count(self, forms: Mapping[str, str], days: int) -> str:
        return forms.get(str(days), forms["n"]).format(days=f"{days:,}".replace(",", "\u202f"))

    def show(self, iso: str | None) -> str:
        """An ISO 8601 prefix in words, as short as it is; empty for None."""
        if iso is None:
            return ""
        year, *rest = iso.split("-")
        if not rest:
            return year
        month = get_month_names("wide", "format", self.lang)[int(rest[0])]
        if len(rest) == 1:
            return f"{month} {year}"
        return str(self.words["day"].format(day=int(rest[1]), month=month, year=year))
