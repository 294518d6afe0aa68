"""The full-text index over the terms that Python makes: FTS5 kept by triggers on SQLite, GIN on PostgreSQL."""

from django.db import migrations

SQLITE = (
    (
        "CREATE VIRTUAL TABLE lagebild_site_search USING fts5(title_terms, terms, "
        "content = 'lagebild_site_searchentry', content_rowid = 'document_id', "
        "tokenize = 'unicode61 remove_diacritics 0')",
        "DROP TABLE lagebild_site_search",
    ),
    (
        "CREATE TRIGGER lagebild_site_search_insert AFTER INSERT ON lagebild_site_searchentry BEGIN "
        "INSERT INTO lagebild_site_search(rowid, title_terms, terms) "
        "VALUES (new.document_id, new.title_terms, new.terms); END",
        "DROP TRIGGER lagebild_site_search_insert",
    ),
    (
        "CREATE TRIGGER lagebild_site_search_delete AFTER DELETE ON lagebild_site_searchentry BEGIN "
        "INSERT INTO lagebild_site_search(lagebild_site_search, rowid, title_terms, terms) "
        "VALUES ('delete', old.document_id, old.title_terms, old.terms); END",
        "DROP TRIGGER lagebild_site_search_delete",
    ),
    (
        "CREATE TRIGGER lagebild_site_search_update AFTER UPDATE ON lagebild_site_searchentry BEGIN "
        "INSERT INTO lagebild_site_search(lagebild_site_search, rowid, title_terms, terms) "
        "VALUES ('delete', old.document_id, old.title_terms, old.terms); "
        "INSERT INTO lagebild_site_search(rowid, title_terms, terms) "
        "VALUES (new.document_id, new.title_terms, new.terms); END",
        "DROP TRIGGER lagebild_site_search_update",
    ),
)
POSTGRESQL = (
    (
        "CREATE INDEX lagebild_site_search_gin ON lagebild_site_searchentry USING gin "
        "((setweight(to_tsvector('simple', title_terms), 'A') || to_tsvector('simple', terms)))",
        "DROP INDEX lagebild_site_search_gin",
    ),
)


def create(apps, schema_editor):
    for statement, _undo in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for _statement, undo in reversed(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL):
        schema_editor.execute(undo)


class Migration(migrations.Migration):
    dependencies = [("lagebild_site", "0001_record")]
    operations = [migrations.RunPython(create, drop)]
