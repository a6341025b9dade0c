"""A returnee's file: a row of a list, the whole, and what may be written."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers

from backend.accounts.models import Office
from backend.accounts.states import STAFF
from backend.api.serializers import PublicIdField, Strict
from backend.lib.phone import masked
from backend.taxonomy.levels import Isced
from backend.taxonomy.models import Country, Licence, Place, Skill
from reintegration.api.serializers.background import (
    KnownSkillShape,
    Named,
    NeedShape,
    SpokenInput,
    SpokenShape,
    WorkInput,
    WorkShape,
)
from reintegration.consents import VERSION
from reintegration.models import PossibleDuplicate, Returnee
from reintegration.permissions import may_know_file
from reintegration.states import (
    ConsentPurpose,
    NeedKind,
    PhoneOwner,
    ReturnKind,
    Schedule,
    Sex,
)

CARD = [
    "public_id",
    "given_names",
    "family_name",
    "sex",
    "birth_year",
    "state",
    "office",
    "home_place",
    "home_place_name",
    "returned_on",
    "created_at",
]
EXAMPLE = {
    "given_names": "Nurlan",
    "family_name": "Asanov",
    "sex": "male",
    "birth_year": 1985,
    "language": "ky",
    "phone": "0700 123 456",
    "home_place": 101,
    "returned_on": "2026-09-01",
    "work_history": [{"isco": "7212", "title": "Welder", "country": "RU", "months": 36}],
    "skills": [5, 12],
    "languages": [{"language": "ky", "level": "C2"}],
    "needs": ["work"],
    "wage_floor": 40000,
    "consents": {"programme": True, "matching": True, "messages": True},
}


class ReturneeCard(serializers.ModelSerializer[Returnee]):
    """A row of a list: enough to recognise a person, too little to reach them."""

    office = PublicIdField(read_only=True)
    home_place_name = Named(source="home_place")
    phone = serializers.SerializerMethodField(help_text="Masked")

    class Meta:
        model = Returnee
        fields = [*CARD, "phone"]

    def get_phone(self, returnee: Returnee) -> str:
        return masked(returnee.phone) if returnee.phone else ""


class ReturneeShape(serializers.ModelSerializer[Returnee]):
    office = PublicIdField(read_only=True)
    home_place_name = Named(source="home_place")
    has_sign_in = serializers.SerializerMethodField()
    destinations: serializers.PrimaryKeyRelatedField[Country] = serializers.PrimaryKeyRelatedField(
        many=True, read_only=True
    )
    work_history = WorkShape(many=True, read_only=True)
    skills = KnownSkillShape(many=True, read_only=True)
    languages = SpokenShape(many=True, read_only=True)
    licences: serializers.SlugRelatedField[Licence] = serializers.SlugRelatedField(
        slug_field="licence_id", many=True, read_only=True
    )
    needs = NeedShape(many=True, read_only=True)

    class Meta:
        model = Returnee
        fields = [
            *CARD,
            "updated_at",
            "has_sign_in",
            "language",
            "phone",
            "phone_owner",
            "contact_from",
            "contact_until",
            "contact_days",
            "current_place",
            "return_kind",
            "education",
            "wage_floor",
            "wage_currency",
            "commute_km",
            "can_relocate",
            "schedules",
            "destinations",
            "work_history",
            "skills",
            "languages",
            "licences",
            "needs",
        ]

    def get_has_sign_in(self, returnee: Returnee) -> bool:
        return returnee.user_id is not None


class AlikeShape(serializers.Serializer[Any]):
    count = serializers.IntegerField(help_text="Files that may be this person's, of any office.")
    files = serializers.ListField(
        child=serializers.UUIDField(), help_text="Those of them that you may see."
    )


class RegisteredShape(ReturneeShape):
    """The new file, and a warning for staff. It says nothing to a returnee."""

    possible_duplicates = serializers.SerializerMethodField()

    class Meta(ReturneeShape.Meta):
        fields = [*ReturneeShape.Meta.fields, "possible_duplicates"]

    @extend_schema_field(AlikeShape)
    def get_possible_duplicates(self, returnee: Returnee) -> dict[str, Any]:
        user = self.context["request"].user
        if user.role not in STAFF:
            return {"count": 0, "files": []}
        pairs = PossibleDuplicate.objects.of(returnee).open().with_files()
        others = [pair.second if pair.first == returnee else pair.first for pair in pairs]
        seen = [file.public_id for file in others if may_know_file(user, file)]
        return {"count": len(others), "files": seen}


class ReturneeChange(Strict):
    """What is sent is changed; lists are replaced as a whole."""

    given_names = serializers.CharField(max_length=120)
    family_name = serializers.CharField(max_length=120, allow_blank=True)
    sex = serializers.ChoiceField(choices=Sex.choices)
    birth_year = serializers.IntegerField(min_value=1900, max_value=2100)
    language = serializers.ChoiceField(choices=settings.LANGUAGES)
    phone = serializers.CharField(max_length=32, required=False, allow_blank=True)
    phone_owner = serializers.ChoiceField(choices=PhoneOwner.choices, required=False)
    contact_from = serializers.TimeField(required=False, allow_null=True)
    contact_until = serializers.TimeField(required=False, allow_null=True)
    contact_days = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=7), max_length=7, required=False
    )
    home_place = serializers.PrimaryKeyRelatedField(queryset=Place.objects.all())
    current_place = serializers.PrimaryKeyRelatedField(
        queryset=Place.objects.all(), required=False, allow_null=True
    )
    destinations = serializers.PrimaryKeyRelatedField(
        queryset=Country.objects.all(), many=True, required=False
    )
    returned_on = serializers.DateField(required=False, allow_null=True)
    return_kind = serializers.ChoiceField(
        choices=ReturnKind.choices, required=False, allow_blank=True
    )
    education = serializers.ChoiceField(choices=Isced.choices, required=False, allow_null=True)
    wage_floor = serializers.IntegerField(
        min_value=0, max_value=2_000_000_000, required=False, allow_null=True
    )
    wage_currency = serializers.RegexField(r"^[A-Z]{3}$", required=False, allow_blank=True)
    commute_km = serializers.IntegerField(min_value=0, max_value=1000, required=False)
    can_relocate = serializers.BooleanField(required=False)
    schedules = serializers.ListField(
        child=serializers.ChoiceField(choices=Schedule.choices), max_length=4, required=False
    )
    work_history = WorkInput(many=True, required=False, max_length=30)  # type: ignore[call-arg]
    skills = serializers.PrimaryKeyRelatedField(
        queryset=Skill.objects.all(), many=True, required=False
    )
    languages = SpokenInput(many=True, required=False, max_length=30)  # type: ignore[call-arg]
    licences = serializers.PrimaryKeyRelatedField(
        queryset=Licence.objects.all(), many=True, required=False
    )
    needs = serializers.ListField(
        child=serializers.ChoiceField(choices=NeedKind.choices), max_length=9, required=False
    )


class ConsentsInput(Strict):
    """A yes or no for each purpose that was asked."""

    programme = serializers.BooleanField()
    matching = serializers.BooleanField(required=False)
    employers = serializers.BooleanField(required=False)
    messages = serializers.BooleanField(required=False)
    follow_up = serializers.BooleanField(required=False)

    def to_internal_value(self, data: object) -> dict[ConsentPurpose, bool]:
        answers = super().to_internal_value(data)
        return {ConsentPurpose(purpose): given for purpose, given in answers.items()}


@extend_schema_serializer(examples=[OpenApiExample("A welder back from Russia", EXAMPLE)])
class ReturneeInput(ReturneeChange):
    consents = ConsentsInput()
    text_version = serializers.ChoiceField(choices=[VERSION], default=VERSION)
    office = PublicIdField(
        model=Office, required=False, help_text="Staff only; default: by the home region."
    )
    sign_in = serializers.BooleanField(
        default=False, help_text="Staff only: open the account that signs in with the phone."
    )
