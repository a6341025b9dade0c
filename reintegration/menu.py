"""The spine's entries in the menus."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.accounts.states import STAFF
from backend.web.navigation import Area, Link
from reintegration.letter_states import READERS


def _is_staff(user: Any) -> bool:
    return user.role in STAFF


def _reads_letters(user: Any) -> bool:
    return user.role in READERS


MENU: dict[Area, tuple[Link, ...]] = {
    "returnee": (
        Link(_("My page"), "reintegration:home", "home", 10),
        Link(_("My data"), "reintegration:me", "person", 50),
    ),
    "staff": (
        Link(_("People"), "reintegration:staff_returnees", "people", 20, _is_staff),
        Link(_("Possible duplicates"), "reintegration:staff_duplicates", "person", 22, _is_staff),
        Link(_("Follow-ups"), "reintegration:staff_follow_ups", "message", 24, _is_staff),
        Link(_("Inbox"), "reintegration:staff_inbox", "message", 25, _is_staff),
        Link(_("Messages to many"), "reintegration:staff_campaigns", "message", 25, _is_staff),
        Link(_("Letters"), "reintegration:staff_letters", "lock", 18, _reads_letters),
        Link(_("Numbers to call"), "reintegration:staff_hotlines", "phone", 28, _is_staff),
        Link(_("Business plans"), "reintegration:staff_plans", "shop", 26, _is_staff),
    ),
}
