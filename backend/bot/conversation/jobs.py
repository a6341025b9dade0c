"""The jobs found for a person, each with its reasons, and applying."""

from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backend.bot.conversation.ids import row_of
from backend.bot.conversation.person import Person, to_page
from backend.bot.conversation.saying import Button, Reply, message
from jobs.actions.applications import apply as apply_for
from jobs.errors import ConsentNeeded
from jobs.explaining import Told, explained
from jobs.matching_names import Names
from jobs.matching_words import say, say_missing
from jobs.models import Match, Vacancy
from jobs.pay import pay_words

AT_ONCE = 5
REASONS = 3


def found(person: Person) -> list[Reply]:
    """The best ones, each as a message of its own."""
    offered = Match.objects.own(person.user).offered().best_first().for_card()
    matches = list(offered[:AT_ONCE])
    if not matches:
        return [message(person.chat, _("No jobs found yet"))]
    told = explained(matches)
    names = Names.of(reason for one in told.values() for reason in one.reasons)
    return [_card(person.chat, match, told[match.pk], names) for match in matches]


def apply(person: Person, public_id: str) -> list[Reply]:
    """Ask for the job of a match; asking again finds the application that stands."""
    match = row_of(Match.objects.own(person.user).for_card(), public_id)
    try:
        apply_for(match.vacancy, by=person.user, returnee=person.file)
    except ConsentNeeded as problem:
        buttons = (to_page("jobs:vacancy", match.vacancy.public_id),)
        return [message(person.chat, str(problem), buttons=buttons)]
    sent = _("Sent. We write to you when the employer answers.")
    return [message(person.chat, match.vacancy.title, sent)]


def _card(chat: int, match: Match, told: Told, names: Names) -> Reply:
    vacancy: Vacancy = match.vacancy
    place = (vacancy.place or vacancy.country).label(get_language() or "en")
    pay = pay_words(vacancy.wage_from, vacancy.wage_to, vacancy.wage_currency, vacancy.wage_period)
    fits = [f"+ {say(fit, names)}" for fit in told.fits[:REASONS]]
    missing = [f"– {words}" for gap in told.gaps if (words := say_missing(gap, names))]
    public_id: UUID = match.public_id
    return message(
        chat,
        vacancy.title,
        ", ".join(filter(None, (pay, place))),
        vacancy.employer.name,
        *fits,
        *missing[:REASONS],
        buttons=(
            Button(_("Apply"), data=f"apply:{public_id}"),
            to_page("jobs:match", public_id),
        ),
    )
