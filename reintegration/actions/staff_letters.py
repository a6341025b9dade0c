"""What protection officers do with letters. Every look at the words is in the audit log."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotFound
from backend.lib.transitions import move
from reintegration.actions.letters import keep, may_read
from reintegration.letter_states import LETTER_MOVES, LetterState
from reintegration.letter_words import LONGEST, Told, plain
from reintegration.models import Letter, LetterPart

Opened = list[tuple[LetterPart, Told]]


@transaction.atomic
def read(letter: Letter, *, by: User) -> Opened:
    """The words, with their parts. Written into the audit log, each time."""
    _expect_seen(letter, by)
    audit("reintegration.letter.read", by=by, subject=letter)
    return [(part, part.told()) for part in letter.parts.select_related("by")]


@transaction.atomic
def answer(letter: Letter, *, by: User, text: str, token: str) -> Letter:
    """Write back; the writer reads it with their code. Takes the letter if nobody has."""
    letter = _locked(letter, by)
    said = plain(text)
    if not said or len(said) > LONGEST:
        raise Invalid(fields={"text": _("Write an answer of at most 4000 characters.")})
    if not keep(letter, Told(text=said), token=token, by=by):
        return letter
    letter.assigned_to = letter.assigned_to or by
    letter.save(update_fields=["assigned_to", "updated_at"])
    if letter.state == LetterState.WAITING:
        move(letter, LetterState.ANSWERED, moves=LETTER_MOVES)
    audit("reintegration.letter.answered", by=by, subject=letter)
    return letter


@transaction.atomic
def assign(letter: Letter, *, by: User, to: Any) -> Letter:
    """Give it to a colleague by public id, or to nobody (None)."""
    letter = _locked(letter, by)
    taker = may_read(letter).filter(public_id=to).first() if to else None
    if to and taker is None:
        raise Invalid(fields={"to": _("Choose a colleague who may read this letter.")})
    letter.assigned_to = taker
    letter.save(update_fields=["assigned_to", "updated_at"])
    audit("reintegration.letter.assigned", by=by, subject=letter, to=str(to) if to else "")
    return letter


@transaction.atomic
def close(letter: Letter, *, by: User) -> Letter:
    """Nothing more is to be done; the writer can still read it, and write again."""
    letter = _locked(letter, by)
    now = timezone.now()
    move(letter, LetterState.CLOSED, moves=LETTER_MOVES, closed_by=by, closed_at=now)
    audit("reintegration.letter.closed", by=by, subject=letter)
    return letter


def _expect_seen(letter: Letter, by: User) -> None:
    if not Letter.objects.visible_to(by).filter(pk=letter.pk).exists():
        raise NotFound()


def _locked(letter: Letter, by: User) -> Letter:
    """The letter as it is now, until the end of the transaction; not one that is closed."""
    _expect_seen(letter, by)
    found = Letter.objects.select_for_update().get(pk=letter.pk)
    if found.state == LetterState.CLOSED:
        raise Conflict(_("This letter is closed already."))
    return found
