import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0007_find_reported")]

    operations = [
        migrations.CreateModel(
            name="CallbackRefusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gateway", models.CharField(max_length=32)),
                ("why", models.CharField(help_text="The adapter's code", max_length=40)),
                ("day", models.DateField(help_text="UTC")),
                ("times", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gateway", "why", "day"), name="refusal_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InboundSms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("gateway", models.CharField(max_length=32)),
                (
                    "digest",
                    models.CharField(help_text="SHA-256 of what makes it this SMS", max_length=64),
                ),
                ("phone", models.CharField(db_index=True, help_text="E.164", max_length=16)),
                ("text", models.TextField(blank=True)),
                (
                    "sent_to",
                    models.CharField(
                        blank=True, help_text="Our number, if it is told", max_length=32
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True, help_text="Its name at the gateway", max_length=128
                    ),
                ),
                ("look_at", models.DateTimeField(null=True)),
                ("looks", models.PositiveSmallIntegerField(default=0)),
                (
                    "answers",
                    models.ForeignKey(
                        help_text="The newest message to this phone, if there was one lately",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replies",
                        to="notifications.message",
                    ),
                ),
            ],
            options={
                "verbose_name": "inbound SMS",
                "verbose_name_plural": "inbound SMS",
                "indexes": [
                    models.Index(
                        models.F("look_at"),
                        condition=models.Q(("look_at__isnull", False)),
                        name="inbound_to_read",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("gateway", "digest"), name="inbound_once")
                ],
            },
        ),
    ]
