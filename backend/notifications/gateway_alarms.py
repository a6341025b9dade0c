"""The alarms of gateways: stopped, or over their budget."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from backend.notifications.alarms import Alarm
from backend.notifications.costs import over_budget
from backend.notifications.models import GatewayStatus


def tell(now: datetime) -> list[Alarm]:
    page = reverse("notifications:staff_gateways")
    stopped = GatewayStatus.objects.filter(stopped_at__isnull=False)
    names = {
        _("An SMS gateway is stopped: %(names)s."): stopped.values_list("name", flat=True),
        _("A gateway has used up its budget and gets codes only: %(names)s."): over_budget(now),
    }
    return [
        Alarm(text % {"names": ", ".join(sorted(found))}, page)
        for text, found in names.items()
        if found
    ]
