"""Made-up people and vacancies by the million, straight into the tables.

PostgreSQL makes the rows itself, the same ones every time. Foreign keys and the feed of changes
are not told: this is for scratch databases only. Phones are of the example range.
"""

from django.db import connection, transaction

EMPLOYERS = 500

# `dice(who, which, sides)` is a whole number below `sides`; `few` prefers small ones.
TOOLS = """
CREATE OR REPLACE FUNCTION dice(who bigint, which int, sides int) RETURNS int LANGUAGE sql IMMUTABLE
    RETURN (hashint8extended(who, which) & 2147483647) % sides;
CREATE OR REPLACE FUNCTION few(who bigint, which int, sides int) RETURNS int LANGUAGE sql IMMUTABLE
    RETURN floor(sides * power(dice(who, which, 65536) / 65536.0, 2.5));
CREATE OR REPLACE FUNCTION example_phone(who bigint) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN '+1' || (201 + who / 10000) || '555' || lpad((who % 10000)::text, 4, '0');
CREATE TEMP TABLE trade AS
    SELECT row_number() OVER (ORDER BY hashtext(isco_id)) - 1 AS n, isco_id AS isco,
        array_agg(skill_id ORDER BY weight DESC, skill_id) AS skills
    FROM taxonomy_occupationskill GROUP BY isco_id HAVING count(*) >= 10;
CREATE TEMP TABLE town AS
    SELECT row_number() OVER (ORDER BY country_id <> 'KG', population DESC NULLS LAST, id) - 1 AS n,
        id, country_id AS country
    FROM taxonomy_place WHERE kind = 'settlement';
ANALYZE trade;
ANALYZE town;
SET LOCAL session_replication_role = replica;
"""

USERS = """
INSERT INTO accounts_user (id, public_id, created_at, updated_at, password, is_superuser, phone,
    name, role, language, is_active, session_seed)
SELECT g, gen_random_uuid(), now(), now(), '!', false, example_phone(g),
    'Made Up', 'returnee', 'ru', true, gen_random_uuid()
FROM generate_series(1, %(people)s) AS g
"""

RETURNEES = """
INSERT INTO reintegration_returnee (id, public_id, created_at, updated_at, user_id, state,
    given_names, family_name, name_key, sex, birth_year, language, phone, phone_owner,
    contact_days, home_place_id, return_kind, education, wage_floor, wage_currency, commute_km,
    can_relocate, schedules)
SELECT g, gen_random_uuid(), now(), now(), g,
    CASE dice(g, 1, 10) WHEN 0 THEN 'placed' ELSE 'active' END,
    'Made', 'Up', 'made up ' || g, 'female', 1960 + dice(g, 2, 45), 'ru',
    example_phone(g), 'self', '{}', town.id, '', dice(g, 3, 7),
    CASE dice(g, 4, 5) WHEN 0 THEN NULL ELSE 20000 + 5000 * dice(g, 5, 6) END, 'KGS',
    (ARRAY[5, 15, 30, 60])[1 + dice(g, 6, 4)], dice(g, 7, 4) = 0,
    CASE dice(g, 8, 4) WHEN 0 THEN '{full,shifts}'::varchar(8)[] ELSE '{}' END
FROM generate_series(1, %(people)s) AS g
    JOIN town ON town.n = few(g, 9, (SELECT count(*) FROM town)::int)
"""

SKILLS = """
INSERT INTO reintegration_returneeskill (returnee_id, skill_id, source)
SELECT g, skills[1 + (dice(g, 11, 100) + one) %% cardinality(skills)], 'self'
FROM generate_series(1, %(people)s) AS g
    JOIN trade ON trade.n = few(g, 10, (SELECT count(*) FROM trade)::int),
    generate_series(1, 9) AS one
"""

WORK = """
INSERT INTO reintegration_workhistory (returnee_id, isco_id, title, months)
SELECT g, isco, '', 3 + dice(g, 12 + one, 120)
FROM generate_series(1, %(people)s) AS g CROSS JOIN generate_series(0, 2) AS one
    JOIN trade ON trade.n = few(g, 10 + 7 * one, (SELECT count(*) FROM trade)::int)
WHERE one <= dice(g, 16, 3)
"""

LANGUAGES = """
INSERT INTO reintegration_returneelanguage (returnee_id, language_id, level)
SELECT g, (ARRAY['ky', 'ru', 'en'])[one], (ARRAY['A2', 'B1', 'B2', 'C1'])[1 + dice(g, 20 + one, 4)]
FROM generate_series(1, %(people)s) AS g, generate_series(1, 3) AS one
WHERE one <= 2 + dice(g, 24, 2)
"""

