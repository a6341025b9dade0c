import uuid

import django.contrib.postgres.fields
from django.db import migrations, models


def count_anew(apps, schema_editor):
    """Few people were told as they are; a missing count is made within a quarter of an hour."""
    apps.get_model("jobs", "CourseReach").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("jobs", "0007_one_night_at_a_time")]

    operations = [
        migrations.CreateModel(
            name="UnlockCount",
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
                    "courses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                (
                    "vacancies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        help_text="Open when it began, ascending",
                        size=None,
                    ),
                ),
                (
                    "people",
                    models.PositiveIntegerField(help_text="To be counted when it began"),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                (
                    "reached",
                    models.BigIntegerField(
                        default=0, help_text="The last person who has been counted"
                    ),
                ),
                (
                    "totals",
                    models.JSONField(
                        default=list, help_text="By region so far: unlock_totals.Kept"
                    ),
                ),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={"abstract": False},
        ),
        migrations.AlterField(
            model_name="courseunlock",
            name="counted_at",
            field=models.DateTimeField(help_text="Since when it has been so many"),
        ),
        migrations.AlterField(
            model_name="coursereach",
            name="people",
            field=models.PositiveIntegerField(
                help_text="Empty: too few to be shown, or it would give such few away", null=True
            ),
        ),
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
