"""Migration operation that makes a table append-only inside PostgreSQL itself.

A rule kept by a trigger holds for bulk updates, raw SQL and a colleague's shell alike.
"""

from django.db.migrations.operations import RunSQL

FUNCTION = """
CREATE OR REPLACE FUNCTION homeward_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('homeward.erasing', true) = 'on' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""


def append_only(table: str) -> RunSQL:
    """Refuse UPDATE and DELETE on `table`.

    `SET LOCAL homeward.erasing = 'on'` opens it for one transaction: the lawful erasure
    of a person is the only thing that may use it.
    """
    return RunSQL(
        sql=FUNCTION + f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION homeward_refuse_change();",
        reverse_sql=f"DROP TRIGGER append_only ON {table};",
    )
