"""The search index: folded and stemmed terms per document, made in Python so that every database finds the same."""

from collections.abc import Sequence

from django.db import connection, models

from lagebild_site.models.document import Document


class SearchEntry(models.Model):
    """A document's terms, separated by spaces; the title's terms stand apart because they weigh more."""

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    title_terms = models.TextField()
    terms = models.TextField()

    def __str__(self) -> str:
        return f"terms of {self.document_id}"


def write_search_entry(document: Document, *, title_terms: Sequence[str], terms: Sequence[str]) -> None:
    """Index a document's terms, replacing what was indexed before; the database keeps its full-text index by itself."""
    SearchEntry.objects.update_or_create(
        document=document, defaults={"title_terms": " ".join(title_terms), "terms": " ".join(terms)}
    )


def overwrite_deleted() -> None:
    """Make the database forget what was deleted: merged out of the full-text index, gone from the journal.

    Call it outside a transaction. SQLite overwrites deleted rows by setting; PostgreSQL reclaims them here.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO lagebild_site_search(lagebild_site_search) VALUES ('optimize')")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM")


def find_documents_by_terms(groups: Sequence[Sequence[str]]) -> list[int]:
    """Primary keys of the documents that hold a form of every group, the best first; empty for no group.

    Ranks by BM25 with the title weighed five times on SQLite, by `ts_rank` with weights on PostgreSQL.

    Args:
        groups: As `lagebild.text.terms.query_terms` makes them: letters and digits only, so nothing needs escaping.
    """
    if not groups:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            query = " AND ".join("(" + " OR ".join(f'"{form}"' for form in group) + ")" for group in groups)
            cursor.execute(
                "SELECT rowid FROM lagebild_site_search WHERE lagebild_site_search MATCH %s "
                "ORDER BY bm25(lagebild_site_search, 5.0, 1.0), rowid",
                [query],
            )
        else:
            query = " & ".join("(" + " | ".join(f"'{form}'" for form in group) + ")" for group in groups)
            cursor.execute(
                "SELECT document_id FROM lagebild_site_searchentry, to_tsquery('simple', %s) AS query, "
                "LATERAL (SELECT setweight(to_tsvector('simple', title_terms), 'A') "
                "|| to_tsvector('simple', terms) AS v) AS t "
                "WHERE v @@ query ORDER BY ts_rank(v, query) DESC, document_id",
                [query],
            )
        return [row[0] for row in cursor.fetchall()]
