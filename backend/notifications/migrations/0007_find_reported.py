from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("notifications", "0006_reports_and_costs")]

    operations = [
        AddIndexConcurrently(
            model_name="attempt",
            index=models.Index(
                F("gateway"),
                F("provider_reference"),
                name="attempt_by_reference",
                condition=~Q(provider_reference=""),
            ),
        ),
        AddIndexConcurrently(
            model_name="message",
            index=models.Index(
                F("sent_at"),
                name="message_unreported",
                condition=Q(state__in=["accepted", "sent"]),
            ),
        ),
    ]
