import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChatLink",
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
                (
                    "chat",
                    models.BigIntegerField(
                        help_text="Telegram's id of the private chat", unique=True
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        help_text="The sign-in's number when it was linked", max_length=16
                    ),
                ),
                (
                    "file_phone",
                    models.CharField(
                        help_text="The file's number when it was linked", max_length=16
                    ),
                ),
                ("gets_notices", models.BooleanField(default=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chat_link",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LinkToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Update",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("update_id", models.BigIntegerField(unique=True)),
                (
                    "heard",
                    models.JSONField(
                        default=dict, help_text="What of it matters, until it is answered"
                    ),
                ),
                (
                    "problem",
                    models.CharField(blank=True, help_text="Why it has no answer", max_length=32),
                ),
                ("received_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("update_id"),
                        condition=models.Q(("done_at", None)),
                        name="update_waiting",
                    ),
                    models.Index(models.F("received_at"), name="update_age"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("done_at", None), ("heard", {}), _connector="OR"),
                        name="update_is_emptied_when_done",
                    )
                ],
            },
        ),
    ]
