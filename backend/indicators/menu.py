"""The staff's first page and the outcomes in their menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.accounts.states import STAFF
from backend.indicators.reads import may_see_figures
from backend.web.navigation import Link


def _is_staff(user: Any) -> bool:
    return user.role in STAFF


MENU = (
    Link(_("Today"), "indicators:staff_home", "home", 10, _is_staff),
    Link(_("Fairness"), "indicators:fairness", "people", 65, may_see_figures),
    Link(_("Outcomes"), "indicators:outcomes", "chart", 70, may_see_figures),
)
