"""One test database with the taxonomy in it, made once and copied for every worker.

To migrate and to load 70,000 titles takes as long as two hundred tests; a copy takes less than a
second. The original stays in the server between runs. Its comment is a fingerprint of the files
it was made from: with any other, or cut off before it got one, it is made anew.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

NAME = "test_homeward_template"
ADVISORY_LOCK = 0x7A0_0002
# Besides the migrations: what those of ours call, and what loads the taxonomy.
ALSO_MADE_FROM = ("backend/lib", "backend/taxonomy")


@contextmanager
def held() -> Iterator[str]:
    """The name of the template, which nobody else changes or copies inside the block."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as guard:
        guard.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        wanted = fingerprint(sources())
        if _comment(guard) != wanted:
            _make()
            guard.execute(f"COMMENT ON DATABASE {NAME} IS '{wanted}'")
        yield NAME


def fingerprint(files: Iterable[Path]) -> str:
    """A hash over names and contents of files, in whatever order they come."""
    digest = hashlib.sha256()
    for path in sorted(files):
        content = path.read_bytes()
        name = "/".join(path.parts[-3:])
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def sources() -> Iterator[Path]:
    """Every file that has a say in what the template holds."""
    for app in apps.get_app_configs():
        yield from Path(app.path, "migrations").glob("*.py")
    for folder in ALSO_MADE_FROM:
        for path in Path(settings.ROOT, folder).rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                yield path


def _comment(guard: psycopg.Connection) -> str | None:
    found = guard.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [NAME]
    ).fetchone()
    return found[0] if found else None


def _make() -> None:
    usual, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    own = test["NAME"]
    test["NAME"] = NAME
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        call_command("load_taxonomy", verbosity=0)
        connection.close()  # a database in use cannot be copied
    finally:
        test["NAME"] = own
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = usual
