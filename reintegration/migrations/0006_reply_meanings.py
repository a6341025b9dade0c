from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reintegration", "0005_campaigns")]

    operations = [
        migrations.AlterField(
            model_name="reply",
            name="meaning",
            field=models.CharField(
                choices=[
                    ("stop", "Wants no more messages"),
                    ("start", "Wants our messages again"),
                    ("follow_up", "Answers how it is going"),
                    ("for_staff", "To be read"),
                ],
                max_length=12,
            ),
        ),
    ]
