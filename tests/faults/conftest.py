import os
from urllib.parse import urlsplit

import pytest
from django.db import connection

from backend.embedded.place import CHECKOUT, find_place
from tests.faults.ground import schema_of


@pytest.fixture
def schema(db: None) -> str:
    """The tables of the house, as SQL: a second instead of all migrations."""
    url = urlsplit(os.environ["DATABASE_URL"])
    own = url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    return schema_of(own, find_place(CHECKOUT / "var").program("pg_dump"))
