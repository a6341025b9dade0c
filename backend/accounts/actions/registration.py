"""How accounts come to be: invited, registered, or opened with a returnee's phone."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts import mail
from backend.accounts.actions.allowances import Limit, spend
from backend.accounts.models import Office, User
from backend.accounts.permissions import can_manage_users, may_open_returnee_account
from backend.accounts.states import BY_EMAIL, INVITED, NEEDS_OFFICE, Role
from backend.audit.actions import record
from backend.lib.errors import Conflict, Invalid, NotAllowed

A_DAY_PER_EMAIL = Limit("registration", 5, 24 * 3600)
# An office of the programme that helps firms register stays far below this.
AN_HOUR_PER_ADDRESS = Limit("registration-address", 30, 3600)


@transaction.atomic
def invite_user(
    *, by: User, email: str, name: str, role: str, office: Office | None = None, language: str
) -> User:
    """Open an account for staff, a trainer or an observer and mail a link to set a password."""
    if not can_manage_users(by):
        raise NotAllowed()
    if role not in INVITED:
        raise Invalid(fields={"role": _("Employers and returnees register themselves.")})
    check_office(role, office)
    email = email.strip().lower()
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                email=email, name=name, role=role, office=office, language=language
            )
    except IntegrityError as error:
        taken = _("There is an account with this e-mail already.")
        raise Invalid(fields={"email": taken}) from error
    # The link reaches the owner of the address or nobody; using it proves the address.
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    record("accounts.user.invited", by=by, subject=user, role=role)
    mail.send_invitation(user)
    return user


@transaction.atomic
def invite_again(*, by: User, user: User) -> User:
    """Mail the link once more to somebody who has never signed in; older links stay good."""
    if not can_manage_users(by):
        raise NotAllowed()
    if user.role not in BY_EMAIL or not user.is_active or user.last_login is not None:
        raise Conflict(_("Only who has not signed in yet is invited again."))
    record("accounts.user.invited_again", by=by, subject=user)
    mail.send_invitation(user)
    return user


@transaction.atomic
def register_employer_user(
    *, email: str, password: str, name: str, language: str, address: str
) -> User | None:
    """Open an employer's account, asked for from the network `address`; mail a link to prove it.

    None if the address has an account: its owner gets a mail that says so, and whoever
    asked learns nothing. Show the same page either way. Raises Invalid on a weak password.
    """
    email = email.strip().lower()
    spend(AN_HOUR_PER_ADDRESS, address)
    spend(A_DAY_PER_EMAIL, email)
    user = User(email=email, name=name, role=Role.EMPLOYER, language=language)
    check_password(password, user)
    user.password = make_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        mail.send_account_exists(User.objects.get(email=email))
        return None
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)
    record("accounts.user.created", by=user, subject=user, how="email")
    mail.send_confirmation(user)
    return user


@transaction.atomic
def colleague_account(*, by: User, email: str, name: str, language: str) -> User:
    """The account of an employer's colleague; a new address gets a mail to set a password.

    An account that is there already is returned as it is. Who may ask, and whether this
    account may join, is checked by the deed that adds it.
    """
    email = email.strip().lower()
    if existing := User.objects.filter(email=email).first():
        return existing
    user = User.objects.create_user(email=email, name=name, role=Role.EMPLOYER, language=language)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    record("accounts.user.invited", by=by, subject=user, role=Role.EMPLOYER)
    mail.send_invitation(user)
    return user


@transaction.atomic
def open_returnee_account(*, by: User, phone: str, language: str, name: str = "") -> User:
    """The account that signs in with `phone` (E.164), made by staff if there is none yet.

    Whoever holds the phone signs in by code as usual; nothing is sent now.
    """
    if not may_open_returnee_account(by):
        raise NotAllowed()
    user, is_new = User.objects.get_or_create(
        phone=phone, defaults={"role": Role.RETURNEE, "language": language, "name": name}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        record("accounts.user.created", by=by, subject=user, how="staff")
    return user


def check_office(role: str, office: Office | None) -> None:
    if role in NEEDS_OFFICE and office is None:
        raise Invalid(fields={"office": _("Choose the office this person works in.")})


def check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(fields={"password": " ".join(error.messages)}) from error
