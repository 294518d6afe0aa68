"""The sources that a workspace watches, from the project's data and the operator's."""

from urllib.parse import urlsplit

from django.db import transaction

from lagebild.errors import ConfigError
from lagebild.sources import load_sources
from lagebild_site.models import Source


@transaction.atomic
def load_known_sources() -> int:
    """Add the project's known sources that the workspace lacks; returns how many were added.

    What an operator changed in a source stays.
    """
    added = 0
    for known in load_sources():
        _source, is_new = Source.objects.get_or_create(
            slug=known.id,
            defaults={
                "name": known.title,
                "state": known.speaks or "",
                "url": known.url,
                "reliability": known.reliability,
                "may_show": known.may_show,
            },
        )
        added += is_new
    return added


def find_source_of(url: str) -> Source | None:
    """The known source that publishes on the host of an address, or None; of several, the most specific address."""
    host = urlsplit(url).hostname
    if not host:
        return None
    load_known_sources()
    same = [source for source in Source.objects.exclude(url="") if urlsplit(source.url).hostname == host]
    return max(same, key=lambda source: (url.startswith(source.url), len(source.url)), default=None)


def get_source(slug: str) -> Source:
    """The source of a slug; the project's known ones are added when first asked for.

    Raises:
        ConfigError: There is none of that name.
    """
    found = Source.objects.filter(slug=slug).first()
    if found is None:
        load_known_sources()
        found = Source.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Source.objects.values_list("slug", flat=True))
        raise ConfigError(f"no source is named {slug!r} (known: {known}).")
    return found
