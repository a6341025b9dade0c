from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0010_protected_and_copied")]

    operations = [
        AddIndexConcurrently(
            model_name="vacancy",
            index=models.Index(
                fields=["copied_from"],
                name="vacancy_copies",
                condition=Q(copied_from__isnull=False),
            ),
        ),
        AddIndexConcurrently(
            model_name="application",
            index=models.Index(
                fields=["created_at"],
                name="application_to_remind_of",
                condition=Q(state__in=["sent", "seen"], reminded_at=None),
            ),
        ),
    ]
