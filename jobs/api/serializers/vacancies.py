"""Shapes of vacancies in the API."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from backend.accounts.states import STAFF, Role
from backend.api.serializers import PublicIdField, Strict
from backend.taxonomy.levels import Cefr, Isced
from backend.taxonomy.models import Country, IscoGroup, Language, Licence, Place, Skill
from jobs.models import (
    Employer,
    ScreeningFinding,
    Vacancy,
    VacancyLanguage,
    VacancySkill,
)
from jobs.screening.advice import advice_on
from jobs.screening.engine import reason_of
from jobs.states import PayPeriod
from reintegration.states import Schedule

# What a vacancy says of the work, in the order of the answer.
WORK = (
    "title", "isco", "description", "openings", "place", "country", "schedule", "wage_from",
    "wage_to", "wage_currency", "wage_period", "min_experience_months", "min_education",
    "housing", "written_contract", "skills", "languages", "licences",
)  # fmt: skip


class VacancySkillShape(serializers.ModelSerializer[VacancySkill]):
    class Meta:
        model = VacancySkill
        fields = ["skill", "required"]


class VacancyLanguageShape(serializers.ModelSerializer[VacancyLanguage]):
    class Meta:
        model = VacancyLanguage
        fields = ["language", "level"]


class ScreeningFindingShape(serializers.ModelSerializer[ScreeningFinding]):
    reason = serializers.SerializerMethodField()

    class Meta:
        model = ScreeningFinding
        fields = ["rule", "blocks", "words", "reason"]

    def get_reason(self, finding: ScreeningFinding) -> str:
        return str(reason_of(finding.rule))


class AdviceShape(serializers.Serializer[Any]):
    """What the employer can do about a finding, and in which field."""

    rule = serializers.CharField()
    reason = serializers.CharField()
    words = serializers.ListField(child=serializers.CharField())
    change = serializers.CharField()
    field = serializers.CharField()


class WorkShape(serializers.ModelSerializer[Vacancy]):
    """What a vacancy says of the work: the same for everybody who may read it."""

    employer_name = serializers.CharField(source="employer.name", read_only=True)
    skills = VacancySkillShape(many=True, read_only=True)
    languages = VacancyLanguageShape(many=True, read_only=True)
    licences: Any = serializers.SlugRelatedField(slug_field="licence_id", many=True, read_only=True)


class VacancyShape(WorkShape):
    """Decisions and reasons are for the employer and staff, the rules' words for staff."""

    employer = PublicIdField(read_only=True)
    decision_reason = serializers.SerializerMethodField()
    reasons = serializers.SerializerMethodField(
        help_text="Why it waits for staff, in the reader's language."
    )
    advice = serializers.SerializerMethodField(
        help_text="For the employer and staff: what to change, and where."
    )
    findings = serializers.SerializerMethodField(help_text="For staff: what each rule found.")

    class Meta:
        model = Vacancy
        fields = [
            "public_id",
            "employer",
            "employer_name",
            "state",
            *WORK,
            "submitted_at",
            "published_at",
            "closes_on",
            "decision_reason",
            "reasons",
            "advice",
            "findings",
        ]

    def get_decision_reason(self, vacancy: Vacancy) -> str:
        return vacancy.decision_reason if self._reads_decisions() else ""

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_reasons(self, vacancy: Vacancy) -> list[str]:
        if not self._reads_decisions():
            return []
        return [str(reason_of(finding.rule)) for finding in vacancy.findings.all()]

    @extend_schema_field(AdviceShape(many=True))
    def get_advice(self, vacancy: Vacancy) -> Any:
        if not self._reads_decisions():
            return []
        told = [advice_on(finding, title=vacancy.title) for finding in vacancy.findings.all()]
        return AdviceShape(told, many=True).data

    @extend_schema_field(ScreeningFindingShape(many=True))
    def get_findings(self, vacancy: Vacancy) -> Any:
        if self._role() not in STAFF:
            return []
        return ScreeningFindingShape(vacancy.findings.all(), many=True).data

    def _reads_decisions(self) -> bool:
        """An employer only ever sees vacancies of its own."""
        return self._role() in STAFF or self._role() == Role.EMPLOYER

    def _role(self) -> str:
        return str(self.context["request"].user.role)


class VacancySkillInput(Strict):
    skill = serializers.PrimaryKeyRelatedField(queryset=Skill.objects.all())
    required: Any = serializers.BooleanField(default=True)  # an attribute of every field


class VacancyLanguageInput(Strict):
    language = serializers.PrimaryKeyRelatedField(queryset=Language.objects.all())
    level = serializers.ChoiceField(choices=Cefr.choices)


class VacancyChange(Strict):
    title = serializers.CharField(max_length=160)
    isco = serializers.PrimaryKeyRelatedField(queryset=IscoGroup.objects.unit_groups())
    description = serializers.CharField(max_length=5000)
    openings = serializers.IntegerField(min_value=1, max_value=1000, required=False)
    place = serializers.PrimaryKeyRelatedField(
        queryset=Place.objects.all(),
        required=False,
        allow_null=True,
        help_text="Empty for work abroad; then name the country.",
    )
    country = serializers.PrimaryKeyRelatedField(queryset=Country.objects.all(), required=False)
    schedule = serializers.ChoiceField(choices=Schedule.choices, required=False)
    wage_from = serializers.IntegerField(
        min_value=1, max_value=2_000_000_000, required=False, allow_null=True
    )
    wage_to = serializers.IntegerField(
        min_value=1, max_value=2_000_000_000, required=False, allow_null=True
    )
    wage_currency = serializers.RegexField(
        "^[A-Z]{3}$", required=False, help_text="ISO 4217; default: the country's."
    )
    wage_period = serializers.ChoiceField(choices=PayPeriod.choices, required=False)
    min_experience_months = serializers.IntegerField(min_value=0, max_value=600, required=False)
    min_education = serializers.ChoiceField(choices=Isced.choices, required=False, allow_null=True)
    housing = serializers.BooleanField(required=False)
    written_contract = serializers.BooleanField(required=False)
    closes_on = serializers.DateField(required=False, allow_null=True)
    skills = serializers.ListField(child=VacancySkillInput(), required=False, max_length=30)
    languages = serializers.ListField(child=VacancyLanguageInput(), required=False, max_length=10)
    licences = serializers.PrimaryKeyRelatedField(
        queryset=Licence.objects.all(), many=True, required=False
    )


class Publication(Strict):
    submitted_at = serializers.DateTimeField(
        help_text="As the vacancy said when it was read: another text is not published by it."
    )
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A welder",
            request_only=True,
            value={
                "title": "Сварщик",
                "isco": "7212",
                "description": "Сварка металлоконструкций",
                "openings": 2,
                "place": 12,
                "wage_from": 45000,
                "wage_currency": "KGS",
                "skills": [{"skill": 5, "required": True}],
            },
        )
    ]
)
class VacancyInput(VacancyChange):
    employer = PublicIdField(model=Employer, required=False, help_text="Default: your own firm.")
