"""Rules over an offer."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from jobs.screening.rules import RULES, Offer
from jobs.screening.text import find

LONGEST_WORDS = 120
MOST_WORDS = 5

# No rule over the text: staff have said no to this vacancy, and the words are why.
REJECTED_BEFORE = "rejected_before"
REASONS: dict[str, StrOrPromise] = {rule.id: rule.reason for rule in RULES} | {
    REJECTED_BEFORE: _("Our staff have rejected this vacancy before.")
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that looks twice, with the words of the text that made it."""

    rule: str
    blocks: bool
    words: tuple[str, ...] = ()


def screen(offer: Offer) -> list[Finding]:
    """What the rules find in `offer`, in the order of the rules; empty for an ordinary one."""
    findings = []
    for rule in RULES:
        found = find(rule.all_cues, offer.text) if rule.cues else iter(())
        words = tuple(dict.fromkeys(word[:LONGEST_WORDS] for word in found))[:MOST_WORDS]
        if words or rule.check(offer):
            findings.append(Finding(rule.id, rule.blocks, words))
    return findings


def reason_of(rule: str) -> StrOrPromise:
    """The sentence of a rule; of one that no longer exists, its id."""
    return REASONS.get(rule, rule)
