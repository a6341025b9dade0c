"""The menus of the three areas. An app adds its pages from its `AppConfig.ready()`:

navigation.register("staff", Link(_("People"), "reintegration:people", "people", 20))
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import reverse
from django_stubs_ext import StrOrPromise

Area = Literal["returnee", "employer", "staff"]


def _everyone(user: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Link:
    """One entry: its words, the name of its URL, its icon, its place (low comes first)."""

    label: StrOrPromise
    url_name: str
    icon: str
    order: int
    visible: Callable[[Any], bool] = _everyone

    @property
    def url(self) -> str:
        return reverse(self.url_name)


_menus: dict[Area, dict[str, Link]] = {"returnee": {}, "employer": {}, "staff": {}}


def register(area: Area, *links: Link) -> None:
    """Adds entries to a menu. The same URL name registered again replaces the first."""
    _menus[area].update({link.url_name: link for link in links})


def menu(area: Area, user: Any) -> list[Link]:
    """The entries of one area that this user may open, in order."""
    links = [link for link in _menus[area].values() if link.visible(user)]
    return sorted(links, key=lambda link: (link.order, link.url_name))
