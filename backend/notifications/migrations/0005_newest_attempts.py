from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("notifications", "0004_gateway_status")]

    operations = [
        AddIndexConcurrently(
            model_name="attempt",
            index=models.Index(fields=["gateway", "-ended_at"], name="attempt_newest_of_gateway"),
        ),
    ]
