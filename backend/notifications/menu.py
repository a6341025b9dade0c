"""The entry of messages in the menu of staff."""

from django.utils.translation import gettext_lazy as _

from backend.notifications.permissions import can_read_all
from backend.web.navigation import Link

MENU = (Link(_("Messages"), "notifications:staff_messages", "message", 80, can_read_all),)
