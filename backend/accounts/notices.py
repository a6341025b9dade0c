"""What accounts sends to phones: the sign-in code, and nothing else."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from backend.notifications.kinds import Kind, register
from backend.notifications.states import Lane


def sign_in_code(context: Mapping[str, Any]) -> str:
    """The code first, so that a locked screen shows it; no link, ever; one SMS in all languages.

    The last line lets the browser of this host fill the code in (WICG sms-one-time-codes).
    """
    code = context["code"]
    sentence = _("%(code)s is your code. Tell it to nobody.") % {"code": code}
    host = urlsplit(settings.HOMEWARD_BASE_URL).hostname
    return f"{sentence}\n@{host} #{code}"


SIGN_IN_CODE = register(
    Kind(
        name="sign_in_code",
        lane=Lane.CODES,
        text=sign_in_code,
        expires_after=timedelta(minutes=10),
        audience="Whoever asks to sign in with this number",
        secret=True,
        quiet_hours=False,
        segments=1,
        longest=lambda: {"code": "482913"},
    )
)
