"""Pay as people say it."""

from django.utils.translation import gettext as _

from backend.web.formats import money_range
from jobs.states import PayPeriod


def pay_words(low: int | None, high: int | None, currency: str, period: str) -> str:
    """from 45 000 som; 1 500 som a day. Empty when no pay is named. The month is not said."""
    amount = money_range(low, high, currency)
    if not amount or period == PayPeriod.MONTH:
        return amount
    return _("%(amount)s %(period)s") % {"amount": amount, "period": PayPeriod(period).label}
