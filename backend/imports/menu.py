"""The entry of imports in the staff's menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.imports import sheets
from backend.web.navigation import Link


def _may_import(user: Any) -> bool:
    return bool(sheets.open_to(user))


MENU = (Link(_("Import a list"), "imports:upload", "document", 80, _may_import),)
