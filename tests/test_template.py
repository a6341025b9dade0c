"""A copy of the template is as good as a database made anew, while its sources are the same."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from backend.taxonomy.models import OccupationTitle
from tests import template


def test_a_file_that_changes_goes_or_comes_makes_the_template_anew(tmp_path: Path) -> None:
    first, second = tmp_path / "0001_a.py", tmp_path / "0002_b.py"
    first.write_text("one")
    second.write_text("two")
    seen = {template.fingerprint([first]), template.fingerprint([first, second])}
    assert template.fingerprint([second, first]) in seen
    second.write_text("too")
    seen.add(template.fingerprint([first, second]))
    seen.add(template.fingerprint([second]))
    assert len(seen) == 4


@pytest.mark.parametrize(
    "name",
    [
        "jobs/migrations/0001_jobs.py",
        "backend/lib/append_only.py",
        "backend/taxonomy/loading.py",
        "backend/taxonomy/data/built/titles.csv.gz",
        "backend/taxonomy/data/written/skills.csv",
    ],
)
def test_migrations_and_the_taxonomy_with_its_data_are_looked_at(name: str) -> None:
    assert Path(settings.ROOT, name) in set(template.sources())


def test_migrations_of_the_packages_are_looked_at_too() -> None:
    assert {"auth", "mfa"} <= {path.parents[1].name for path in template.sources()}


@pytest.mark.django_db
def test_tests_work_on_a_copy_and_not_on_the_template() -> None:
    assert connection.settings_dict["NAME"] != template.NAME
    assert OccupationTitle.objects.exists()
