"""What lists of the job side can be narrowed by."""

from typing import Any

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters

from backend.taxonomy.models import Place
from jobs.models import Application, Employer, Match, MatchRun, Placement, Vacancy
from jobs.open_list import DISTANCES_KM, Wanted, narrowed
from jobs.states import (
    ApplicationState,
    EmployerState,
    MatchState,
    PayPeriod,
    RunState,
    RunTrigger,
    VacancyState,
)
from reintegration.states import Schedule


class EmployerFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=EmployerState.choices)
    q = filters.CharFilter(field_name="name", lookup_expr="icontains", label="Part of the name")
    tax_number = filters.CharFilter()

    class Meta:
        model = Employer
        fields = ["state", "q", "tax_number", "country"]


class VacancyFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=VacancyState.choices)
    employer = filters.UUIDFilter(field_name="employer__public_id")
    isco = filters.CharFilter(
        field_name="isco__code", lookup_expr="startswith", label="ISCO-08 code or its beginning"
    )
    region = filters.NumberFilter(method="in_region", label="A region, with its settlements")
    wage_min = filters.NumberFilter(method="pays_at_least", label="Pays at least, as stated")
    wage_period = filters.ChoiceFilter(choices=PayPeriod.choices)
    currency = filters.CharFilter(field_name="wage_currency")
    schedule = filters.MultipleChoiceFilter(choices=Schedule.choices)
    q = filters.CharFilter(field_name="title", lookup_expr="icontains", label="Part of the title")
    skill = filters.NumberFilter(field_name="skills__skill", label="Asks for this skill")

    class Meta:
        model = Vacancy
        fields = [
            "state",
            "employer",
            "isco",
            "place",
            "region",
            "country",
            "wage_min",
            "wage_period",
            "currency",
            "schedule",
            "housing",
            "q",
            "skill",
        ]

    def in_region(self, rows: QuerySet[Vacancy], name: str, value: Any) -> QuerySet[Vacancy]:
        return rows.filter(Q(place=value) | Q(place__parent=value))

    def pays_at_least(self, rows: QuerySet[Vacancy], name: str, value: Any) -> QuerySet[Vacancy]:
        return rows.filter(Q(wage_to__gte=value) | Q(wage_to=None, wage_from__gte=value))


class OpenVacancyFilter(filters.FilterSet):
    work = filters.CharFilter(label="What work, as people call it; typing errors are forgiven")
    place = filters.ModelChoiceFilter(
        queryset=Place.objects.all(), label="A settlement, or a region with its settlements"
    )
    within = filters.ChoiceFilter(
        choices=[(km, km) for km in DISTANCES_KM], label="So many kilometres around the settlement"
    )
    pay = filters.NumberFilter(label="Pays at least so much a month in the country's currency")
    schedule = filters.ChoiceFilter(choices=Schedule.choices)
    housing = filters.BooleanFilter(label="Housing is given")

    class Meta:
        model = Vacancy
        fields = ["work", "place", "within", "pay", "schedule", "housing"]

    def filter_queryset(self, queryset: Any) -> Any:
        """All at once: what is around a place needs two answers."""
        said = self.form.cleaned_data
        wanted = Wanted(
            work=(said["work"] or "")[:100],
            place=said["place"],
            within_km=int(said["within"]) if said["within"] else None,
            pay=said["pay"],
            schedule=said["schedule"] or "",
            housing=bool(said["housing"]),
        )
        return narrowed(queryset, wanted)


class ApplicationFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=ApplicationState.choices)
    vacancy = filters.UUIDFilter(field_name="vacancy__public_id")
    employer = filters.UUIDFilter(field_name="vacancy__employer__public_id")
    returnee = filters.UUIDFilter(field_name="returnee__public_id")

    class Meta:
        model = Application
        fields = ["state", "vacancy", "employer", "returnee"]


class PlacementFilter(filters.FilterSet):
    vacancy = filters.UUIDFilter(field_name="application__vacancy__public_id")
    employer = filters.UUIDFilter(field_name="application__vacancy__employer__public_id")
    returnee = filters.UUIDFilter(field_name="application__returnee__public_id")
    started_after = filters.DateFilter(field_name="started_on", lookup_expr="gte")
    started_before = filters.DateFilter(field_name="started_on", lookup_expr="lte")
    ended = filters.BooleanFilter(field_name="ended_on", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Placement
        fields = ["vacancy", "employer", "returnee", "started_after", "started_before", "ended"]


class CandidateFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=MatchState.choices)
    min_score = filters.NumberFilter(field_name="score", lookup_expr="gte")

    class Meta:
        model = Match
        fields = ["state", "min_score"]


class MatchFilter(CandidateFilter):
    vacancy = filters.UUIDFilter(field_name="vacancy__public_id")
    returnee = filters.UUIDFilter(field_name="returnee__public_id")

    class Meta:
        model = Match
        fields = ["vacancy", "returnee", "state", "min_score", "is_current"]


class MatchRunFilter(filters.FilterSet):
    trigger = filters.MultipleChoiceFilter(choices=RunTrigger.choices)
    state = filters.MultipleChoiceFilter(choices=RunState.choices)

    class Meta:
        model = MatchRun
        fields = ["trigger", "state"]
