"""Sign-in by a code sent to the phone.

A code is good for ten minutes on the database's clock, for one use, for five guesses, and
only in the browser that asked (its secret is the binding). What guards it is counted in
PostgreSQL, one statement each: neither parallel requests nor a restart get around it.
Known and unknown numbers take the same path; the account appears at the first success.
"""

import secrets
import unicodedata
import uuid
from datetime import timedelta

import phonenumbers
from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from backend.accounts.actions.allowances import spend_all
from backend.accounts.actions.brakes import refuse_if_braked
from backend.accounts.errors import (
    AccountClosed,
    CodeExpired,
    GuessesUsedUp,
    NoSmsThere,
    TooManyCodes,
    WrongCode,
)
from backend.accounts.models import SignInCode, User
from backend.accounts.querysets import CODE_KEY
from backend.accounts.states import Role
from backend.audit.actions import record
from backend.lib import keyed
from backend.lib.errors import Invalid
from backend.notifications import outbox

CODE_DIGITS = 6
LIFE = timedelta(minutes=10)
GUESSES = 5
MOBILE = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
}

# Rows are locked in one order, so that parallel guesses wait and never deadlock; each
# that waited sees the count its predecessor left.
COUNT_A_GUESS = """
    WITH live AS (
        SELECT id FROM accounts_signincode
        WHERE binding = %(binding)s AND phone = %(phone)s AND used_at IS NULL
          AND expires_at > statement_timestamp() AND attempts < %(guesses)s
        ORDER BY id FOR UPDATE
    )
    UPDATE accounts_signincode AS code SET attempts = code.attempts + 1
    FROM live WHERE code.id = live.id
    RETURNING code.id, code.digest, code.attempts
"""


def request_code(
    *, phone: str, language: str, address: str, secret: str | None = None
) -> tuple[SignInCode, str]:
    """Send a code to `phone` (E.164), asked for from the network `address`.

    Returns the request and the secret its asker must keep; give `secret` again to send
    one more code to the same asker. Raises NoSmsThere, CodesPaused or TooManyCodes.
    """
    _check_served(phone)
    prefix = refuse_if_braked(phone)
    return _send(phone, prefix, language, address, secret)


@transaction.atomic
def _send(
    phone: str, prefix: str, language: str, address: str, secret: str | None
) -> tuple[SignInCode, str]:
    subjects = {
        "number": phone,
        "block": phone[:-3],
        "address": address,
        "range": prefix,
        "service": "",
    }
    spend_all(settings.SIGN_IN_LIMITS, subjects, TooManyCodes)
    secret = secret if secret and _asked_before(secret, phone) else secrets.token_urlsafe(32)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    binding = _binding(secret)
    request = SignInCode.objects.create(
        phone=phone,
        prefix=prefix,
        language=language,
        digest=_digest(binding, phone, code),
        binding=binding,
        expires_at=Now() + LIFE,
    )
    request.refresh_from_db(fields=["expires_at"])
    outbox.send(
        kind="sign_in_code",
        phone=phone,
        language=language,
        context={"code": code},
        dedupe_key=f"{CODE_KEY}{request.public_id}",
    )
    return request, secret


def verify_code(*, request_id: uuid.UUID, secret: str, code: str) -> User:
    """Return the user whose phone the code proves, made now if it is their first time.

    Any live code sent to this asker is accepted, since SMS overtake each other. Raises
    Invalid (not six digits: costs no guess), WrongCode, GuessesUsedUp, CodeExpired or
    AccountClosed. Must not run inside a transaction: a refused guess stays counted.
    """
    digits = digits_of(code)
    binding = _binding(secret)
    asked = SignInCode.objects.filter(public_id=request_id, binding=binding).first()
    if asked is None:
        raise CodeExpired()
    guessed = _count_a_guess(binding, asked.phone)
    if not guessed:
        used_up = SignInCode.objects.pending(binding).filter(phone=asked.phone).exists()
        raise GuessesUsedUp() if used_up else CodeExpired()
    wanted = _digest(binding, asked.phone, digits)
    right = [pk for pk, stored, _attempts in guessed if keyed.same(stored, wanted)]
    if not right:
        last = all(attempts >= GUESSES for _pk, _stored, attempts in guessed)
        raise GuessesUsedUp() if last else WrongCode()
    user = _burn_and_enter(asked, right[0])
    if not user.is_active:
        raise AccountClosed()
    return user


def digits_of(code: str) -> str:
    """The code as six digits 0-9, whatever spaces, dashes or numerals it was typed with."""
    digits = "".join(str(unicodedata.digit(sign)) for sign in code if sign.isdigit())
    if len(digits) < CODE_DIGITS:
        raise Invalid(fields={"code": _("The code has 6 digits. Some are missing.")})
    if len(digits) > CODE_DIGITS:
        raise Invalid(fields={"code": _("The code has 6 digits. These are too many.")})
    return digits


def _check_served(phone: str) -> None:
    if not phone.startswith(tuple(settings.SMS_PREFIXES)):
        raise NoSmsThere()
    if phonenumbers.number_type(phonenumbers.parse(phone, None)) not in MOBILE:
        raise NoSmsThere()


def _asked_before(secret: str, phone: str) -> bool:
    return SignInCode.objects.filter(binding=_binding(secret), phone=phone).exists()


def _binding(secret: str) -> str:
    return keyed.digest("sign-in-binding", secret)


def _digest(binding: str, phone: str, code: str) -> str:
    return keyed.digest("sign-in-code", f"{binding}:{phone}:{code}")


def _count_a_guess(binding: str, phone: str) -> list[tuple[int, str, int]]:
    """Count one guess on every live code and return them as (id, digest, attempts)."""
    values: dict[str, str | int] = {"binding": binding, "phone": phone, "guesses": GUESSES}
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(COUNT_A_GUESS, values)
        return list(cursor.fetchall())


@transaction.atomic
def _burn_and_enter(asked: SignInCode, right: int) -> User:
    """Use the code up, with all its siblings; of two equal right guesses one is late."""
    used = SignInCode.objects.filter(pk=right, used_at__isnull=True).update(used_at=Now())
    if not used:
        raise CodeExpired()
    SignInCode.objects.pending(asked.binding).update(used_at=Now())
    user, is_new = User.objects.get_or_create(
        phone=asked.phone, defaults={"role": Role.RETURNEE, "language": asked.language}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        record("accounts.user.created", by=user, subject=user, how="phone")
    return user
