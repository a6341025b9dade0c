"""The feed of changed facts, and the triggers that fill it.

Triggers see statements, not rows: a bulk update of a million people costs one join of what was
and what became. Only the columns that `jobs.snapshot` reads are compared, so a new phone number
writes nothing. The test `test_fact_changes.py` names every column.
"""

from django.db import migrations, models

PERSON, VACANCY, TAXONOMY = 1, 2, 3

# table: (kind, whom it is about, key, columns that are read)
READ = {
    "reintegration_returnee": (
        PERSON,
        "id",
        "id",
        "state home_place_id current_place_id commute_km can_relocate wage_floor wage_currency"
        " schedules education",
    ),
    "reintegration_returneeskill": (PERSON, "returnee_id", "id", "returnee_id skill_id"),
    "reintegration_returneelicence": (PERSON, "returnee_id", "id", "returnee_id licence_id"),
    "reintegration_returneelanguage": (
        PERSON,
        "returnee_id",
        "id",
        "returnee_id language_id level",
    ),
    "reintegration_workhistory": (PERSON, "returnee_id", "id", "returnee_id isco_id months"),
    "reintegration_consent": (PERSON, "returnee_id", "id", "returnee_id purpose given"),
    "jobs_application": (PERSON, "returnee_id", "id", "returnee_id vacancy_id state"),
    "jobs_vacancy": (
        VACANCY,
        "id",
        "id",
        "employer_id state isco_id country_id place_id schedule wage_from wage_to wage_period"
        " wage_currency min_experience_months min_education published_at closes_on",
    ),
    "jobs_vacancyskill": (VACANCY, "vacancy_id", "id", "vacancy_id skill_id required"),
    "jobs_vacancylicence": (VACANCY, "vacancy_id", "id", "vacancy_id licence_id"),
    "jobs_vacancylanguage": (VACANCY, "vacancy_id", "id", "vacancy_id language_id level"),
    "taxonomy_place": (TAXONOMY, "", "id", "kind parent_id country_id latitude longitude"),
    "taxonomy_skill": (TAXONOMY, "", "id", "id"),
    "taxonomy_iscogroup": (TAXONOMY, "", "code", "code"),
    "taxonomy_language": (TAXONOMY, "", "code", "code"),
    "taxonomy_licence": (TAXONOMY, "", "code", "code"),
}

NOTE = """
INSERT INTO jobs_factchange (kind, subject_id, xact, at)
SELECT DISTINCT {kind}, {subject}, pg_current_xact_id()::text::bigint, now()
"""

OF_TABLE = """
CREATE FUNCTION homeward_facts_of_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN {note} FROM (SELECT {became_owner} AS subject FROM became) AS rows;
    ELSIF TG_OP = 'DELETE' THEN {note} FROM (SELECT {was_owner} AS subject FROM was) AS rows;
    ELSE {note} FROM was JOIN became ON became.{key} = was.{key}
        CROSS JOIN LATERAL (VALUES ({was_owner}), ({became_owner})) AS rows (subject)
        WHERE ROW({was_columns}) IS DISTINCT FROM ROW({became_columns});
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER facts_inserted AFTER INSERT ON {table} REFERENCING NEW TABLE AS became
    FOR EACH STATEMENT EXECUTE FUNCTION homeward_facts_of_{table}();
CREATE TRIGGER facts_deleted AFTER DELETE ON {table} REFERENCING OLD TABLE AS was
    FOR EACH STATEMENT EXECUTE FUNCTION homeward_facts_of_{table}();
CREATE TRIGGER facts_updated AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS was NEW TABLE AS became
    FOR EACH STATEMENT EXECUTE FUNCTION homeward_facts_of_{table}();
"""

# A vacancy is open while its employer is verified.
OF_EMPLOYER = """
CREATE FUNCTION homeward_facts_of_jobs_employer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {note} FROM was JOIN became ON became.id = was.id
        JOIN jobs_vacancy AS vacancy ON vacancy.employer_id = became.id
        WHERE was.state <> became.state;
    RETURN NULL;
END $$;
CREATE TRIGGER facts_updated AFTER UPDATE ON jobs_employer
    REFERENCING OLD TABLE AS was NEW TABLE AS became
    FOR EACH STATEMENT EXECUTE FUNCTION homeward_facts_of_jobs_employer();
"""

# Of a match only "does not suit" is a fact. By row and with a condition: the millions of matches
# that a night writes never reach the function.
OF_MATCH = """
CREATE FUNCTION homeward_facts_of_jobs_match() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {note} FROM (VALUES (OLD.returnee_id), (NEW.returnee_id)) AS rows (subject)
        WHERE subject IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER facts_inserted AFTER INSERT ON jobs_match FOR EACH ROW
    WHEN (NEW.state = 'refused') EXECUTE FUNCTION homeward_facts_of_jobs_match();
CREATE TRIGGER facts_deleted AFTER DELETE ON jobs_match FOR EACH ROW
    WHEN (OLD.state = 'refused') EXECUTE FUNCTION homeward_facts_of_jobs_match();
CREATE TRIGGER facts_updated AFTER UPDATE OF state, returnee_id, vacancy_id ON jobs_match
    FOR EACH ROW WHEN (
        'refused' IN (OLD.state, NEW.state)
        AND ROW(OLD.state, OLD.returnee_id, OLD.vacancy_id)
            IS DISTINCT FROM ROW(NEW.state, NEW.returnee_id, NEW.vacancy_id)
    ) EXECUTE FUNCTION homeward_facts_of_jobs_match();
"""


def triggers(table: str, kind: int, owner: str, key: str, read: str) -> str:
    columns = read.split()
    return OF_TABLE.format(
        table=table,
        key=key,
        note=NOTE.format(kind=kind, subject="subject"),
        was_owner=f"was.{owner}" if owner else "0",
        became_owner=f"became.{owner}" if owner else "0",
        was_columns=", ".join(f"was.{column}" for column in columns),
        became_columns=", ".join(f"became.{column}" for column in columns),
    )


def added(table: str, sql: str) -> migrations.RunSQL:
    # Its triggers go with the function.
    return migrations.RunSQL(sql, f"DROP FUNCTION homeward_facts_of_{table}() CASCADE;")


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_jobs"),
        ("reintegration", "0001_spine"),
        ("taxonomy", "0001_taxonomy"),
    ]

    operations = [
        migrations.CreateModel(
            name="FactChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "person"),
                            (2, "vacancy"),
                            (3, "taxonomy"),
                            (4, "forgotten"),
                        ]
                    ),
                ),
                (
                    "subject_id",
                    models.BigIntegerField(help_text="The person's or vacancy's key, or 0"),
                ),
                (
                    "xact",
                    models.BigIntegerField(
                        help_text="Id of the transaction that changed it (xid8)"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["xact"], name="fact_change_by_xact")],
            },
        ),
        *(added(table, triggers(table, *read)) for table, read in READ.items()),
        added(
            "jobs_employer",
            OF_EMPLOYER.format(note=NOTE.format(kind=VACANCY, subject="vacancy.id")),
        ),
        added("jobs_match", OF_MATCH.format(note=NOTE.format(kind=PERSON, subject="subject"))),
    ]
