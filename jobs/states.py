"""Choices of the job side, and the moves of its state machines."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EmployerState(models.TextChoices):
    PENDING = "pending", _("Waiting to be checked")
    VERIFIED = "verified", _("Verified")
    REJECTED = "rejected", _("Not verified")
    SUSPENDED = "suspended", _("Suspended")


EMPLOYER_MOVES = {
    EmployerState.PENDING: frozenset({EmployerState.VERIFIED, EmployerState.REJECTED}),
    EmployerState.VERIFIED: frozenset({EmployerState.SUSPENDED}),
    EmployerState.REJECTED: frozenset({EmployerState.PENDING}),
    EmployerState.SUSPENDED: frozenset({EmployerState.VERIFIED}),
}


class VacancyState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SCREENING = "screening", _("Being checked")
    PUBLISHED = "published", _("Published")
    PAUSED = "paused", _("Paused")
    FILLED = "filled", _("Filled")
    CLOSED = "closed", _("Closed")
    REJECTED = "rejected", _("Rejected")


VACANCY_MOVES = {
    VacancyState.DRAFT: frozenset({VacancyState.SCREENING, VacancyState.CLOSED}),
    VacancyState.SCREENING: frozenset(
        {VacancyState.PUBLISHED, VacancyState.REJECTED, VacancyState.DRAFT, VacancyState.FILLED}
    ),
    VacancyState.PUBLISHED: frozenset(
        {VacancyState.PAUSED, VacancyState.FILLED, VacancyState.CLOSED, VacancyState.REJECTED}
    ),
    VacancyState.PAUSED: frozenset(
        {
            VacancyState.SCREENING,
            VacancyState.FILLED,
            VacancyState.CLOSED,
            VacancyState.REJECTED,
        }
    ),
    VacancyState.REJECTED: frozenset({VacancyState.DRAFT}),
}

# The employer may write here; published work only changes its places and its last day.
EDITABLE = frozenset(
    {VacancyState.DRAFT, VacancyState.SCREENING, VacancyState.REJECTED, VacancyState.PAUSED}
)
# On the list, or off it for a while.
HIRING = frozenset({VacancyState.PUBLISHED, VacancyState.PAUSED})
# Over for good; what they offered can be offered again by a new vacancy.
ENDED = frozenset({VacancyState.FILLED, VacancyState.CLOSED})
# Who has applied can still be hired: a vacancy taken up again may wait for staff meanwhile.
CAN_HIRE = HIRING | {VacancyState.SCREENING}


class PayPeriod(models.TextChoices):
    MONTH = "month", _("a month")
    DAY = "day", _("a day")
    HOUR = "hour", _("an hour")


class MatchState(models.TextChoices):
    PROPOSED = "proposed", _("Found")
    NOTIFIED = "notified", _("Told")
    SEEN = "seen", _("Seen")
    REFUSED = "refused", _("Does not suit")
    APPLIED = "applied", pgettext_lazy("job", "Applied")


MATCH_MOVES = {
    MatchState.PROPOSED: frozenset(
        {MatchState.NOTIFIED, MatchState.SEEN, MatchState.REFUSED, MatchState.APPLIED}
    ),
    MatchState.NOTIFIED: frozenset({MatchState.SEEN, MatchState.REFUSED, MatchState.APPLIED}),
    MatchState.SEEN: frozenset({MatchState.REFUSED, MatchState.APPLIED}),
    MatchState.REFUSED: frozenset({MatchState.APPLIED}),
}

# Shown to the person: neither put aside nor applied for.
OFFERED = frozenset({MatchState.PROPOSED, MatchState.NOTIFIED, MatchState.SEEN})


class ApplicationState(models.TextChoices):
    SENT = "sent", _("Sent")
    SEEN = "seen", _("Seen by the employer")
    INVITED = "invited", _("Invited to an interview")
    HIRED = "hired", _("Hired")
    REFUSED = "refused", _("Not this time")
    WITHDRAWN = "withdrawn", _("Withdrawn")


APPLICATION_MOVES = {
    ApplicationState.SENT: frozenset(
        {
            ApplicationState.SEEN,
            ApplicationState.INVITED,
            ApplicationState.HIRED,
            ApplicationState.REFUSED,
            ApplicationState.WITHDRAWN,
        }
    ),
    ApplicationState.SEEN: frozenset(
        {
            ApplicationState.INVITED,
            ApplicationState.HIRED,
            ApplicationState.REFUSED,
            ApplicationState.WITHDRAWN,
        }
    ),
    ApplicationState.INVITED: frozenset(
        {ApplicationState.HIRED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN}
    ),
}


class RefusalReason(models.TextChoices):
    """Why an employer said no: coded, so that courses can answer it."""

    SKILLS = "skills", _("Other skills are needed")
    EXPERIENCE = "experience", _("More experience is needed")
    LANGUAGE = "language", _("Another language level is needed")
    DOCUMENTS = "documents", _("Documents are missing")
    FILLED = "filled", _("The place is taken")
    NO_SHOW = "no_show", _("Did not come to the interview")
    CLOSED = "closed", _("The vacancy was closed")
    OTHER = "other", _("Another reason")


# Not decided yet; a vacancy that is filled or closed decides them all.
STANDING = frozenset({ApplicationState.SENT, ApplicationState.SEEN, ApplicationState.INVITED})


class PlacementEnd(models.TextChoices):
    QUIT = "quit", _("The person left")
    CONTRACT_ENDED = "contract_ended", _("The contract ended")
    DISMISSED = "dismissed", _("Dismissed")
    UNPAID = "unpaid", _("Pay was not as agreed")
    UNSAFE = "unsafe", _("Work was not safe")
    DID_NOT_START = "did_not_start", _("The job never began")
    OTHER = "other", _("Another reason")


class RunState(models.TextChoices):
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class RunTrigger(models.TextChoices):
    NIGHTLY = "nightly", _("Nightly")
    VACANCY = "vacancy", _("A vacancy was published")
    RETURNEE = "returnee", _("A profile changed")


class ShardKind(models.TextChoices):
    """What a part of a night's run goes through, one by one."""

    PEOPLE = "people", "people"
    OPENINGS = "openings", "openings"


class ChangeKind(models.IntegerChoices):
    """What a row of the feed of changed facts is about."""

    PERSON = 1, "person"
    VACANCY = 2, "vacancy"
    TAXONOMY = 3, "taxonomy"  # places and codes: whoever holds numbers of them reads all anew
    FORGOTTEN = 4, "forgotten"  # stands for all older rows, which were deleted
