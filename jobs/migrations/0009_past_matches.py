"""What earlier runs had found is kept with its run; shares of a count of unlocks count their tries.

By row and with a condition: only a match that a newer run rewrites reaches the function.
"""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

KEEP = """
CREATE FUNCTION homeward_keep_past_match() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO jobs_pastmatch (match_id, run_id, score, parts, until)
    VALUES (OLD.id, OLD.run_id, OLD.score, OLD.parts, now());
    RETURN NULL;
END $$;
CREATE TRIGGER past_kept AFTER UPDATE OF run_id ON jobs_match
    FOR EACH ROW WHEN (OLD.run_id <> NEW.run_id) EXECUTE FUNCTION homeward_keep_past_match();
"""


class Migration(migrations.Migration):
    dependencies = [("jobs", "0008_unlock_counts")]

    operations = [
        migrations.AddField(
            model_name="unlockcount",
            name="tries",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text="How often its next share was begun"
            ),
        ),
        migrations.CreateModel(
            name="PastMatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("parts", models.JSONField(help_text="The points by part")),
                ("until", models.DateTimeField(help_text="When the newer run wrote")),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="past",
                        to="jobs.match",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.matchrun",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["until"], name="past_match_by_time"
                    )
                ]
            },
        ),
        migrations.RunSQL(KEEP, "DROP FUNCTION homeward_keep_past_match() CASCADE;"),
    ]
