"""Shapes of matches and runs in the API."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.serializers import PublicIdField, Strict
from jobs.explaining import Told, explained
from jobs.matching.weights import WEIGHTS
from jobs.matching_names import Names, Said
from jobs.matching_words import say, say_step
from jobs.models import Match, MatchRun, Vacancy
from reintegration.models import Returnee
from training.models import Cohort


class ReasonShape(serializers.Serializer[Any]):
    """A reason as a code with ids and numbers, and as a sentence in the reader's language."""

    code = serializers.CharField()
    sentence = serializers.CharField()
    points = serializers.IntegerField(help_text="Earned, or for a gap lost.")
    detail = serializers.DictField()


class CourseToJoin(serializers.Serializer[Any]):
    """A run of a course that can still be joined."""

    public_id = serializers.UUIDField()
    name = serializers.CharField()
    starts_on = serializers.DateField()
    place = serializers.CharField(help_text="In the reader's language.")
    free_seats = serializers.IntegerField()


class ChangeShape(ReasonShape):
    """The one change, and the nearest course with a free seat that brings it about."""

    course = CourseToJoin(allow_null=True)


class MatchList(serializers.ListSerializer[Any]):
    """Reads the facts and the labels of a whole page at once."""

    def to_representation(self, data: Any) -> list[Any]:
        rows = list(data)
        shape: Any = self.child
        shape.read(rows)
        return super().to_representation(rows)


class MatchShape(serializers.ModelSerializer[Match]):
    names = Names()
    told: dict[int, Told] = {}
    returnee = PublicIdField(read_only=True)
    returnee_name = serializers.CharField(source="returnee", read_only=True)
    vacancy = PublicIdField(read_only=True)
    title = serializers.CharField(source="vacancy.title", read_only=True)
    employer_name = serializers.CharField(source="vacancy.employer.name", read_only=True)
    points = serializers.SerializerMethodField(help_text="By part; their sum is the score.")
    fits = serializers.SerializerMethodField(help_text="Why it fits, the strongest first.")
    gaps = serializers.SerializerMethodField(help_text="What is missing or not known.")
    change = serializers.SerializerMethodField(help_text="The one step that would help most.")

    class Meta:
        model = Match
        list_serializer_class = MatchList
        fields = [
            "public_id",
            "returnee",
            "returnee_name",
            "vacancy",
            "title",
            "employer_name",
            "state",
            "score",
            "points",
            "fits",
            "gaps",
            "change",
            "is_current",
            "notified_at",
        ]

    def to_representation(self, instance: Match) -> dict[str, Any]:
        if not isinstance(self.parent, MatchList):
            self.read([instance])
        return super().to_representation(instance)

    def read(self, rows: list[Match]) -> None:
        """What there is to say of these matches."""
        self.told = explained(rows)
        self.names = Names.of(said for told in self.told.values() for said in told.reasons)

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_points(self, match: Match) -> dict[str, int]:
        return dict(match.parts["points"])

    @extend_schema_field(ReasonShape(many=True))
    def get_fits(self, match: Match) -> list[dict[str, Any]]:
        return [_reason(one, self.names) for one in self.told[match.pk].fits]

    @extend_schema_field(ReasonShape(many=True))
    def get_gaps(self, match: Match) -> list[dict[str, Any]]:
        return [_reason(one, self.names) for one in self.told[match.pk].gaps]

    @extend_schema_field(ChangeShape(allow_null=True))
    def get_change(self, match: Match) -> dict[str, Any] | None:
        return _change(self.told[match.pk], self.names)


class PairInput(Strict):
    """Any returnee and vacancy that the caller may see."""

    returnee = PublicIdField(model=Returnee)
    vacancy = PublicIdField(model=Vacancy)


class ExplanationShape(serializers.Serializer[Any]):
    """Why a pair is a match or is not, computed now."""

    allowed = serializers.BooleanField(help_text="Whether every hard condition is met.")
    weights_version = serializers.CharField()
    score = serializers.IntegerField(help_text="What it would be, also where it is refused.")
    points = serializers.DictField(child=serializers.IntegerField())
    refusals = ReasonShape(many=True, help_text="Every condition that is not met.")
    fits = ReasonShape(many=True)
    gaps = ReasonShape(many=True)
    change = ChangeShape(allow_null=True, help_text="The one change that would turn or raise it.")


def explanation(told: Told) -> dict[str, Any]:
    """What `ExplanationShape` shows."""
    names = Names.of([*told.refusals, *told.reasons])
    return {
        "allowed": told.is_allowed,
        "weights_version": WEIGHTS.version,
        "score": told.score.total,
        "points": told.score.points,
        "refusals": [_reason(one, names) for one in told.refusals],
        "fits": [_reason(one, names) for one in told.fits],
        "gaps": [_reason(one, names) for one in told.gaps],
        "change": _change(told, names),
    }


class MatchRunShape(serializers.ModelSerializer[MatchRun]):
    started_at = serializers.DateTimeField(source="created_at", read_only=True)
    notice_gap = serializers.FloatField(
        read_only=True,
        allow_null=True,
        help_text="How much of the best possible worth of notices was lost at most, in per cent.",
    )
    steps = serializers.IntegerField(
        read_only=True, help_text="Of a night: its shards to find and to merge. Others have none."
    )
    steps_done = serializers.IntegerField(read_only=True)

    class Meta:
        model = MatchRun
        fields = [
            "public_id",
            "trigger",
            "state",
            "steps",
            "steps_done",
            "weights_version",
            "pairs_found",
            "notices_sent",
            "notice_value",
            "notice_bound",
            "notice_gap",
            "started_at",
            "finished_at",
        ]


def _reason(reason: Said, names: Names) -> dict[str, Any]:
    return {
        "code": str(reason.code),
        "sentence": say(reason, names),
        "points": getattr(reason, "points", 0),
        "detail": reason.detail,
    }


def _change(told: Told, names: Names) -> dict[str, Any] | None:
    if told.change is None:
        return None
    return _reason(told.change, names) | {
        "sentence": say_step(told, names),
        "course": told.course and _course(told.course),
    }


def _course(cohort: Cohort) -> dict[str, Any]:
    """What `CourseToJoin` shows."""
    return {
        "public_id": cohort.public_id,
        "name": cohort.course.title,
        "starts_on": cohort.starts_on,
        "place": cohort.place.label(get_language() or "en"),
        "free_seats": cohort.free,
    }
