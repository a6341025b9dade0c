"""A database for one bench: made with all migrations, dropped at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django


@contextmanager
def scratch_database(name: str, *, taxonomy: bool = True) -> Iterator[None]:
    """Django's default connection leads to `homeward_<name>` inside. One of that name at a time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings.test")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  apps must be ready
    from django.db import connection  # noqa: PLC0415

    usual = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"] |= {"NAME": f"homeward_{name}", "SERIALIZE": False}
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        if taxonomy:
            call_command("load_taxonomy", verbosity=0)
        yield
    finally:
        connection.creation.destroy_test_db(usual, verbosity=0)
