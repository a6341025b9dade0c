import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Now


def end_dead_nights(apps, schema_editor):
    """A night of the old kind has no shards to go on with: its worker ends with this release."""
    nights = apps.get_model("jobs", "MatchRun").objects.filter(trigger="nightly", state="running")
    nights.update(state="failed", finished_at=Now())


POINTS = (
    "required",
    "wished",
    "occupation",
    "experience",
    "education",
    "wage",
    "distance",
    "recency",
)


class Migration(migrations.Migration):
    dependencies = [("jobs", "0005_course_unlocks")]

    operations = [
        migrations.AddField(
            model_name="matchrun",
            name="facts_moment",
            field=models.TextField(
                db_default="", default="", help_text="As of when its facts are: Version"
            ),
        ),
        migrations.AddField(
            model_name="matchrun",
            name="facts_last",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="matchrun",
            name="end_tries",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text="How often its end was begun"
            ),
        ),
        migrations.CreateModel(
            name="MatchShard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shards",
                        to="jobs.matchrun",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        max_length=8, choices=[("people", "people"), ("openings", "openings")]
                    ),
                ),
                ("first_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField(help_text="The last that belongs to it")),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "found_at",
                    models.DateTimeField(null=True, help_text="When all it had to find was staged"),
                ),
                (
                    "merged_at",
                    models.DateTimeField(
                        null=True, help_text="Shards of people: its matches stand"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["run", "kind", "first_id"], name="shard_once"),
                    models.CheckConstraint(
                        condition=Q(first_id__lte=F("last_id")), name="shard_is_a_range"
                    ),
                    models.CheckConstraint(
                        condition=Q(merged_at__isnull=True) | Q(found_at__isnull=False),
                        name="merged_shard_was_found",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="MatchFound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="jobs.matchrun",
                    ),
                ),
                ("returnee_id", models.BigIntegerField()),
                ("vacancy_id", models.BigIntegerField()),
                ("score", models.SmallIntegerField()),
                *((part, models.SmallIntegerField()) for part in POINTS),
            ],
            options={
                "indexes": [
                    models.Index(fields=["run", "returnee_id", "vacancy_id"], name="found_of_run")
                ]
            },
        ),
        migrations.RunPython(end_dead_nights, migrations.RunPython.noop),
    ]
