"""What the matrix needs besides the cast: one of each thing, all of Anara's world."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from backend.accounts.models import Office, User
from backend.imports.models import ImportBatch
from backend.notifications import outbox
from backend.notifications.models import InboundSms, Message
from backend.taxonomy.models import Country, Language, Licence, OccupationTitle, Place, Skill
from reintegration import letter_codes
from reintegration.actions import letters
from reintegration.actions.journey import record_event
from reintegration.actions.staff_hotlines import propose
from reintegration.campaigns.states import CampaignState
from reintegration.letter_states import LetterKind
from reintegration.letter_words import Told
from reintegration.models import (
    BusinessPlan,
    Campaign,
    FollowUp,
    Grant,
    Hotline,
    Letter,
    Need,
    PossibleDuplicate,
    Reply,
    Returnee,
    Tranche,
)
from reintegration.staff_inbox import ReplyMeaning
from reintegration.states import JourneyKind, NeedKind, PlanState
from tests.conftest import returnee


@pytest.fixture
def kyrgyzstan(db: None) -> Country:
    return Country.objects.get(pk="KG")


@pytest.fixture
def kyrgyz(db: None) -> Language:
    return Language.objects.get(pk="ky")


@pytest.fixture
def licence(db: None) -> Licence:
    return Licence.objects.earliest("pk")


@pytest.fixture
def skill(db: None) -> Skill:
    return Skill.objects.earliest("pk")


@pytest.fixture
def title(db: None) -> OccupationTitle:
    return OccupationTitle.objects.earliest("pk")


@pytest.fixture
def double(bishkek_office: Office, bishkek: Place) -> Returnee:
    """A second file that looks like Anara's."""
    return returnee("+996700123458", "Анара", "Жумабаева", bishkek_office, bishkek)


@pytest.fixture
def duplicate(anara: Returnee, double: Returnee) -> PossibleDuplicate:
    return PossibleDuplicate.objects.create(first=anara, second=double, reasons=["name"])


@pytest.fixture
def plan(anara: Returnee, bishkek: Place) -> BusinessPlan:
    return BusinessPlan.objects.create(
        returnee=anara,
        state=PlanState.SUBMITTED,
        title="Sewing workshop",
        place=bishkek,
        currency="KGS",
        start_cost=Decimal(120_000),
        own_share=Decimal(20_000),
        submitted_at=timezone.now(),
    )


@pytest.fixture
def grant(anara: Returnee, bishkek: Place, supervisor: User) -> Grant:
    """Of an earlier plan, which the supervisor approved."""
    approved = BusinessPlan.objects.create(
        returnee=anara,
        state=PlanState.APPROVED,
        title="Bakery",
        place=bishkek,
        currency="KGS",
        start_cost=Decimal(90_000),
        decided_by=supervisor,
        decided_at=timezone.now(),
    )
    return Grant.objects.create(
        plan=approved, amount=Decimal(50_000), currency="KGS", approved_by=supervisor
    )


@pytest.fixture
def tranche(grant: Grant) -> Tranche:
    return Tranche.objects.create(
        grant=grant, number=1, amount=Decimal(50_000), condition="Oven bought"
    )


@pytest.fixture
def follow_up(anara: Returnee) -> FollowUp:
    today = timezone.localdate()
    hired = record_event(
        JourneyKind.HIRED, returnee=anara, by=None, on=today - dt.timedelta(days=31)
    )
    return FollowUp.objects.create(returnee=anara, milestone=hired, wave=1, due_on=today)


@pytest.fixture
def need(anara: Returnee) -> Need:
    return Need.objects.create(returnee=anara, kind=NeedKind.HOUSING)


@pytest.fixture
def message(anara: Returnee) -> Message:
    return outbox.send(
        "training.seat_given",
        phone=anara.phone,
        language="ky",
        context={"course": "Sewing", "starts_on": timezone.localdate()},
        dedupe_key="matrix",
        recipient=anara.user,
        person=anara.public_id,
    )


@pytest.fixture
def reply(anara: Returnee) -> Reply:
    """Anara asks something by SMS."""
    sms = InboundSms.objects.create(
        gateway="sandbox", digest="matrix", phone=anara.phone, text="When does it start?"
    )
    return Reply.objects.create(sms=sms, returnee=anara, meaning=ReplyMeaning.FOR_STAFF)


@pytest.fixture
def campaign(anara: Returnee, officer: User) -> Campaign:
    """Anara would get it; it waits for approval."""
    return Campaign.objects.create(
        name="Job fair",
        office=anara.office,
        texts={"ky": "Homeward: жарманке 5-майда."},
        written_by=officer,
        state=CampaignState.SUBMITTED,
        submitted_at=timezone.now(),
    )


@pytest.fixture
def letter_code(db: None) -> str:
    """Opens a letter that somebody has written without signing in."""
    told = Told(kind=LetterKind.REPORT, text="Come at once")
    return letters.write(told, token=letter_codes.new_token(), language="ky")


@pytest.fixture
def letter(letter_code: str) -> Letter:
    return letters.open_by_code(letter_code)


@pytest.fixture
def hotline(osh_officer: User, kyrgyzstan: Country) -> Hotline:
    """Proposed by the Osh officer, who may not confirm it."""
    return propose(
        by=osh_officer,
        country=kyrgyzstan,
        number="+12025550143",
        name="Example line",
        purpose="law",
        languages=["ky"],
        source="https://example.org/",
    )


@pytest.fixture
def batch(officer: User) -> ImportBatch:
    return ImportBatch.objects.create(
        sheet="returnees", filename="list.csv", by=officer, rows=[], total=0
    )
