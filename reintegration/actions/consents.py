"""Yes and no, each a row of its own: the newest holds, and none is ever changed."""

from django.db import transaction

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import NotAllowed
from backend.notifications import holding
from reintegration.actions.journey import record_event
from reintegration.actions.state import close_file
from reintegration.consents import VERSION
from reintegration.models import Consent, Returnee
from reintegration.permissions import can_edit_file, is_own_file
from reintegration.signals import tell_profile_changed
from reintegration.staff_reasons import ConsentWay, LeaveReason
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
    way: str = "",
) -> Consent:
    """Record a no; after the commit nothing leaves that rests on the yes.

    Without a consent to the programme all others end too, and the file closes.
    """
    if not can_edit_file(by, returnee):
        raise NotAllowed()
    holding.hold(returnee.public_id)
    purposes = [purpose]
    if purpose == ConsentPurpose.PROGRAMME:
        standing = Consent.objects.filter(returnee=returnee).current().filter(given=True)
        purposes += [given.purpose for given in standing.exclude(purpose=purpose)]
        close_file(returnee, by=by, reason=LeaveReason.CONSENT)
    answers = [
        write_answer(
            returnee,
            by=by,
            purpose=each,
            given=False,
            text_version=text_version,
            language=language,
            way=way,
        )
        for each in purposes
    ]
    return answers[0]


def write_answer(
    returnee: Returnee,
    *,
    by: User | None,
    purpose: ConsentPurpose,
    given: bool,
    text_version: str,
    language: str,
    way: str = "",
    reason: str = "",
) -> Consent:
    """The row, its audit and its place in the journey; nothing if the same answer stands.

    The caller has checked who may speak for the person. `by` None: an SMS or a link, where the
    number speaks and nobody has signed in. `way` "": on their own page, or told to staff.
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
        way=way or (ConsentWay.PAGE if by and is_own_file(by, returnee) else ConsentWay.STAFF),
        reason=reason,
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
