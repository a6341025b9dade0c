"""What an employer can do about a finding: in plain words, and at which field of the form."""

from dataclasses import dataclass

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


def advice_on(rule: str, words: list[str], *, title: str) -> Advice:
    """About one finding of a vacancy with this title."""
    change, field = _CHANGES.get(rule, (_("Ask our staff what to change."), "description"))
    in_text = rule != REJECTED_BEFORE and words
    if in_text:
        field = "title" if any(word in title for word in words) else "description"
    return Advice(rule, reason_of(rule), tuple(words), change, field)
