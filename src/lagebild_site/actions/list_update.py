"""Fetch lists from their publishers: asked only for what is new, each look recorded."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from lagebild.errors import ConfigError, DocumentError, FetchError, SourceChangedError
from lagebild.fetch import Fetched
from lagebild.lists.package import pack_set, unpack_set
from lagebild.model.problem import Problem
from lagebild.sources import WatchedSource, find_link, load_sources
from lagebild_site.actions.archive import open_archive
from lagebild_site.actions.capture import Origin, Taken, take_list
from lagebild_site.actions.source import get_source
from lagebild_site.models import Capture, ListCheck, Source

Progress = Callable[[int, int | None], None]


class Fetch(Protocol):
    """The door for requests; `lagebild.fetch.fetch` is one."""

    def __call__(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        progress: Progress | None = None,
    ) -> Fetched:
        """Get one address, or learn that it did not change."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What one look at a publisher brought.

    Attributes:
        source: Whose list.
        outcome: `new`, `unchanged`, `held_back`, `refused` (the answer is no such list) or `failed` (no answer).
        detail: In words.
        taken: The edition, where one came; also one that the record held already.
        problems: What could not be taken as it stands.
    """

    source: WatchedSource
    outcome: str
    detail: str
    taken: Taken | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_lost(self) -> bool:
        """Whether the publisher's list could not be taken."""
        return self.outcome in {"refused", "failed"}


def choose_sources(names: list[str]) -> list[WatchedSource]:
    """The lists to fetch: those named by source, list or reader; without names, one form of every list.

    Raises:
        ConfigError: A name is none of them, or the list has no address.
    """
    lists = [source for source in load_sources() if source.list_id is not None]
    if not names:
        return [source for source in lists if source.is_default and _has_address(source)]
    chosen: list[WatchedSource] = []
    for name in names:
        found = [source for source in lists if name in {source.id, source.reader_id}]
        found = found or [source for source in lists if source.list_id == name and source.is_default]
        found = found or [source for source in lists if source.list_id == name][:1]
        if not found:
            known = ", ".join(sorted({source.list_id or "" for source in lists}))
            raise ConfigError(f"no list is named {name!r} (known: {known}).")
        if not _has_address(found[0]):
            raise ConfigError(f"{name} has no address to fetch: add its file with `lagebild lists add`.")
        chosen.extend(source for source in found if source not in chosen)
    return chosen


def _has_address(source: WatchedSource) -> bool:
    return bool(source.files) or source.page is not None


def update_list(
    source: WatchedSource, *, at: datetime, fetch: Fetch, progress: Progress | None = None
) -> Update:
    """Fetch a list if it changed, take it into the record, and record the look.

    An answer that cannot be taken leaves the last good edition in force. Nothing is raised for it.
    """
    row = get_source(source.id)
    try:
        update = _take_new(source, row, at=at, fetch=fetch, progress=progress)
    except FetchError as error:
        update = Update(source=source, outcome="failed", detail=str(error))
    except (SourceChangedError, DocumentError) as error:
        update = Update(source=source, outcome="refused", detail=str(error))
    ListCheck.objects.create(
        list_id=source.list_id or "",
        source=row,
        checked_at=at,
        outcome=update.outcome,
        detail=update.detail,
        edition=update.taken.edition if update.taken else None,
    )
    return update


def _take_new(
    source: WatchedSource, row: Source, *, at: datetime, fetch: Fetch, progress: Progress | None
) -> Update:
    last = row.captures.exclude(sha256=None).exclude(edition=None).first()
    answers = list(_fetch_files(source, last, fetch, progress))
    if all(answer.is_unchanged for _name, answer in answers):
        return Update(source=source, outcome="unchanged", detail="the publisher says that nothing changed")
    name, content = _assemble(source, answers, last)
    origin = Origin(
        name=name,
        captured_at=at,
        url=answers[0][1].requested_url,
        source=row,
        media_type="application/zip" if len(answers) > 1 else answers[0][1].media_type,
        request_head="".join(answer.request_head for _name, answer in answers),
        response_head=_join_heads(answers),
    )
    return _describe(source, take_list(content, origin, list_id=source.list_id))


def _describe(source: WatchedSource, taken: Taken) -> Update:
    edition = taken.edition
    if not taken.is_new:
        detail = f"the same bytes as captured on {taken.capture.captured_at:%Y-%m-%d}"
        return Update(source=source, outcome="unchanged", detail=detail, taken=taken)
    if edition is not None and edition.state == "held_back":
        detail = " ".join(edition.held_because)
        return Update(source=source, outcome="held_back", detail=detail, taken=taken, problems=taken.problems)
    count = edition.entry_count if edition else 0
    return Update(
        source=source, outcome="new", detail=f"{count} entries", taken=taken, problems=taken.problems
    )


def _fetch_files(
    source: WatchedSource, last: Capture | None, fetch: Fetch, progress: Progress | None
) -> Iterator[tuple[str, Fetched]]:
    """Each file of the list with its answer; a file that the publisher says is the same has no content."""
    heads = _split_heads(last.response_head) if last else {}
    for name, url in _find_files(source, fetch).items():
        head = heads.get(name, {})
        is_same_address = head.get("x-requested-url") == url
        answer = fetch(
            url,
            etag=head.get("etag") if is_same_address else None,
            last_modified=head.get("last-modified") if is_same_address else None,
            progress=progress,
        )
        yield name, answer


def _find_files(source: WatchedSource, fetch: Fetch) -> Mapping[str, str]:
    if source.page is None or source.link is None:
        return source.files
    page = fetch(source.page)
    link = find_link(page.content.decode("utf-8", errors="replace"), page.url, source.link)
    if link is None:
        raise SourceChangedError(
            f"{source.page} no longer links a file like {source.link!r}: look at the page, "
            "and add the file with `lagebild lists add`."
        )
    return {link.rsplit("/", 1)[-1]: link}


def _assemble(
    source: WatchedSource, answers: list[tuple[str, Fetched]], last: Capture | None
) -> tuple[str, bytes]:
    """The bytes of the edition and its name: one file as it came, several packed; unchanged ones from the last."""
    if len(answers) == 1:
        name, answer = answers[0]
        return name, answer.content
    held = unpack_set(open_archive().get(last.content_sha256), last.name) if last else {}
    files = {name: held[name] if answer.is_unchanged else answer.content for name, answer in answers}
    return f"{source.id}.zip", pack_set(files)


def _join_heads(answers: list[tuple[str, Fetched]]) -> str:
    """The answers' heads, each after a line that names its file and one with the address asked."""
    return "\r\n".join(
        f"X-File: {name}\r\nX-Requested-URL: {answer.requested_url}\r\n{answer.response_head}"
        for name, answer in answers
    )


def _split_heads(text: str) -> dict[str, dict[str, str]]:
    """File name to the fields of its answer, in small letters, as `_join_heads` wrote them."""
    found: dict[str, dict[str, str]] = {}
    fields: dict[str, str] = {}
    for line in text.splitlines():
        name, _, value = line.partition(": ")
        if name == "X-File":
            fields = found.setdefault(value, {})
        elif value:
            fields.setdefault(name.lower(), value)
    return found
