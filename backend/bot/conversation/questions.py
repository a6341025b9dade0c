"""How it is going: the one question that matters, answered by a button."""

from django.utils import timezone
from django.utils.translation import gettext as _

from backend.bot.conversation.ids import row_of
from backend.bot.conversation.person import Person, to_page
from backend.bot.conversation.saying import Button, Reply, message
from backend.lib.errors import NotFound
from reintegration.actions import follow_ups
from reintegration.models import FollowUp
from reintegration.states import FollowUpState, Livelihood


def next_one(person: Person) -> list[Reply]:
    """The oldest question that is open."""
    asked = FollowUp.objects.visible_to(person.user).open(timezone.localdate()).first()
    if asked is None:
        return [message(person.chat, _("There is no question for you now."))]
    given = (
        Button(str(label), data=f"answer:{asked.public_id}:{value}")
        for value, label in Livelihood.choices
    )
    no = Button(_("I do not want to answer"), data=f"decline:{asked.public_id}")
    more = to_page("reintegration:follow_up", asked.public_id)
    return [message(person.chat, _("What do you do now?"), buttons=(*given, no, more))]


def answer(person: Person, said: str) -> list[Reply]:
    """Final once given: a second press changes nothing."""
    public_id, _sign, livelihood = said.partition(":")
    question = _own(person, public_id)
    if livelihood not in Livelihood.values:
        raise NotFound()
    if question.state != FollowUpState.ANSWERED:
        follow_ups.answer(question, by=person.user, livelihood=livelihood)
    return [message(person.chat, _("Thank you for your answer."))]


def answer_in_words(person: Person, livelihood: Livelihood) -> list[Reply]:
    """To the question that is open, if it is the only one; else nobody knows to which."""
    asked = list(FollowUp.objects.visible_to(person.user).open(timezone.localdate())[:2])
    if len(asked) != 1:
        return []
    return answer(person, f"{asked[0].public_id}:{livelihood}")


def decline(person: Person, public_id: str) -> list[Reply]:
    question = _own(person, public_id)
    if question.state != FollowUpState.REFUSED:
        follow_ups.close(question, by=person.user, state=FollowUpState.REFUSED)
    return [message(person.chat, _("All right. We will not ask this again."))]


def _own(person: Person, public_id: str) -> FollowUp:
    seen: FollowUp = row_of(FollowUp.objects.visible_to(person.user).for_card(), public_id)
    return seen
