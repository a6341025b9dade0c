from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("accounts", "0002_counters")]

    operations = [
        migrations.CreateModel(
            name="CodeRange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("prefix", models.CharField(max_length=16, unique=True)),
                (
                    "alarm_at",
                    models.DateTimeField(
                        help_text="When too few of its codes were used", null=True
                    ),
                ),
                (
                    "braked_until",
                    models.DateTimeField(
                        help_text="No codes until then; older codes are counted no more",
                        null=True,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="signincode",
            name="prefix",
            field=models.CharField(db_default="", default="", help_text="Its range", max_length=16),
        ),
        AddIndexConcurrently(
            model_name="signincode",
            index=models.Index("prefix", "created_at", name="code_of_range"),
        ),
    ]
