"""Titles are searched in memory (`backend/taxonomy/titles`): no query reads this index."""

from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("taxonomy", "0001_taxonomy")]

    operations = [
        RemoveIndexConcurrently(model_name="occupationtitle", name="title_folded_words"),
    ]
