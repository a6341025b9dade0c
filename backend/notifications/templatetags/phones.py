from django import template

from backend.lib import phone

register = template.Library()


@register.filter
def spaced(e164: str) -> str:
    """The number as people read it aloud."""
    return phone.spaced(e164)
