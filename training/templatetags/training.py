"""Words and tones of training's own pages."""

from django import template
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.lib.transitions import allowed
from training.states import ENROLMENT_MOVES, EnrolmentState

register = template.Library()

TONES = {
    EnrolmentState.ENROLLED: "ok",
    EnrolmentState.COMPLETED: "ok",
    EnrolmentState.APPLIED: "warning",
    EnrolmentState.WAITLISTED: "warning",
    EnrolmentState.DROPPED: "danger",
    EnrolmentState.REFUSED: "danger",
}
# Each verb with the state it leads to, and the words of its button where it needs a reason.
VERBS: dict[str, tuple[EnrolmentState, StrOrPromise]] = {
    "enrol": (EnrolmentState.ENROLLED, ""),
    "complete": (EnrolmentState.COMPLETED, ""),
    "refuse": (EnrolmentState.REFUSED, _("Not accept")),
    "drop": (EnrolmentState.DROPPED, _("Left early")),
}


@register.filter
def enrolment_tone(state: str) -> str:
    return TONES.get(EnrolmentState(state), "plain")


@register.filter
def verbs(state: str) -> dict[str, StrOrPromise]:
    """What may be done to an enrolment in `state`."""
    return {
        verb: words for verb, (to, words) in VERBS.items() if allowed(ENROLMENT_MOVES, state, to)
    }
