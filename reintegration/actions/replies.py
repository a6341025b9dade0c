"""An SMS from a person is understood for certain, or it goes to staff: never a void."""

import logging
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backend.lib.errors import Problem
from backend.notifications import kinds, outbox
from backend.notifications.gateways.telegram import TELEGRAM
from backend.notifications.inbound import ANSWERED_WITHIN
from backend.notifications.models import InboundSms, Message
from reintegration.actions.follow_ups import answer_by_sms
from reintegration.actions.starting import start
from reintegration.actions.stopping import STOPPABLE, stop
from reintegration.models import FollowUp, Reply, Returnee
from reintegration.notices import ASKS_BY_LINK, ASKS_BY_SMS, LIVELIHOOD_OF_FIGURE
from reintegration.replies.reading import Meaning, Said, read
from reintegration.staff_inbox import ReplyMeaning, ReplyState
from reintegration.staff_reasons import ConsentWay
from reintegration.states import (
    ConsentPurpose,
    FollowUpState,
    Livelihood,
    PhoneOwner,
    ReturneeState,
)

logger = logging.getLogger(__name__)


def understand(sms: InboundSms) -> None:
    """Do what the SMS says if that is certain; in any case it is in the inbox afterwards."""
    if Reply.objects.filter(sms=sms).exists():
        return
    try:
        with transaction.atomic():
            _act_on(sms)
    except Exception as error:
        if not isinstance(error, Problem):
            logger.exception("Inbound SMS %s was not understood", sms.public_id)
        _keep(sms, ReplyMeaning.FOR_STAFF, _sole(sms, _files(sms.phone)))


def _act_on(sms: InboundSms) -> None:
    files = _files(sms.phone)
    person = _sole(sms, files)
    # What comes from a chat was read there, and left to staff.
    said = None if sms.gateway == TELEGRAM else read(sms.text, _language(files))
    if said and said.meaning == Meaning.STOP and files:
        _stop(sms, files)
        _keep(sms, ReplyMeaning.STOP, person, ReplyState.UNDERSTOOD)
    elif said and said.meaning == Meaning.START and len(files) == 1 and _start(sms, files[0]):
        _keep(sms, ReplyMeaning.START, person, ReplyState.UNDERSTOOD)
    elif person and (livelihood := _livelihood(sms, said)) and (asked := _question(sms, person)):
        _answer(sms, person, asked, livelihood)
    else:
        meaning = ReplyMeaning.STOP if said and said.meaning == Meaning.STOP else None
        _keep(sms, meaning or ReplyMeaning.FOR_STAFF, person)


def _language(files: Sequence[Returnee]) -> str:
    """The one that all at this number speak, or ""."""
    spoken = {file.language for file in files}
    return spoken.pop() if len(spoken) == 1 else ""


def _files(phone: str) -> list[Returnee]:
    """All who may be reached at this number, locked: two SMS of one phone are read in turn."""
    if not phone:  # of a chat whose person has none: not of everybody without a phone
        return []
    own = Returnee.objects.filter(Q(phone=phone) | Q(user__phone=phone))
    living = own.exclude(state=ReturneeState.MERGED).order_by("pk")
    return list(living.select_for_update(no_key=True, of=("self",)))


def _sole(sms: InboundSms, files: Sequence[Returnee]) -> Returnee | None:
    """Whose SMS it is: of a shared number, whose message it answers; else nobody knows."""
    if len(files) == 1:
        return files[0]
    about = sms.answers.person if sms.answers else None
    return next((file for file in files if file.public_id == about), None)


def _stop(sms: InboundSms, files: Sequence[Returnee]) -> None:
    """For everybody at this number: it was not said whose messages. Confirmed once, if new."""
    narrow = _purposes(sms)
    changed = [stop(file, way=ConsentWay.REPLY, purposes=narrow) for file in files]
    if not any(changed):  # said before, and again: then of everything
        changed = [stop(file, way=ConsentWay.REPLY) for file in files]
    if any(changed):
        outbox.send(
            "reintegration.stopped",
            phone=sms.phone,
            language=files[0].language,
            context={},
            dedupe_key=f"reintegration.stopped:{sms.public_id}",
            person=files[0].public_id,
        )


def _start(sms: InboundSms, person: Returnee) -> bool:
    """What they stopped from this number goes again, and they are told; else staff read it."""
    if not start(person, phone=sms.phone):
        return False
    outbox.send(
        "reintegration.started",
        phone=sms.phone,
        language=person.language,
        context={},
        dedupe_key=f"reintegration.started:{sms.public_id}",
        recipient=person.user,
        person=person.public_id,
    )
    return True


def _livelihood(sms: InboundSms, said: Said | None) -> Livelihood | None:
    """What the person does now: in words; or by a figure, if the newest SMS asked for one."""
    if said is None or said.meaning != Meaning.NUMBER:
        return said.livelihood if said else None
    asked_for_one = sms.answers is not None and sms.answers.kind == ASKS_BY_SMS
    return LIVELIHOOD_OF_FIGURE.get(said.number or 0) if asked_for_one else None


def _purposes(sms: InboundSms) -> Sequence[ConsentPurpose]:
    """What the message that is answered rests on; of everything if that is not known."""
    purposes = {kind.name: kind.purpose for kind in kinds.all_kinds()}
    purpose = purposes.get(sms.answers.kind) if sms.answers else None
    return [ConsentPurpose(purpose)] if purpose in STOPPABLE else STOPPABLE


def _question(sms: InboundSms, person: Returnee) -> FollowUp | None:
    """The one question that this phone was asked lately, if only the person answers it."""
    lately = Message.objects.answerable(sms.phone, timezone.now(), ANSWERED_WITHIN)
    if person.phone_owner != PhoneOwner.SELF:
        return None
    if not lately.filter(kind__in=(ASKS_BY_LINK, ASKS_BY_SMS), person=person.public_id).exists():
        return None
    asked = FollowUp.objects.open(timezone.localdate()).filter(
        returnee=person, state=FollowUpState.ASKED
    )
    found = list(asked[:2])
    return found[0] if len(found) == 1 else None


def _answer(sms: InboundSms, person: Returnee, asked: FollowUp, livelihood: Livelihood) -> None:
    answer_by_sms(asked, livelihood=livelihood)
    _keep(sms, ReplyMeaning.FOLLOW_UP, person, ReplyState.UNDERSTOOD, asked)


def _keep(
    sms: InboundSms,
    meaning: ReplyMeaning,
    person: Returnee | None,
    state: ReplyState = ReplyState.OPEN,
    follow_up: FollowUp | None = None,
) -> None:
    Reply.objects.create(
        sms=sms, returnee=person, meaning=meaning, state=state, follow_up=follow_up
    )
