"""Writing what a person told about themselves."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.names import name_key
from backend.lib.phone import parse_phone
from reintegration import profile
from reintegration.actions.background import set_lists
from reintegration.actions.currencies import expect_currency
from reintegration.actions.duplicates import find_for
from reintegration.models import Returnee
from reintegration.permissions import can_edit_file
from reintegration.signals import tell_profile_changed
from reintegration.states import ReturneeState

# What `fill` writes besides what it was told.
FILLED_IN = frozenset({"name_key", "wage_currency"})


@transaction.atomic
def change_profile(returnee: Returnee, *, by: User, **fields: Any) -> Returnee:
    """Change what is given; the rest stays. Lists are replaced as a whole."""
    # What the caller read may be old: a file merged or left meanwhile must not come back.
    returnee.refresh_from_db(from_queryset=Returnee.objects.select_for_update(no_key=True))
    if not can_edit_file(by, returnee):
        raise NotAllowed()
    if returnee.state == ReturneeState.MERGED:
        raise Conflict(_("This file is closed."))
    lists = {name: fields[name] for name in fields.keys() & profile.LISTS}
    plain = {name: value for name, value in fields.items() if name not in lists}
    fill(returnee, plain)
    returnee.save(update_fields=[*plain.keys() | FILLED_IN, "updated_at"])
    set_lists(returnee, by=by, lists=lists)
    audit("reintegration.returnee.updated", by=by, subject=returnee, fields=sorted(fields))
    if fields.keys() & profile.RECOGNISED_BY:
        find_for(returnee)
    if fields.keys() & profile.MATCHED_BY:
        tell_profile_changed(returnee)
    return returnee


def fill(returnee: Returnee, values: dict[str, Any]) -> None:
    """Set plain `values` on the instance, in one spelling, and refuse what breaks a rule."""
    if unknown := values.keys() - profile.PLAIN:
        raise TypeError(f"not part of a file: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(returnee, name, value)
    if values.get("phone"):
        returnee.phone = parse_phone(values["phone"], settings.HOMEWARD_COUNTRY)
    if returnee.wage_floor is not None and not returnee.wage_currency:
        returnee.wage_currency = returnee.home_place.country.currency
    if values.get("wage_currency"):
        expect_currency(values["wage_currency"], field="wage_currency")
    said = {name: getattr(returnee, name) for name in profile.PLAIN}
    if wrong := profile.mistakes(said, today=timezone.localdate()):
        raise Invalid(fields=wrong)
    returnee.name_key = name_key(returnee.given_names, returnee.family_name)
