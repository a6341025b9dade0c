"""What an employer can do about a finding: in plain words, and at which field of the form."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from jobs.screening.engine import REJECTED_BEFORE, reason_of
from jobs.screening.rules import (
    ABROAD,
    AGE_OR_SEX,
    DEBT,
    DOCUMENTS,
    FEE,
    HOURS,
    LOOKS,
    MESSENGER_ONLY,
    NO_CONTRACT,
    NO_PAY,
)


class Found(Protocol):
    """As a finding was written down."""

    rule: str
    blocks: bool
    words: list[str]


@dataclass(frozen=True, slots=True)
class Advice:
    """Why it was stopped, the words that did it, what to change, and the field to change it in."""

    rule: str
    reason: StrOrPromise
    words: tuple[str, ...]
    change: StrOrPromise
    field: str


# What to change, and the field that the fact stands in; words are looked for in the texts.
_CHANGES: dict[str, tuple[StrOrPromise, str]] = {
    FEE.id: (
        _("Take out that the worker pays. Papers, training and travel are the firm's cost."),
        "description",
    ),
    DOCUMENTS.id: (
        _("Take out that you keep passports. Make a copy, and give the passport back at once."),
        "description",
    ),
    DEBT.id: (_("Pay for the work every month, and tie nobody by a debt."), "description"),
    LOOKS.id: (_("Take out looks and photos. Ask for skills and experience."), "description"),
    ABROAD.id: (
        _("Nothing to change if the country is right. Have your permit at hand: we will ask."),
        "country",
    ),
    AGE_OR_SEX.id: (
        _("Take out age, sex and origin. Name what the work asks for: strength, shifts, papers."),
        "description",
    ),
    MESSENGER_ONLY.id: (
        _("Take the messenger out. People apply here, and you see their phone."),
        "description",
    ),
    NO_CONTRACT.id: (_("Offer a written contract and tick it."), "written_contract"),
    HOURS.id: (
        _("Name hours within the law and at least one day of rest a week."),
        "description",
    ),
    NO_PAY.id: (_("Name the lowest pay a worker gets."), "wage_from"),
    REJECTED_BEFORE: (
        _("Change what our staff named. A colleague of theirs reads it again."),
        "description",
    ),
}


def advice_on(finding: Found, *, title: str) -> Advice:
    """About one finding of a vacancy with this title, for whoever wrote it.

    Words that block are not repeated: they would teach how to ask for money in other words.
    """
    change, field = _CHANGES.get(finding.rule, (_("Ask our staff what to change."), "description"))
    by_staff = finding.rule == REJECTED_BEFORE
    if finding.words and not by_staff:
        in_title = any(word in title for word in finding.words)
        field = "title" if in_title else "description"
    told = by_staff or not finding.blocks
    words = tuple(finding.words) if told else ()
    return Advice(finding.rule, reason_of(finding.rule), words, change, field)
