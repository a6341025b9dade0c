"""Who may do what to accounts. Pure functions, no queries."""

from backend.accounts.models import User
from backend.accounts.states import BY_EMAIL, INVITED, STAFF, Role


def can_manage_users(user: User) -> bool:
    """Invite, change, disable and open accounts."""
    return user.is_active and user.role == Role.ADMINISTRATOR


def can_manage_offices(user: User) -> bool:
    return can_manage_users(user)


def can_change_user(by: User, user: User) -> bool:
    """Nobody changes the role of their own account, so the last administrator stays one."""
    return can_manage_users(by) and by.pk != user.pk


def can_move_phone(by: User, user: User) -> bool:
    """Staff who have met the person: a number goes back to the operator and to a stranger."""
    return by.is_active and by.role in STAFF and user.role == Role.RETURNEE


def may_open_returnee_account(user: User) -> bool:
    return user.is_active and user.role in STAFF


def can_hold_tokens(user: User) -> bool:
    """Keys are for machines of the programme and its partners, never for a returnee."""
    return user.is_active and user.role in BY_EMAIL


def can_watch_codes(user: User) -> bool:
    """See how many codes are used, and release a brake."""
    return can_manage_users(user)


def may_become(user: User, role: str) -> bool:
    """Roles change within those who were invited: a phone account never becomes staff."""
    return user.role in INVITED and role in INVITED
