from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Office, User
from backend.accounts.permissions import can_manage_offices
from backend.audit.actions import record
from backend.lib.errors import Invalid, NotAllowed


@transaction.atomic
def create_office(*, by: User, name: str, region: Any = None) -> Office:
    """`region` is a taxonomy Place. Raises Invalid if the name is taken."""
    if not can_manage_offices(by):
        raise NotAllowed()
    office, is_new = Office.objects.get_or_create(name=name, defaults={"region": region})
    if not is_new:
        raise Invalid(fields={"name": _("There is an office with this name already.")})
    record("accounts.office.created", by=by, subject=office)
    return office
