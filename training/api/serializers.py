"""Shapes of training in the API: what is shown, and what may be sent."""

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from backend.accounts.models import User
from backend.api.serializers import PublicIdField, Strict
from backend.taxonomy.levels import Cefr
from backend.taxonomy.models import Language, Licence, Place, Skill
from reintegration.models import Returnee
from training.models import Cohort, Course, CourseLanguage, Enrolment, Provider
from training.states import CohortState


class ProviderShape(serializers.ModelSerializer[Provider]):
    class Meta:
        model = Provider
        fields = ["public_id", "name", "place"]


class ProviderInput(Strict):
    name = serializers.CharField(max_length=160)
    place = serializers.PrimaryKeyRelatedField(queryset=Place.objects.all())


class TrainerInput(Strict):
    user = PublicIdField(model=User)


class CourseLanguageShape(serializers.ModelSerializer[CourseLanguage]):
    class Meta:
        model = CourseLanguage
        fields = ["language", "level"]


class CourseLanguageInput(Strict):
    language = serializers.PrimaryKeyRelatedField(queryset=Language.objects.all())
    level = serializers.ChoiceField(choices=Cefr.choices)


class CourseShape(serializers.ModelSerializer[Course]):
    provider = PublicIdField(read_only=True)
    provider_name = serializers.CharField(source="provider.name", read_only=True)
    taught_languages = CourseLanguageShape(many=True, read_only=True)

    class Meta:
        model = Course
        fields = [
            "public_id",
            "provider",
            "provider_name",
            "title",
            "description",
            "language",
            "hours",
            "skills",
            "licences",
            "taught_languages",
            "is_active",
        ]


class CourseChange(Strict):
    title = serializers.CharField(max_length=160)
    description = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    language = serializers.PrimaryKeyRelatedField(queryset=Language.objects.all())
    hours = serializers.IntegerField(min_value=1, max_value=5000)
    skills = serializers.PrimaryKeyRelatedField(
        queryset=Skill.objects.all(), many=True, required=False
    )
    licences = serializers.PrimaryKeyRelatedField(
        queryset=Licence.objects.all(), many=True, required=False
    )
    taught_languages = serializers.ListField(
        child=CourseLanguageInput(),
        required=False,
        max_length=10,
        help_text="What the course teaches, up to which level; `language` is what it is held in.",
    )
    is_active = serializers.BooleanField(required=False)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Welding, 80 hours",
            request_only=True,
            value={
                "provider": "5f0c8c1e-6d2b-4f5a-9d8e-0a1b2c3d4e5f",
                "title": "Welding",
                "language": "ru",
                "hours": 80,
                "skills": [5, 9],
            },
        )
    ]
)
class CourseInput(CourseChange):
    provider = PublicIdField(model=Provider)


class CohortShape(serializers.ModelSerializer[Cohort]):
    course = PublicIdField(read_only=True)
    course_title = serializers.CharField(source="course.title", read_only=True)
    provider_name = serializers.CharField(source="course.provider.name", read_only=True)
    taken = serializers.IntegerField(read_only=True)
    free = serializers.IntegerField(read_only=True)

    class Meta:
        model = Cohort
        fields = [
            "public_id",
            "course",
            "course_title",
            "provider_name",
            "place",
            "state",
            "starts_on",
            "ends_on",
            "capacity",
            "taken",
            "free",
        ]


class CohortChange(Strict):
    place = serializers.PrimaryKeyRelatedField(queryset=Place.objects.all())
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    capacity = serializers.IntegerField(min_value=1, max_value=1000)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Spring in Osh",
            request_only=True,
            value={
                "course": "5f0c8c1e-6d2b-4f5a-9d8e-0a1b2c3d4e5f",
                "place": 12,
                "starts_on": "2027-03-01",
                "ends_on": "2027-04-01",
                "capacity": 12,
            },
        )
    ]
)
class CohortInput(CohortChange):
    course = PublicIdField(model=Course)


class CohortMove(Strict):
    to = serializers.ChoiceField(choices=CohortState.choices)


class EnrolmentShape(serializers.ModelSerializer[Enrolment]):
    cohort = PublicIdField(read_only=True)
    course_title = serializers.CharField(source="cohort.course.title", read_only=True)
    starts_on = serializers.DateField(source="cohort.starts_on", read_only=True)
    returnee = PublicIdField(read_only=True)
    returnee_name = serializers.CharField(source="returnee", read_only=True)

    class Meta:
        model = Enrolment
        fields = [
            "public_id",
            "cohort",
            "course_title",
            "starts_on",
            "returnee",
            "returnee_name",
            "state",
            "applied_at",
            "enrolled_at",
            "closed_on",
            "reason",
        ]


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "For oneself",
            request_only=True,
            value={"cohort": "5f0c8c1e-6d2b-4f5a-9d8e-0a1b2c3d4e5f"},
        )
    ]
)
class EnrolmentInput(Strict):
    cohort = PublicIdField(model=Cohort)
    returnee = PublicIdField(model=Returnee, required=False, help_text="Default: yourself.")


class Reason(Strict):
    reason = serializers.CharField(max_length=200)
