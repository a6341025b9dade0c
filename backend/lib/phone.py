"""Phone numbers as E.164 (ITU-T), with what people really type accepted."""

import phonenumbers
from django.utils.translation import gettext_lazy as _

from backend.lib.errors import Invalid


def parse_phone(text: str, country: str) -> str:
    """Return `text` as E.164, read as a number of `country` (ISO 3166-1 alpha-2).

    Spaces, dashes, brackets, a leading 00, 8 or 0 are all understood. Raises Invalid on
    anything that cannot be a subscriber's number.
    """
    cleaned = text.strip()
    if cleaned.startswith("00"):
        cleaned = "+" + cleaned[2:]
    for attempt in (cleaned, "+" + cleaned.lstrip("+")):
        try:
            number = phonenumbers.parse(attempt, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    raise Invalid(fields={"phone": _("Check the number, for example 0700 123 456.")})


def spaced(e164: str) -> str:
    """The number as people read it aloud: +996 700 123 456. As it is, if it is of no country."""
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def masked(e164: str) -> str:
    """Enough of the number to recognise one's own, too little to learn another's."""
    return f"{e164[:4]} ••• {e164[-2:]}"
