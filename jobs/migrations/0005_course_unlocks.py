"""What courses would unlock, for a person and for the people of a region."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0004_match_chosen_by_index"),
        ("reintegration", "0003_disability_answer"),
        ("taxonomy", "0001_taxonomy"),
        ("training", "0001_training"),
    ]

    operations = [
        migrations.CreateModel(
            name="CourseReach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("people", models.PositiveIntegerField()),
                ("vacancies", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField()),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reach",
                        to="training.course",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taxonomy.place",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("course", "region"),
                        name="reach_once_per_region",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CourseUnlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "vacancies",
                    models.PositiveIntegerField(help_text="Become possible or enter the best 20"),
                ),
                (
                    "eligible",
                    models.PositiveIntegerField(help_text="Those of them that are refused today"),
                ),
                ("counted_at", models.DateTimeField()),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unlocks",
                        to="training.course",
                    ),
                ),
                (
                    "returnee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="course_unlocks",
                        to="reintegration.returnee",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["course", "counted_at"], name="unlock_by_course")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("returnee", "course"), name="unlock_once_per_course"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("eligible__lte", models.F("vacancies")), ("vacancies__gt", 0)
                        ),
                        name="unlock_is_of_something",
                    ),
                ],
            },
        ),
    ]
