import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_fact_changes")]

    operations = [
        migrations.AddField(
            model_name="matchrun",
            name="notice_value",
            field=models.BigIntegerField(null=True, help_text="Points of whom it chose to tell"),
        ),
        migrations.AddField(
            model_name="matchrun",
            name="notice_bound",
            field=models.BigIntegerField(null=True, help_text="No choice is worth more points"),
        ),
        migrations.AddField(
            model_name="match",
            name="chosen_by",
            field=models.ForeignKey(
                db_index=False,  # the next migration makes it, without a lock
                help_text="The run that chose to tell of it, kept before it tells",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="chosen",
                to="jobs.matchrun",
            ),
        ),
    ]
