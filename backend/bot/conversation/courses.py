"""Open courses, and asking for a seat."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from backend.bot.conversation.ids import row_of
from backend.bot.conversation.person import Person, to_page
from backend.bot.conversation.saying import Button, Reply, message
from backend.web.formats import day_and_month
from training.actions.enrolments import apply_for_cohort
from training.models import Cohort

AT_ONCE = 5


def open_now(person: Person) -> list[Reply]:
    """Those that can still be joined, soonest first."""
    joinable = Cohort.objects.visible_to(person.user).to_join().for_card()
    cohorts = list(joinable.order_by("starts_on", "pk")[:AT_ONCE])
    if not cohorts:
        return [message(person.chat, _("No open course right now"))]
    return [_card(person.chat, cohort) for cohort in cohorts]


def ask_for_seat(person: Person, public_id: str) -> list[Reply]:
    """Asking again finds what was asked for."""
    cohort = row_of(Cohort.objects.visible_to(person.user).for_card(), public_id)
    apply_for_cohort(cohort, by=person.user, returnee=person.file)
    asked = _("You have asked for a seat. We will write to you.")
    return [message(person.chat, cohort.course.title, asked)]


def _card(chat: int, cohort: Cohort) -> Reply:
    seats = ngettext("%(n)s free seat", "%(n)s free seats", cohort.free) % {"n": cohort.free}
    place = cohort.place.label(get_language() or "en")
    return message(
        chat,
        cohort.course.title,
        ", ".join((day_and_month(cohort.starts_on), place, seats)),
        buttons=(
            Button(_("Ask for a seat"), data=f"seat:{cohort.public_id}"),
            to_page("training:course", cohort.public_id),
        ),
    )
