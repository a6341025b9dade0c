"""Who may do what to a file. Seeing it at all is `visible_to`'s business."""

from backend.accounts.models import User
from backend.accounts.states import STAFF, Role
from reintegration.models import Returnee


def is_own_file(user: User, returnee: Returnee) -> bool:
    return returnee.user_id is not None and returnee.user_id == user.pk


def works_with_file(user: User, returnee: Returnee) -> bool:
    """Programme staff of the person's office, and administrators."""
    if user.role == Role.ADMINISTRATOR:
        return True
    return user.role in STAFF and user.office_id == returnee.office_id


def can_edit_file(user: User, returnee: Returnee) -> bool:
    return is_own_file(user, returnee) or works_with_file(user, returnee)
