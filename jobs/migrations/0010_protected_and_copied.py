from django.db import migrations, models

OFF_THE_LIST = "Off the open list: only who is signed in and may see it reads it."


class Migration(migrations.Migration):
    dependencies = [("jobs", "0009_past_matches")]

    operations = [
        migrations.AddField(
            model_name="employer",
            name="is_protected",
            field=models.BooleanField(
                default=False,
                db_default=False,
                editable=False,
                help_text="None of its vacancies stands on the open list.",
            ),
        ),
        migrations.AddField(
            model_name="vacancy",
            name="is_protected",
            field=models.BooleanField(
                default=False, db_default=False, editable=False, help_text=OFF_THE_LIST
            ),
        ),
        migrations.AddField(
            model_name="vacancy",
            name="copied_from",
            field=models.ForeignKey(
                "jobs.vacancy",
                null=True,
                editable=False,
                on_delete=models.SET_NULL,
                db_index=False,
                related_name="copies",
                help_text="The ended vacancy that is offered again by this one",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="reminded_at",
            field=models.DateTimeField(
                null=True,
                editable=False,
                help_text="When the employer was reminded of it, once",
            ),
        ),
    ]
