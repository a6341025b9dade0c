from django.db import migrations, models
from django.db.models import Q

# As Django would write it, but without keeping every other run from beginning meanwhile.
MAKE = """
CREATE UNIQUE INDEX CONCURRENTLY one_night_at_a_time ON jobs_matchrun ("trigger")
WHERE (state = 'running' AND "trigger" = 'nightly')
"""
DROP = "DROP INDEX CONCURRENTLY IF EXISTS one_night_at_a_time"


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0006_nights_in_shards")]

    operations = [
        migrations.SeparateDatabaseAndState(
            # Dropped first: an attempt that failed leaves an index that does not hold.
            database_operations=[
                migrations.RunSQL(DROP, migrations.RunSQL.noop),
                migrations.RunSQL(MAKE, DROP),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="matchrun",
                    constraint=models.UniqueConstraint(
                        fields=["trigger"],
                        condition=Q(trigger="nightly", state="running"),
                        name="one_night_at_a_time",
                    ),
                )
            ],
        ),
        migrations.AlterField(
            model_name="match",
            name="score",
            field=models.PositiveSmallIntegerField(help_text="0 to 10,800, see docs/matching.md"),
        ),
    ]
