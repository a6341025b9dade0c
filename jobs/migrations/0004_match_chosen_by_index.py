from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0003_notice_certificate")]

    operations = [
        AddIndexConcurrently(
            model_name="match",
            index=models.Index(
                fields=["chosen_by"],
                name="match_chosen_by",
                condition=models.Q(chosen_by__isnull=False),
            ),
        ),
    ]
