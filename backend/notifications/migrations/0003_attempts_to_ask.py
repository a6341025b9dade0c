from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("notifications", "0002_settling")]

    operations = [
        AddIndexConcurrently(
            model_name="attempt",
            index=models.Index(
                models.F("ask_at"),
                name="attempt_to_ask",
                condition=models.Q(ask_at__isnull=False),
            ),
        ),
    ]
