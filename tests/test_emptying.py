"""What a test with real transactions has written is gone before the next one."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.management import call_command

from backend.taxonomy.models import OccupationTitle
from jobs.models import FactChange, Match
from reintegration.models import Consent
from tests import emptying


@pytest.mark.django_db(transaction=True)
def test_every_row_goes_but_those_that_no_test_writes(match: Match) -> None:
    assert Consent.objects.exists()  # append-only, and a file that matching keeps watch on
    permissions = Permission.objects.count()
    call_command("flush", interactive=False, verbosity=0)
    models = apps.get_models(include_auto_created=True)
    left = {model._meta.db_table for model in models if model._base_manager.exists()}
    assert [table for table in left if not table.startswith(emptying.KEPT)] == []
    assert not FactChange.objects.exists()
    assert OccupationTitle.objects.exists()
    assert Permission.objects.count() == permissions > 0