LICENCES = """
INSERT INTO reintegration_returneelicence (returnee_id, licence_id)
SELECT g, (SELECT array_agg(code ORDER BY rank, code) FROM taxonomy_licence)[1 + few(g, 25, 15)]
FROM generate_series(1, %(people)s) AS g WHERE dice(g, 26, 2) = 0
"""

CONSENTS = """
INSERT INTO reintegration_consent (returnee_id, purpose, given, text_version, language, at)
SELECT g, purpose, dice(g, 27, 20) > 0, 'bench', 'ru', now()
FROM generate_series(1, %(people)s) AS g,
    unnest(ARRAY['programme', 'matching', 'employers', 'messages']) AS purpose
"""

EMPLOYER_ROWS = """
INSERT INTO jobs_employer (id, public_id, created_at, updated_at, name, tax_number, country_id,
    place_id, address, contact_name, contact_phone, state, decided_at, decided_by_id,
    decision_reason)
SELECT g, gen_random_uuid(), now(), now(), 'Firm ' || g, lpad(g::text, 14, '0'), country, town.id,
    '', 'Made Up', '+996312123456', 'verified', now(), 1, ''
FROM generate_series(1, %(employers)s) AS g JOIN town ON town.n = dice(g, 31, 20)
"""

VACANCIES = """
INSERT INTO jobs_vacancy (id, public_id, created_at, updated_at, employer_id, state, title, isco_id,
    description, openings, place_id, country_id, schedule, wage_from, wage_currency, wage_period,
    min_experience_months, min_education, housing, written_contract, published_at, decision_reason)
SELECT g, gen_random_uuid(), now(), now(), 1 + g %% %(employers)s, 'published', 'Made up', isco,
    'Made up', 1 + dice(g, 41, 5), town.id, country,
    (ARRAY['full', 'part', 'shifts'])[1 + few(g, 42, 3)],
    20000 + 5000 * dice(g, 43, 10), 'KGS', 'month', 12 * dice(g, 44, 4),
    nullif(dice(g, 45, 5), 4), false, true, now() - dice(g, 46, 40) * interval '1 day', ''
FROM generate_series(1, %(vacancies)s) AS g
    JOIN trade ON trade.n = few(g, 47, (SELECT count(*) FROM trade)::int)
    JOIN town ON town.n = few(g, 48, (SELECT count(*) FROM town)::int)
"""

ASKED = """
INSERT INTO jobs_vacancyskill (vacancy_id, skill_id, required)
SELECT g, skills[1 + (dice(g, 51, 100) + one) %% cardinality(skills)], one <= 5
FROM generate_series(1, %(vacancies)s) AS g
    JOIN trade ON trade.n = few(g, 47, (SELECT count(*) FROM trade)::int),
    generate_series(1, 8) AS one;
INSERT INTO jobs_vacancylicence (vacancy_id, licence_id)
SELECT g, (SELECT array_agg(code ORDER BY rank, code) FROM taxonomy_licence)[1 + few(g, 52, 15)]
FROM generate_series(1, %(vacancies)s) AS g WHERE dice(g, 53, 5) = 0;
INSERT INTO jobs_vacancylanguage (vacancy_id, language_id, level)
SELECT g, (ARRAY['ru', 'en'])[1 + few(g, 54, 2)], 'B1'
FROM generate_series(1, %(vacancies)s) AS g WHERE dice(g, 55, 5) = 0
"""

PARTS = (
    USERS, RETURNEES, SKILLS, WORK, LANGUAGES, LICENCES, CONSENTS, EMPLOYER_ROWS, VACANCIES, ASKED,
)  # fmt: skip

# Kept back until all rows are there: an index is built faster than it is grown.
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid::regclass::text ~ '^(accounts_user|reintegration_|jobs_)'
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


NEXT_KEY = "SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"


def fill(people: int, vacancies: int) -> None:
    """People and vacancies with the keys 1, 2, 3 … into a migrated, empty database."""
    numbers = {"people": people, "vacancies": vacancies, "employers": EMPLOYERS}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TOOLS)
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for part in PARTS:
            cursor.execute(part, numbers)
        for _, definition in indexes:
            cursor.execute(definition)
        for table in ("accounts_user", "reintegration_returnee", "jobs_employer", "jobs_vacancy"):
            cursor.execute(NEXT_KEY.format(table=table))
        cursor.execute("DROP TABLE trade, town")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
