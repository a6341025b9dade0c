"""What a campaign says: the text of a language as it is sent, and what to look at before."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.lib.errors import Invalid
from backend.notifications import endings
from backend.notifications.encoding import for_sms, segments
from backend.notifications.links import absolute
from reintegration import stop_links
from reintegration.models import Campaign

MOST_SMS = 3
# Pages that every returnee may open.
PAGES = frozenset(
    {"training:courses", "training:course", "jobs:vacancy", "jobs:matches", "reintegration:home"}
)
# Beginnings of words that a stranger holding the phone should not read. A hint, no more: it knows
# few words of few languages, and people know more.
TELLING = re.compile(
    r"\b(мигра|репатри|депорт|вернувш|возвращ[её]нн|беженц|насил|жертв|эксплуат|торговл\w+ людьми"
    r"|больн|болезн|вич\b|спид\b|беремен|инвалид|психолог|тюрьм|migra|deport|returnee|refugee"
    r"|violen|victim|traffick|exploit|illness|disease|hiv\b|pregnan|disab|prison"
    r"|кайтып келген|зордук|zo.ravon|qaytgan)",
    re.IGNORECASE,
)
LINK = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)


def language_for(campaign: Campaign, language: str) -> str:
    """In which language a person who reads `language` is written to; "" if in none."""
    return language if language in campaign.texts else campaign.fallback


def written(campaign: Campaign, language: str) -> str:
    """The text of `language` as it is sent, with its link. Raises KeyError for one not written."""
    return joined(campaign.texts[language], campaign.link, language)


def joined(text: str, link: str, language: str) -> str:
    return for_sms(f"{text} {absolute(link)}" if link else text, language)


def shown(campaign: Campaign, language: str) -> str:
    """As the phone shows it: with the line that stops messages, where there is room for one."""
    return endings.with_line(written(campaign, language), stop_links.example(language), language)


def sendable(told: Mapping[str, Any], link: str) -> dict[str, str]:
    """The texts that are not empty. Raises Invalid for one that is too long."""
    texts = {code: text.strip() for code, text in told.items() if text and text.strip()}
    long = [code for code, text in texts.items() if segments(joined(text, link, code)) > MOST_SMS]
    if long:
        names = dict(settings.LANGUAGES)
        problem = _("This is more than three SMS: %(languages)s")
        raise Invalid(
            fields={"texts": problem % {"languages": ", ".join(names[code] for code in long)}}
        )
    return texts


def page(address: str) -> str:
    """The path of a page of ours that any returnee may open. Raises Invalid for another."""
    path = address.strip().removeprefix(settings.HOMEWARD_BASE_URL)
    try:
        if not path or resolve(path).view_name in PAGES:
            return path
    except Resolver404:
        pass
    raise Invalid(fields={"link": _("Take the address of a course or a job on this service.")})


def hints(campaign: Campaign) -> list[StrOrPromise]:
    """What somebody should look at again before this leaves; empty if nothing was noticed."""
    words = {found.group().lower() for text in campaign.texts.values() for found in _telling(text)}
    found: list[StrOrPromise] = []
    if words:
        named = {"words": ", ".join(sorted(words))}
        found.append(_("A stranger may read this on a shared phone: %(words)s…") % named)
    if any(LINK.search(text) for text in campaign.texts.values()):
        found.append(_("There is a link in a text. Put a page of this service into its own field."))
    silent = [code for code in campaign.texts if shown(campaign, code) == written(campaign, code)]
    if silent:
        names = dict(settings.LANGUAGES)
        named = {"languages": ", ".join(names[code] for code in sorted(silent))}
        found.append(_("No room for the line that stops messages: %(languages)s") % named)
    return found


def _telling(text: str) -> list[re.Match[str]]:
    return list(TELLING.finditer(text))
