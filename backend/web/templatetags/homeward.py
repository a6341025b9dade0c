"""The parts of a page as template tags. All of them can be seen at /design/."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from backend.web import formats, icons
from backend.web.cards import MatchCard
from backend.web.navigation import Area, menu

register = template.Library()

# The sign that stands beside a word, so that colour is never the only signal.
SIGNS = {
    "info": "info",
    "ok": "check",
    "success": "check",
    "warning": "warning",
    "danger": "danger",
    "error": "danger",
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An inline SVG. Without a label it is decoration and hidden from screen readers."""
    shapes = mark_safe(icons.strokes(name))  # noqa: S308  our own files
    meaning = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    return format_html('<svg class="icon" viewBox="0 0 24 24" {}>{}</svg>', meaning, shapes)


@register.simple_tag
def sign(tone: str) -> SafeString:
    """The icon that belongs to a tone; nothing for a tone that has none."""
    return icon(SIGNS[tone]) if tone in SIGNS else SafeString("")


@register.simple_tag
def tag(text: str, tone: str = "") -> SafeString:
    """A state in a word: ok, warning, danger, plain or none."""
    return format_html('<span class="tag {}">{}{}</span>', tone, sign(tone), text)


@register.simple_tag
def once() -> SafeString:
    """Into a form that makes something new: sent twice, it is made once (accounts.pages.once)."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())


@register.inclusion_tag("web/parts/progress.html")
def progress(step: int, total: int) -> dict[str, int]:
    return {"step": step, "total": total}


@register.inclusion_tag("web/parts/match_card.html")
def match_card(card: MatchCard) -> dict[str, MatchCard]:
    return {"card": card}


@register.inclusion_tag("web/parts/empty_state.html")
def empty_state(
    title: str, text: str = "", url: str = "", action: str = "", icon: str = "search"
) -> dict[str, str]:
    """Nothing here yet: what that means and the next step."""
    return {"title": title, "text": text, "url": url, "action": action, "icon": icon}


@register.inclusion_tag("web/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, BaseForm]:
    return {"form": form}


@register.inclusion_tag("web/parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("web/parts/navigation.html", takes_context=True)
def navigation(context: template.Context, area: Area) -> dict[str, Any]:
    request = context["request"]
    links = menu(area, request.user)
    here = [link.url for link in links if request.path.startswith(link.url)]
    return {"links": links, "here": max(here, key=len, default=""), "area": area}


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """Each language by its own name, never by a translation of it."""
    return list(settings.LANGUAGES)


@register.simple_tag
def leave_url() -> str:
    """Where "leave this page" goes: an everyday page, the same for everyone."""
    return str(settings.LEAVE_PAGE_URL)


@register.filter
def money(amount: int | Decimal, currency: str) -> str:
    return formats.money(amount, currency)


@register.filter
def number(value: int | float | Decimal) -> str:
    return formats.number(value)


@register.filter
def long_date(day: date | None) -> str:
    return formats.long_date(day) if day else ""


@register.filter
def day_and_month(day: date | None) -> str:
    return formats.day_and_month(day) if day else ""


@register.filter
def day_and_time(moment: datetime | None) -> str:
    return formats.day_and_time(moment) if moment else ""


@register.filter
def distance(km: float | None) -> str:
    return "" if km is None else formats.distance(km)
