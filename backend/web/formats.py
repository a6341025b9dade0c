"""Money, numbers and dates as people write them, in the seven languages.

Patterns are CLDR's, read through Babel, with small corrections where CLDR is thin:
English is written day first, Tajik months in lower case, Russian years without "г.".
"""

from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language, pgettext, pgettext_lazy

NARROW_SPACE, NO_BREAK = "\u202f", "\u00a0"

# Babel has no entry for these settings of ours; everything else is the language itself.
LOCALES = {"en": "en_GB"}

LONG_DATES = {
    "ky": "y-'ж'., d-MMMM",
    "uz": "d-MMMM, y",
    "kk": "y 'ж'. d MMMM",
}
DAYS = {"ky": "d-MMMM", "uz": "d-MMMM"}

# What people call the money; other currencies are shown by their ISO code.
CURRENCY_WORDS = {
    "KGS": pgettext_lazy("currency", "som"),
    "KZT": pgettext_lazy("currency", "tenge"),
    "RUB": pgettext_lazy("currency", "roubles"),
    "TJS": pgettext_lazy("currency", "somoni"),
    "TMT": pgettext_lazy("currency", "manat"),
    "USD": pgettext_lazy("currency", "US dollars"),
    "UZS": pgettext_lazy("currency", "soum"),
}


def locale() -> str:
    """The Babel locale of the reader's language."""
    language = (get_language() or "en").split("-")[0]
    return LOCALES.get(language, language)


def number(value: int | float | Decimal, decimals: int | None = None) -> str:
    """25 000,5: grouped as the language does, with a fixed number of decimals if asked."""
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(value, format=pattern, locale=locale())
    return text.replace(NARROW_SPACE, NO_BREAK)


def money(amount: int | Decimal, currency: str) -> str:
    """25 000 som. Whole amounts are shown without decimals, others with two."""
    whole = amount == int(amount)
    word = CURRENCY_WORDS.get(currency, currency)
    return f"{number(amount, 0 if whole else 2)}{NO_BREAK}{word}"


def money_range(low: int | Decimal | None, high: int | Decimal | None, currency: str) -> str:
    """25 000 to 30 000 som; either end may be open. Empty when both are."""
    if low is not None and high is not None:
        top = money(high, currency)
        return top if low == high else f"{number(low)}\u2013{top}"
    if low is not None:
        return pgettext("pay", "from %(amount)s") % {"amount": money(low, currency)}
    if high is not None:
        return pgettext("pay", "up to %(amount)s") % {"amount": money(high, currency)}
    return ""


def long_date(day: date) -> str:
    """3 March 2027."""
    language = locale().split("_")[0]
    return _months(format_date(_local(day), LONG_DATES.get(language, "d MMMM y"), locale=locale()))


def day_and_month(day: date) -> str:
    """3 March."""
    language = locale().split("_")[0]
    return _months(format_date(_local(day), DAYS.get(language, "d MMMM"), locale=locale()))


def weekday(day: date) -> str:
    """Wednesday."""
    return _months(format_date(_local(day), "EEEE", locale=locale()))


def clock(moment: datetime) -> str:
    """09:05, in the time zone of the service."""
    return format_time(timezone.localtime(moment), "HH:mm", locale=locale())


def day_and_time(moment: datetime) -> str:
    """3 March, 09:05."""
    return f"{day_and_month(moment)}, {clock(moment)}"


def distance(km: float) -> str:
    """12 km; under one kilometre it is said in words."""
    if km < 1:
        return pgettext("distance", "less than 1 km")
    return pgettext("distance", "%(km)s km") % {"km": number(round(km))}


def _local(moment: date) -> date:
    """Moments in the time zone of the service; days as they are."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def _months(text: str) -> str:
    return text.lower() if locale() == "tg" else text
