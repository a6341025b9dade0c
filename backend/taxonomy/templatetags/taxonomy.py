"""`{% label thing %}`: any named thing of the taxonomy in the reader's language."""

from django import template
from django.utils.translation import get_language

from backend.taxonomy.models import Labelled

register = template.Library()


@register.simple_tag
def label(thing: Labelled | None) -> str:
    return thing.label(get_language() or "en") if thing is not None else ""
