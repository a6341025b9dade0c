from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("notifications", "0008_inbound")]

    operations = [
        AddIndexConcurrently(
            model_name="message",
            index=models.Index(
                fields=["phone", "-sent_at"],
                name="message_newest_of_phone",
                condition=Q(sent_at__isnull=False),
            ),
        ),
    ]
