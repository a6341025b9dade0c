"""A firm and the account of whoever registers it, in one step and with one answer.

Whoever asks learns neither whether an e-mail has an account nor whether a firm is registered:
what is wrong with the words is said first, and everything else only by mail, to its owner.
"""

from typing import Any

from django.db import transaction

from backend.accounts.actions.registration import register_employer_user
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict
from jobs import letters
from jobs.actions.employers import make_sensible, register_employer
from jobs.models import Employer


@transaction.atomic
def sign_up(*, account: dict[str, str], firm: dict[str, Any]) -> None:
    """`account` are the words of `register_employer_user`, `firm` the columns of a firm.

    A known e-mail gets a mail that says so. For a known tax number the account is opened without
    a firm, and those who sign in for the firm hear of it: they can add the colleague.
    Raises Invalid for words that make no sense, whoever is known.
    """
    make_sensible(wanted := Employer(**firm))
    user = register_employer_user(**account)
    if user is None:
        return
    try:
        with transaction.atomic():
            register_employer(by=user, **firm)
    except Conflict:
        same = {"country": wanted.country, "tax_number": wanted.tax_number}
        known = Employer.objects.get(**same)
        audit("jobs.employer.asked_to_join", by=user, subject=known)
        letters.asked_to_join(known, name=str(user.name), email=str(user.email))
