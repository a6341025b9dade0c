"""Two files of one person become one.

The absorbed file stays as it was, closed, and names its successor. What the person did in the
programme goes on under the kept file: every row of any app that points at the absorbed file
is pointed at the kept one, so no app has to know that files can merge. Three kinds of rows
stay: the journey and the consents, which are append-only and read together
(`JourneyEvent.objects.of`), and the background, whose gaps are filled by copies. Of two rows
that double each other (two applications for one vacancy) the one that went further is the kept
file's, and the other stays with the absorbed file.
"""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import ForeignObjectRel, Model, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.transitions import move
from reintegration.actions.consents import write_answer
from reintegration.actions.duplicates import find_for
from reintegration.actions.profile import fill
from reintegration.actions.state import place
from reintegration.actions.united import unite_backgrounds
from reintegration.models import (
    Consent,
    JourneyEvent,
    Need,
    PossibleDuplicate,
    Returnee,
    ReturneeLanguage,
    ReturneeLicence,
    ReturneeSkill,
    WorkHistory,
)
from reintegration.permissions import can_judge_duplicates
from reintegration.profile import PLAIN
from reintegration.signals import tell_profile_changed
from reintegration.states import RETURNEE_MOVES, ConsentPurpose, DuplicateState, ReturneeState

STAY: frozenset[type[Model]] = frozenset(
    {
        Consent,
        JourneyEvent,
        Need,
        PossibleDuplicate,
        ReturneeLanguage,
        ReturneeLicence,
        ReturneeSkill,
        WorkHistory,
    }
)
TOGETHER = {"wage_floor": "wage_currency", "phone": "phone_owner"}


@transaction.atomic
def merge(keep: Returnee, *, absorb: Returnee, by: User) -> Returnee:
    """Make `absorb` part of `keep`. Raises Invalid for one file, Conflict for a merged one."""
    if not can_judge_duplicates(by, keep, absorb):
        raise NotAllowed()
    if keep.pk == absorb.pk:
        raise Invalid(fields={"other": _("Choose another file than this one.")})
    keep, absorb = _locked(keep, absorb)
    if ReturneeState.MERGED in (keep.state, absorb.state):
        raise Conflict(_("One of these files has been merged already."))
    _fill_gaps(keep, absorb)
    unite_backgrounds(keep, absorb)
    _unite_consents(keep, absorb, by)
    works = absorb.state == ReturneeState.PLACED
    move(absorb, ReturneeState.MERGED, moves=RETURNEE_MOVES, merged_into=keep)
    _hand_over_sign_in(keep, absorb)
    _point_rows_at(keep, absorb)
    _settle_pairs(keep, absorb)
    if works:
        place(keep, by=by)
    audit("reintegration.returnee.merged", by=by, subject=keep, absorbed=str(absorb.public_id))
    for file in (keep, absorb):
        tell_profile_changed(file)
    return keep


def _locked(keep: Returnee, absorb: Returnee) -> tuple[Returnee, Returnee]:
    """Both rows, locked in one order; nobody can add rows to either meanwhile."""
    pks = [keep.pk, absorb.pk]
    rows = Returnee.objects.select_for_update().filter(pk__in=pks).order_by("pk").in_bulk()
    return rows[keep.pk], rows[absorb.pk]


def _fill_gaps(keep: Returnee, absorb: Returnee) -> None:
    """What only the other file says; an amount brings its currency, a phone its owner."""
    gaps = {name for name in PLAIN if getattr(keep, name) in ("", None, [])}
    gaps |= {TOGETHER[name] for name in gaps & TOGETHER.keys() if getattr(absorb, name)}
    fill(keep, {name: value for name in gaps if (value := getattr(absorb, name))})
    keep.save()


def _unite_consents(keep: Returnee, absorb: Returnee, by: User) -> None:
    """A no on either file is a no on both; a yes on one alone holds.

    Only for the programme itself the kept file speaks: it is often the one of a person who
    had left and came back.
    """
    answers = Consent.objects.filter(returnee__in=(keep, absorb)).current()
    answers = answers.exclude(returnee=absorb, purpose=ConsentPurpose.PROGRAMME)
    decisive: dict[str, Consent] = {}
    for answer in answers.order_by("-pk"):
        standing = decisive.get(answer.purpose)
        if standing is None or (standing.given and not answer.given):
            decisive[answer.purpose] = answer
    for purpose, answer in decisive.items():
        current = keep.consents.filter(purpose=purpose).order_by("-pk").first()
        if current is None or current.given != answer.given:
            write_answer(
                keep,
                by=by,
                purpose=ConsentPurpose(purpose),
                given=answer.given,
                text_version=answer.text_version,
                language=answer.language,
            )


def _hand_over_sign_in(keep: Returnee, absorb: Returnee) -> None:
    """The sign-in goes to the kept file if it has none; else the page of the other says where."""
    if keep.user_id is None and absorb.user_id is not None:
        keep.user_id, absorb.user_id = absorb.user_id, None
        absorb.save(update_fields=["user", "updated_at"])
        keep.save(update_fields=["user", "updated_at"])


def _point_rows_at(keep: Returnee, absorb: Returnee) -> None:
    for model, field in _links():
        for row in model._default_manager.filter(**{field: absorb}):
            try:
                with transaction.atomic():
                    model._default_manager.filter(pk=row.pk).update(**{field: keep})
            except IntegrityError:
                double = _double_of(row, field, keep)
                if double and _went_further(row, double):
                    _exchange(model, field, keep=(keep, double), absorb=(absorb, row))


def _double_of(row: Any, field: str, keep: Returnee) -> Any:
    """The row of the kept file that leaves no room for `row`, or None."""
    rows = type(row)._default_manager.filter(**{field: keep})
    for rule in row._meta.constraints:
        if isinstance(rule, UniqueConstraint) and field in rule.fields:
            same = {name: getattr(row, name) for name in rule.fields if name != field}
            if found := rows.filter(rule.condition or Q(), **same).first():
                return found
    return None


def _went_further(row: Any, other: Any) -> bool:
    """Whether `row` comes after `other` in the PROGRESS of its model, least first, if it has one.

    A state that stands in no PROGRESS comes before all of them.
    """
    order = {state: place for place, state in enumerate(getattr(row, "PROGRESS", ()))}
    return order.get(row.state, -1) > order.get(other.state, -1) if order else False


def _exchange(
    model: Any, field: str, *, keep: tuple[Returnee, Any], absorb: tuple[Returnee, Any]
) -> None:
    """Give each file the other's row, by way of a file in between.

    The database lets two rows stand in one place not even for a moment.
    """
    between = Returnee.objects.get(pk=absorb[0].pk)
    between.pk, between.public_id, between.user = None, uuid4(), None
    between._state.adding = True
    between.save()
    rows = model._default_manager
    for row, file in ((keep[1], between), (absorb[1], keep[0]), (keep[1], absorb[0])):
        rows.filter(pk=row.pk).update(**{field: file})
    between.delete()


def _links() -> Iterator[tuple[type[Any], str]]:
    """Every foreign key of any app to a file, but those that stay."""
    for link in Returnee._meta.get_fields(include_hidden=True):
        if not isinstance(link, ForeignObjectRel) or link.many_to_many:
            continue
        model = link.related_model
        if model in STAY or model._meta.auto_created:
            continue
        yield model, link.field.name


def _settle_pairs(keep: Returnee, absorb: Returnee) -> None:
    pair = PossibleDuplicate.objects.of(keep) & PossibleDuplicate.objects.of(absorb)
    pair.update(state=DuplicateState.MERGED)
    find_for(keep)
