from django.db import models
from django.utils.translation import gettext_lazy as _


class CohortState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open for applications")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    CANCELLED = "cancelled", _("Cancelled")


COHORT_MOVES = {
    CohortState.PLANNED: frozenset({CohortState.OPEN, CohortState.CANCELLED}),
    CohortState.OPEN: frozenset({CohortState.PLANNED, CohortState.RUNNING, CohortState.CANCELLED}),
    CohortState.RUNNING: frozenset({CohortState.FINISHED, CohortState.CANCELLED}),
}


class EnrolmentState(models.TextChoices):
    APPLIED = "applied", _("Applied")
    WAITLISTED = "waitlisted", _("On the waiting list")
    ENROLLED = "enrolled", _("Enrolled")
    COMPLETED = "completed", _("Completed")
    DROPPED = "dropped", _("Left early")
    REFUSED = "refused", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CANCELLED = "cancelled", _("The course was cancelled")


ENROLMENT_MOVES = {
    EnrolmentState.APPLIED: frozenset(
        {
            EnrolmentState.ENROLLED,
            EnrolmentState.WAITLISTED,
            EnrolmentState.REFUSED,
            EnrolmentState.WITHDRAWN,
            EnrolmentState.CANCELLED,
        }
    ),
    EnrolmentState.WAITLISTED: frozenset(
        {
            EnrolmentState.ENROLLED,
            EnrolmentState.REFUSED,
            EnrolmentState.WITHDRAWN,
            EnrolmentState.CANCELLED,
        }
    ),
    EnrolmentState.ENROLLED: frozenset(
        {
            EnrolmentState.COMPLETED,
            EnrolmentState.DROPPED,
            EnrolmentState.WITHDRAWN,
            EnrolmentState.CANCELLED,
        }
    ),
}

# Cohorts in which seats can be given, and those in which people sit or have sat.
SEATING = frozenset({CohortState.OPEN, CohortState.RUNNING})
TAUGHT = frozenset({CohortState.RUNNING, CohortState.FINISHED})

# States that take one of the cohort's seats.
SEATED = frozenset({EnrolmentState.ENROLLED, EnrolmentState.COMPLETED, EnrolmentState.DROPPED})
# States in which a person is still waiting or sitting: one of these per person and cohort.
LIVE = frozenset({EnrolmentState.APPLIED, EnrolmentState.WAITLISTED, EnrolmentState.ENROLLED})
