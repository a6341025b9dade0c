from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0009_newest_of_phone"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="channel",
            field=models.CharField(
                choices=[("sms", "SMS"), ("telegram", "Telegram")],
                db_default="sms",
                default="sms",
                help_text="What the person had chosen; the attempts say where it went",
                max_length=8,
            ),
        ),
    ]
