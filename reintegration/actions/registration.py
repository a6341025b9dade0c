"""A new file: by the person, or by staff for somebody who is with them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.actions.registration import open_returnee_account
from backend.accounts.models import Office, User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from reintegration import profile
from reintegration.actions.background import set_lists
from reintegration.actions.consents import write_answer
from reintegration.actions.duplicates import find_for
from reintegration.actions.journey import record_event
from reintegration.actions.profile import fill
from reintegration.consents import NEEDED
from reintegration.models import Returnee
from reintegration.permissions import can_register
from reintegration.signals import tell_profile_changed
from reintegration.states import ConsentPurpose, JourneyKind, ReturneeState


@transaction.atomic
def register_returnee(
    *,
    by: User,
    user: User | None = None,
    office: Office | None = None,
    consents: Mapping[ConsentPurpose, bool],
    text_version: str,
    language: str,
    read_in: str = "",
    sign_in: bool = False,
    **values: Any,
) -> Returnee:
    """Open a file and return it; a person who has one already gets that one, unchanged.

    `language` is the person's; `consents` answers each purpose asked, to the text of
    `text_version`, read in `read_in` if that was another language. `sign_in` opens, by staff,
    the account that signs in with the phone. `values` are fields and lists of profile.py.
    Files that may be the same person are noted, never refused.
    """
    if not can_register(by, user):
        raise NotAllowed()
    if user and (own := _file_of(user)):
        return _open(own)
    if any(not consents.get(purpose) for purpose in NEEDED):
        raise Invalid(fields={"consents": _("Without this consent we cannot keep your file.")})
    lists = {name: values.pop(name) for name in [*values] if name in profile.LISTS}
    returnee = Returnee(user=user, language=language)
    fill(returnee, values)
    returnee.user = user or (_account(returnee, by) if sign_in else None)
    returnee.office = office or _office_for(returnee, by)
    returnee.save()
    set_lists(returnee, by=by, lists=lists)
    audit("reintegration.returnee.registered", by=by, subject=returnee)
    record_event(JourneyKind.REGISTERED, returnee=returnee, by=by, source=returnee)
    for purpose, given in consents.items():
        write_answer(
            returnee,
            by=by,
            purpose=purpose,
            given=given,
            text_version=text_version,
            language=read_in or language,
        )
    find_for(returnee)
    tell_profile_changed(returnee)
    return returnee


def _file_of(user: User) -> Returnee | None:
    """The file of `user`, whose row is held: two presses of one button open one file."""
    User.objects.select_for_update().get(pk=user.pk)
    return Returnee.objects.filter(user=user).first()


def _open(own: Returnee) -> Returnee:
    if own.state == ReturneeState.MERGED:
        raise Conflict(_("You have a file already. Sign in with your other number."))
    return own


def _account(returnee: Returnee, by: User) -> User | None:
    """The account of the person's own phone, unless a relative's file holds it."""
    if not returnee.phone:
        raise Invalid(fields={"phone": _("Write the phone the person will sign in with.")})
    account = open_returnee_account(
        by=by, phone=returnee.phone, language=returnee.language, name=str(returnee)
    )
    return None if _file_of(account) else account


def _office_for(returnee: Returnee, by: User) -> Office | None:
    """The office of the home region, else the actor's, else the first."""
    home = returnee.home_place
    offices = Office.objects.order_by("pk")
    region = home.parent_id or home.pk
    return offices.filter(region=region).first() or by.office or offices.first()
