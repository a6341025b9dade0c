"""The state of a firm, vacancy or application as a word with its sign."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from backend.web.templatetags.homeward import tag
from jobs.wording import TONES

register = template.Library()


@register.simple_tag
def state_tag(thing: Any) -> SafeString:
    return tag(thing.get_state_display(), TONES.get(thing.state, ""))
