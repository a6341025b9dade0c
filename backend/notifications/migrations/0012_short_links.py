from django.db import migrations, models
from django.db.models import Q

import backend.notifications.models.links


class Migration(migrations.Migration):
    dependencies = [("notifications", "0011_alarms")]

    operations = [
        migrations.CreateModel(
            name="ShortLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=backend.notifications.models.links.new_token,
                        max_length=8,
                        unique=True,
                    ),
                ),
                (
                    "path",
                    models.CharField(help_text="On our own host", max_length=200, unique=True),
                ),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(path__startswith="/") & ~Q(path__startswith="//"),
                        name="short_link_is_of_our_host",
                    )
                ],
            },
        ),
    ]
