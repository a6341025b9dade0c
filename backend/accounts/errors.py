"""Why a sign-in does not go on. Each has a code of its own, so a client can react."""

from math import ceil

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from backend.lib.errors import NotAllowed, Problem, TooMany


class WrongCode(Problem):
    code = "wrong_code"
    sentence = _("This code is not right. Look at the last SMS and type the 6 digits again.")


class CodeExpired(Problem):
    """Also the answer to an unknown request or another browser's: nothing to be learnt."""

    code = "code_expired"
    sentence = _("This code has expired. We can send a new one.")


class GuessesUsedUp(Problem):
    code = "guesses_used_up"
    status = 429
    sentence = _("Too many wrong codes. Ask for a new code.")


class TooManyCodes(TooMany):
    """A send limit was reached: for this number, this address, or the whole service."""

    code = "too_many_codes"
    sentence = _("We have sent several codes already. Wait a little and ask again.")


class CodesPaused(TooMany):
    """Hardly any code to these numbers was used: somebody may be abusing them."""

    code = "codes_paused"

    def __init__(self, retry_after: int) -> None:
        minutes = ceil(retry_after / 60)
        sentence = ngettext(
            "Just now we send no codes to numbers that begin like yours, because somebody abused "
            "them. You did nothing wrong. Try again in %(minutes)s minute, or ask our office.",
            "Just now we send no codes to numbers that begin like yours, because somebody abused "
            "them. You did nothing wrong. Try again in %(minutes)s minutes, or ask our office.",
            minutes,
        )
        super().__init__(sentence % {"minutes": minutes}, retry_after=retry_after)


class NoSmsThere(Problem):
    code = "number_not_served"
    sentence = _("We cannot send an SMS to this number. Use a mobile number.")


class AccountClosed(NotAllowed):
    code = "account_closed"
    sentence = _("This account is closed. Ask a programme office to open it again.")
