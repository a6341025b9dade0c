"""Consent texts and the question asked moments before anything rests on them.

The text a person agreed to is kept by its version: changing a text means a new version
here, never an edit of an old one.
"""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.notifications.models import Message
from backend.notifications.states import Reason
from reintegration.models import Consent
from reintegration.states import ConsentPurpose

VERSION = "2026-11"

TEXTS: dict[ConsentPurpose, StrOrPromise] = {
    ConsentPurpose.PROGRAMME: _(
        "I agree that the programme keeps my file to help me. I can see it and correct it. "
        "I can take this consent back at any time: then my file is closed."
    ),
    ConsentPurpose.MATCHING: _(
        "I agree that the service compares my profile with vacancies to find work for me."
    ),
    ConsentPurpose.EMPLOYERS: _(
        "When I apply, I agree that this employer sees my name, phone, skills and experience."
    ),
    ConsentPurpose.MESSAGES: _("I agree to get text messages about jobs and courses."),
    ConsentPurpose.FOLLOW_UP: _("I agree to be asked later how it is going."),
}

# Without these there is no file.
NEEDED = frozenset({ConsentPurpose.PROGRAMME})


def agreed_to(purpose: ConsentPurpose) -> Callable[[Sequence[Message]], dict[int, str]]:
    """A check for message kinds: kept back where the person's newest answer is not yes."""

    def without_consent(messages: Sequence[Message]) -> dict[int, str]:
        people = {one.person for one in messages if one.person}
        newest = (
            Consent.objects.filter(returnee__public_id__in=people, purpose=purpose)
            .order_by("returnee_id", "-pk")
            .distinct("returnee_id")
            .values_list("returnee__public_id", "given")
        )
        agreed = {person for person, given in newest if given}
        return {one.pk: Reason.NO_CONSENT for one in messages if one.person not in agreed}

    return without_consent
