"""The alarms of gateways: stopped, over their budget, out of money soon, or billing too much."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from backend.notifications.accounts import is_low
from backend.notifications.alarms import Alarm, naming
from backend.notifications.costs import month_of, over_budget
from backend.notifications.models import GatewayStatus


def tell(now: datetime) -> list[Alarm]:
    """One query, one more where there are budgets."""
    statuses = list(GatewayStatus.objects.order_by("name"))
    too_dear, month = over_budget(now), month_of(now)
    found = {
        _("An SMS gateway is stopped: %(names)s."): [s.name for s in statuses if s.stopped_at],
        _("A gateway has used up its budget and gets codes only: %(names)s."): sorted(too_dear),
        _("There is little money left at a gateway: %(names)s. Top it up."): [
            s.name for s in statuses if is_low(s.name, s.balance)
        ],
        _("A gateway bills more SMS than we count: %(names)s."): [
            s.name for s in statuses if s.miscounted_in == month
        ],
    }
    return naming(found, reverse("notifications:staff_gateways"))
