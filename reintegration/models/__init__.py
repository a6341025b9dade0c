from reintegration.models.background import (
    Need,
    ReturneeLanguage,
    ReturneeLicence,
    ReturneeSkill,
    WorkHistory,
)
from reintegration.models.campaigns import Campaign, Recipient
from reintegration.models.consent import Consent
from reintegration.models.disability import DisabilityAnswer
from reintegration.models.drafts import RegistrationDraft
from reintegration.models.duplicates import PossibleDuplicate
from reintegration.models.follow_ups import FollowUp
from reintegration.models.grants import Grant, Tranche
from reintegration.models.hotlines import Hotline
from reintegration.models.journey import JourneyEvent
from reintegration.models.letters import Letter, LetterPart
from reintegration.models.person import Returnee
from reintegration.models.plans import BusinessPlan
from reintegration.models.replies import Reply, StopLink

__all__ = [
    "BusinessPlan",
    "Campaign",
    "Consent",
    "DisabilityAnswer",
    "FollowUp",
    "Grant",
    "Hotline",
    "JourneyEvent",
    "Letter",
    "LetterPart",
    "Need",
    "PossibleDuplicate",
    "Recipient",
    "RegistrationDraft",
    "Reply",
    "Returnee",
    "ReturneeLanguage",
    "ReturneeLicence",
    "ReturneeSkill",
    "StopLink",
    "Tranche",
    "WorkHistory",
]
