import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models


class Migration(migrations.Migration):
    # An index built CONCURRENTLY lets the service write meanwhile, and allows no transaction.
    atomic = False

    dependencies = [
        ("reintegration", "0001_spine"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RegistrationDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answers", models.JSONField(default=dict)),
                (
                    "step",
                    models.CharField(blank=True, help_text="The last step answered", max_length=20),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registration_draft",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        AddIndexConcurrently(
            model_name="returnee",
            index=GinIndex(SearchVector("name_key", config="simple"), name="returnee_by_words"),
        ),
    ]
