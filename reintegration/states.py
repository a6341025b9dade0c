"""Choices of the spine, and the moves of its state machines."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    FEMALE = "female", _("Woman")
    MALE = "male", _("Man")
    UNSAID = "unsaid", _("Prefer not to say")


class PhoneOwner(models.TextChoices):
    """Who answers the number: decides how much a message may say."""

    SELF = "self", _("Only me")
    FAMILY = "family", _("My family too")
    OTHER = "other", _("Somebody else")


class ReturnKind(models.TextChoices):
    PLANNED = "planned", _("I came back as planned")
    SEASON_END = "season_end", _("The season or contract ended")
    JOB_LOST = "job_lost", _("I lost the job")
    FAMILY = "family", _("For my family")
    SENT_BACK = "sent_back", _("I was sent back")
    ASSISTED = "assisted", _("A programme helped me return")
    OTHER = "other", _("Something else")


class NeedKind(models.TextChoices):
    """What a person asks for. Health and safety are not here: they are protection records."""

    WORK = "work", _("A job")
    TRAINING = "training", _("Training")
    BUSINESS = "business", _("Starting a business")
    DOCUMENTS = "documents", _("Documents")
    LEGAL_ADVICE = "legal_advice", _("Legal advice")
    HOUSING = "housing", _("Housing")
    MONEY = "money", _("Food or money now")
    CHILDCARE = "childcare", _("Childcare")
    COUNSELLING = "counselling", _("Someone to talk to")


class Schedule(models.TextChoices):
    FULL = "full", _("Full day")
    PART = "part", _("Part of the day")
    SHIFTS = "shifts", _("Shifts")
    ROTATION = "rotation", _("Weeks away, weeks at home")


class SkillSource(models.TextChoices):
    SELF = "self", _("Said by the person")
    STAFF = "staff", _("Seen by staff")
    CERTIFICATE = "certificate", _("Certificate")


class ConsentPurpose(models.TextChoices):
    PROGRAMME = "programme", _("Keep my file and help me")
    MATCHING = "matching", _("Look for jobs for me")
    EMPLOYERS = "employers", _("Show my skills to an employer I apply to")
    MESSAGES = "messages", _("Send me messages about jobs and courses")
    FOLLOW_UP = "follow_up", _("Ask me later how it went")


class ReturneeState(models.TextChoices):
    ACTIVE = "active", _("Looking")
    PLACED = "placed", _("In work or business")
    PAUSED = "paused", _("Paused")
    LEFT = "left", _("Left the programme")
    MERGED = "merged", _("Merged into another file")


RETURNEE_MOVES = {
    ReturneeState.ACTIVE: frozenset(
        {ReturneeState.PLACED, ReturneeState.PAUSED, ReturneeState.LEFT, ReturneeState.MERGED}
    ),
    ReturneeState.PLACED: frozenset(
        {ReturneeState.ACTIVE, ReturneeState.LEFT, ReturneeState.MERGED}
    ),
    ReturneeState.PAUSED: frozenset(
        {ReturneeState.ACTIVE, ReturneeState.PLACED, ReturneeState.LEFT, ReturneeState.MERGED}
    ),
    ReturneeState.LEFT: frozenset({ReturneeState.ACTIVE, ReturneeState.MERGED}),
    ReturneeState.MERGED: frozenset({ReturneeState.ACTIVE}),
}


class JourneyKind(models.TextChoices):
    REGISTERED = "registered", _("Registered")
    CONSENTED = "consented", _("Gave or withdrew consent")
    ENROLLED = "enrolled", _("Enrolled in a course")
    ATTENDED = "attended", _("Attended a class")
    COMPLETED = "completed", _("Completed a course")
    DROPPED = "dropped", _("Left a course early")
    CERTIFIED = "certified", _("Received a certificate")
    NOTIFIED = "notified", _("Was told of a job")
    APPLIED = "applied", _("Applied for a job")
    INVITED = "invited", _("Was invited to an interview")
    INTERVIEWED = "interviewed", _("Was interviewed")
    HIRED = "hired", _("Was hired")
    JOB_ENDED = "job_ended", _("The job ended")
    STARTED_BUSINESS = "started_business", _("Started a business")
    GRANT_RELEASED = "grant_released", _("Received part of a grant")
    FOLLOWED_UP = "followed_up", _("Was asked how it went")
    LEFT = "left", _("Left the programme")
    CORRECTED = "corrected", _("An earlier entry was corrected")


class DuplicateState(models.TextChoices):
    OPEN = "open", _("To be looked at")
    DISTINCT = "distinct", _("Two different people")
    MERGED = "merged", _("One person, merged")


DUPLICATE_MOVES = {
    DuplicateState.OPEN: frozenset({DuplicateState.DISTINCT, DuplicateState.MERGED}),
    DuplicateState.DISTINCT: frozenset({DuplicateState.OPEN}),
}


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Submitted")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Not approved")


PLAN_MOVES = {
    PlanState.DRAFT: frozenset({PlanState.SUBMITTED}),
    PlanState.SUBMITTED: frozenset({PlanState.DRAFT, PlanState.APPROVED, PlanState.REJECTED}),
    PlanState.REJECTED: frozenset({PlanState.DRAFT}),
}


class TrancheState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    DUE = "due", _("Condition met")
    RELEASED = "released", _("Paid out")
    CANCELLED = "cancelled", _("Cancelled")


TRANCHE_MOVES = {
    TrancheState.PLANNED: frozenset({TrancheState.DUE, TrancheState.CANCELLED}),
    TrancheState.DUE: frozenset({TrancheState.RELEASED, TrancheState.CANCELLED}),
}


class FollowUpState(models.TextChoices):
    DUE = "due", _("To be asked")
    ASKED = "asked", _("Asked")
    ANSWERED = "answered", _("Answered")
    NOT_REACHED = "not_reached", _("Not reached")
    REFUSED = "refused", _("Did not want to answer")


FOLLOW_UP_MOVES = {
    FollowUpState.DUE: frozenset(
        {
            FollowUpState.ASKED,
            FollowUpState.ANSWERED,
            FollowUpState.NOT_REACHED,
            FollowUpState.REFUSED,
        }
    ),
    FollowUpState.ASKED: frozenset(
        {FollowUpState.ANSWERED, FollowUpState.NOT_REACHED, FollowUpState.REFUSED}
    ),
    FollowUpState.NOT_REACHED: frozenset({FollowUpState.ANSWERED}),
}


class Livelihood(models.TextChoices):
    """The status fact of a follow-up (docs/indicators.md says which count as employed)."""

    WAGE = "wage", _("Working for pay")
    SELF_EMPLOYED = "self_employed", _("Own business")
    CASUAL = "casual", _("Day work")
    APPRENTICE = "apprentice", _("Apprentice")
    STUDY = "study", _("Studying")
    FAMILY_WORK = "family_work", _("Unpaid family work")
    UNEMPLOYED = "unemployed", _("Looking for work")
    NOT_SEEKING = "not_seeking", _("Not looking for work")
    ABROAD = "abroad", _("Abroad again")


class Verified(models.TextChoices):
    SELF = "self", _("Said by the person")
    EMPLOYER = "employer", _("Confirmed by the employer")
    DOCUMENT = "document", _("Document seen")
