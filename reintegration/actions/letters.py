"""What people write without signing in. No one is known here, and nothing of their device.

`network` is counted in this process's memory for minutes (letter_limits.py) and kept nowhere.
"""

from contextlib import suppress
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.actions.allowances import Limit, spend
from backend.accounts.mail import send_waiting
from backend.accounts.models import Office, User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotFound, TooMany
from backend.lib.phone import parse_phone
from backend.lib.transitions import move
from reintegration import letter_codes, letter_limits
from reintegration.letter_querysets import readers
from reintegration.letter_states import LETTER_MOVES, LetterState, Way
from reintegration.letter_words import LONGEST, Told, plain
from reintegration.models import Letter, LetterPart

MOST_PARTS = 60
A_MAIL_AN_HOUR = Limit("letters", 1, 3600)
UNKNOWN = _("We do not know this code. Look at each letter once more.")


@transaction.atomic
def write(
    told: Told, *, token: str, language: str, region: int | None = None, network: str = ""
) -> str:
    """Keep a new letter, and return the code that opens it.

    `region` (a Place) finds the office. The same form again is the same letter and the same code.
    """
    letter_limits.writing.spend(network)
    told = _checked(told)
    code = letter_codes.code_of(token)
    letter, is_new = Letter.objects.get_or_create(
        code_digest=letter_codes.digest(code),
        defaults={"language": _known(language), "office": office_for(region)},
    )
    if is_new:
        keep(letter, told, token=token)
        audit("reintegration.letter.came", by=None, subject=letter)
        _tell_readers(letter)
    else:  # sent twice; or changed after going back, and then no word of it may be lost
        _say_more(letter, told, token=token)
    return code


@transaction.atomic
def open_by_code(code: str, *, network: str = "") -> Letter:
    """The letter of a code. Raises NotFound, TooMany after many wrong ones."""
    letter_limits.wrong_codes.spend(network)
    digest = letter_codes.digest(code)
    letter = Letter.objects.by_code(digest, timezone.now()).first()
    if letter is None:
        raise NotFound(UNKNOWN)
    letter_limits.wrong_codes.give_back(network)
    return letter


@transaction.atomic
def add(code: str, *, text: str, token: str, network: str = "") -> Letter:
    """The writer says more: the letter waits again, also when it was closed."""
    letter = open_by_code(code, network=network)
    letter_limits.writing.spend(network)
    return _say_more(letter, Told(text=_said(text)), token=token)


def keep(letter: Letter, told: Told, *, token: str, by: User | None = None) -> bool:
    """Lock the words and save them as one more part; False if this very part is there."""
    once = letter_codes.once(token, told.to_json())
    if LetterPart.objects.filter(once=once).exists():
        return False
    part = LetterPart(letter=letter, by=by, once=once)
    part.lock(told)
    part.save()
    return True


def office_for(region: int | None) -> Office | None:
    """The office of a region if somebody there may read it; None is the central queue."""
    if region is None:
        return None
    offices = Office.objects.filter(region=region, pk__in=readers().values("office"))
    return offices.order_by("pk").first()


def may_read(letter: Letter) -> QuerySet[User]:
    """The readers of its office; of the central queue, and where none is left, all of them."""
    of_office = readers().filter(office__isnull=False, office=letter.office)
    return of_office if of_office.exists() else readers()


def _say_more(letter: Letter, told: Told, *, token: str) -> Letter:
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if letter.parts.count() >= MOST_PARTS:
        raise Conflict(_("This letter is full. Please write a new one."))
    if not keep(letter, told, token=token):
        return letter
    if letter.state != LetterState.WAITING:
        move(letter, LetterState.WAITING, moves=LETTER_MOVES, closed_by=None, closed_at=None)
    audit("reintegration.letter.added", by=None, subject=letter)
    _tell_readers(letter)
    return letter


def _tell_readers(letter: Letter) -> None:
    """An e-mail that says no more than that something waits; one in an hour is enough."""
    for reader in may_read(letter):
        with suppress(TooMany):
            spend(A_MAIL_AN_HOUR, str(reader.public_id))
            send_waiting(reader)


def _checked(told: Told) -> Told:
    """As it will be kept. Raises Invalid."""
    told = replace(
        told,
        text=plain(told.text),
        name=plain(told.name),
        when=plain(told.when),
        place=plain(told.place),
        contact=_contact(told),
    )
    if len(told.text) > LONGEST:
        raise Invalid(fields={"text": _("This is too long for one letter. Send it in two.")})
    if told.is_report and not told.text:
        raise Invalid(fields={"text": _("Tell us in a few words what is happening.")})
    if not told.text and not told.kinds:
        raise Invalid(fields={"kinds": _("Choose what you need, or tell us below.")})
    return told


def _contact(told: Told) -> str:
    """A phone as E.164, only if the writer wants to be reached by it."""
    if told.is_report or told.way not in (Way.CALL, Way.SMS):
        return ""
    try:
        return parse_phone(told.contact, settings.HOMEWARD_COUNTRY)
    except Invalid as problem:
        raise Invalid(fields={"contact": problem.fields["phone"]}) from None


def _said(text: str) -> str:
    said = plain(text)
    if not said:
        raise Invalid(fields={"text": _("Write a few words.")})
    if len(said) > LONGEST:
        raise Invalid(fields={"text": _("This is too long for one letter. Send it in two.")})
    return said


def _known(language: str) -> str:
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
