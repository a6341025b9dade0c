from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0010_channel")]

    operations = [
        migrations.AddField(
            model_name="gatewaystatus",
            name="balance_low_at",
            field=models.DateTimeField(help_text="When it fell too low", null=True),
        ),
        migrations.AddField(
            model_name="gatewaystatus",
            name="miscounted_in",
            field=models.DateField(
                help_text="The month in which it billed more SMS than we counted", null=True
            ),
        ),
        migrations.AddField(
            model_name="gatewaymonth",
            name="counted",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="gatewaymonth",
            name="billed",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
