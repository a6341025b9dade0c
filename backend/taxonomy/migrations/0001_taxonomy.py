import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Country",
            fields=[
                ("labels", models.JSONField(default=dict, verbose_name="labels")),
                (
                    "project_labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages translated by the project",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=2,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ISO 3166-1 code",
                    ),
                ),
                (
                    "currency",
                    models.CharField(blank=True, max_length=3, verbose_name="currency (ISO 4217)"),
                ),
                (
                    "home",
                    models.BooleanField(
                        default=False, verbose_name="one of the five home countries"
                    ),
                ),
            ],
            options={
                "verbose_name": "country",
                "verbose_name_plural": "countries",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Language",
            fields=[
                ("labels", models.JSONField(default=dict, verbose_name="labels")),
                (
                    "project_labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages translated by the project",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=3, primary_key=True, serialize=False, verbose_name="ISO 639 code"
                    ),
                ),
            ],
            options={
                "verbose_name": "language",
                "verbose_name_plural": "languages",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Licence",
            fields=[
                ("labels", models.JSONField(default=dict, verbose_name="labels")),
                (
                    "project_labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages translated by the project",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=30, primary_key=True, serialize=False, verbose_name="code"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("driving", "driving"), ("trade", "trade")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(default=0, verbose_name="order shown")),
            ],
            options={
                "verbose_name": "licence",
                "verbose_name_plural": "licences",
                "ordering": ["rank", "code"],
            },
        ),
        migrations.CreateModel(
            name="IscoGroup",
            fields=[
                ("labels", models.JSONField(default=dict, verbose_name="labels")),
                (
                    "project_labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages translated by the project",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=4, primary_key=True, serialize=False, verbose_name="ISCO-08 code"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="taxonomy.iscogroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "occupation group",
                "verbose_name_plural": "occupation groups",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="OccupationSkill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("essential", models.BooleanField(verbose_name="essential")),
                ("weight", models.PositiveSmallIntegerField(verbose_name="weight")),
                (
                    "isco",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="skill_links",
                        to="taxonomy.iscogroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "skill of an occupation",
                "verbose_name_plural": "skills of occupations",
                "ordering": ["isco_id", "-essential", "-weight", "skill_id"],
            },
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("labels", models.JSONField(default=dict, verbose_name="labels")),
                (
                    "project_labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages translated by the project",
                    ),
                ),
                (
                    "esco_id",
                    models.UUIDField(default=uuid.uuid4, unique=True, verbose_name="ESCO id"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("skill", "skill"),
                            ("knowledge", "knowledge"),
                            ("transversal", "useful in any job"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other names",
                    ),
                ),
                (
                    "occupations",
                    models.ManyToManyField(
                        related_name="skills",
                        through="taxonomy.OccupationSkill",
                        to="taxonomy.iscogroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "skill",
                "verbose_name_plural": "skills",
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="occupationskill",
            name="skill",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="occupation_links",
                to="taxonomy.skill",
            ),
        ),
        migrations.CreateModel(
            name="OccupationTitle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=5, verbose_name="language")),
                ("text", models.CharField(max_length=400, verbose_name="title")),
                (
                    "folded",
                    models.CharField(editable=False, max_length=400, verbose_name="search key"),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("kodp2020", "KODP-2020, state classifier of Uzbekistan"),
                            ("esco", "ESCO, European Commission"),
                            ("project", "this project"),
                        ],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("shown", models.BooleanField(default=True, verbose_name="shown to people")),
                (
                    "isco",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="titles",
                        to="taxonomy.iscogroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "occupation title",
                "verbose_name_plural": "occupation titles",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["folded"],
                        name="title_folded_prefix",
                        opclasses=["text_pattern_ops"],
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector("folded", config="simple"),
                        name="title_folded_words",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("language", "folded", "isco", "source"), name="title_once_per_group"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("labels", models.JSONField(default=dict, verbose_name="labels")),
                (
                    "project_labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages translated by the project",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("region", "region"), ("settlement", "town or village")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "iso_code",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        null=True,
                        unique=True,
                        verbose_name="ISO 3166-2 code",
                    ),
                ),
                (
                    "geoname_id",
                    models.PositiveIntegerField(
                        blank=True, null=True, unique=True, verbose_name="GeoNames id"
                    ),
                ),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other and former names",
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                (
                    "population",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="population"),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="taxonomy.country",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="taxonomy.place",
                    ),
                ),
            ],
            options={
                "verbose_name": "place",
                "verbose_name_plural": "places",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("iso_code__isnull", False),
                                ("kind", "region"),
                                ("parent__isnull", True),
                            ),
                            models.Q(
                                ("geoname_id__isnull", False),
                                ("kind", "settlement"),
                                ("parent__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="place_kind_has_its_code",
                        violation_error_message=(
                            "A region has an ISO code; a settlement has a GeoNames id and a region."
                        ),
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="occupationskill",
            constraint=models.UniqueConstraint(
                fields=("isco", "skill"), name="skill_once_per_group"
            ),
        ),
    ]
