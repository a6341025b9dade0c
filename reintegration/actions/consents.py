"""Yes and no, each a row of its own: the newest holds, and none is ever changed."""

from django.db import transaction

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import NotAllowed
from reintegration.actions.journey import record_event
from reintegration.actions.state import close_file
from reintegration.consents import VERSION
from reintegration.models import Consent, Returnee
from reintegration.permissions import can_edit_file
from reintegration.signals import tell_profile_changed
from reintegration.staff_reasons import LeaveReason
from reintegration.states import ConsentPurpose, JourneyKind


@transaction.atomic
def give(
    returnee: Returnee,
    *,
    by: User,
    purpose: ConsentPurpose,
    language: str,
    text_version: str = VERSION,
) -> Consent:
    """Record a yes to the text of `text_version`, read in `language`. Repeating is harmless."""
    if not can_edit_file(by, returnee):
        raise NotAllowed()
    return write_answer(
        returnee, by=by, purpose=purpose, given=True, text_version=text_version, language=language
    )


@transaction.atomic
def withdraw(
    returnee: Returnee,
    *,
    by: User,
    purpose: ConsentPurpose,
    language: str,
    text_version: str = VERSION,
) -> Consent:
    """Record a no. Without a consent to the programme all others end too, and the file closes."""
    if not can_edit_file(by, returnee):
        raise NotAllowed()
    purposes = [purpose]
    if purpose == ConsentPurpose.PROGRAMME:
        standing = Consent.objects.filter(returnee=returnee).current().filter(given=True)
        purposes += [given.purpose for given in standing.exclude(purpose=purpose)]
        close_file(returnee, by=by, reason=LeaveReason.CONSENT)
    answers = [
        write_answer(
            returnee, by=by, purpose=each, given=False, text_version=text_version, language=language
        )
        for each in purposes
    ]
    return answers[0]


def write_answer(
    returnee: Returnee,
    *,
    by: User,
    purpose: ConsentPurpose,
    given: bool,
    text_version: str,
    language: str,
) -> Consent:
    """The row, its audit and its place in the journey; nothing if the same answer stands.

    The caller has checked who may speak for the person.
    """
    newest = returnee.consents.filter(purpose=purpose).order_by("-pk").first()
    if newest and (newest.given, newest.text_version) == (given, text_version):
        return newest
    answer = Consent.objects.create(
        returnee=returnee,
        purpose=purpose,
        given=given,
        text_version=text_version,
        language=language,
        by=by,
    )
    deed = "given" if given else "withdrawn"
    audit(f"reintegration.consent.{deed}", by=by, subject=returnee, purpose=purpose)
    record_event(
        JourneyKind.CONSENTED,
        returnee=returnee,
        by=by,
        source=answer,
        purpose=purpose,
        given=given,
    )
    if purpose == ConsentPurpose.MATCHING:
        tell_profile_changed(returnee)
    return answer
