"""What a person can do in the chat: the same as on their pages, and nothing of anybody else."""

from typing import Any

import pytest
from django.utils import timezone

from backend.accounts.models import User
from backend.bot.models import ChatLink
from backend.notifications import inbound
from backend.notifications.models import InboundSms
from backend.notifications.states import Channel
from jobs.models import Application, Match
from reintegration.actions import staff_inbox
from reintegration.actions.follow_ups import schedule
from reintegration.actions.journey import record_event
from reintegration.models import Consent, FollowUp, Reply, Returnee
from reintegration.staff_inbox import ReplyState
from reintegration.staff_reasons import ConsentWay
from reintegration.states import ConsentPurpose, FollowUpState, JourneyKind, ReturneeState
from tests.bot.conftest import CHAT, OTHER_CHAT, Tell, link
from tests.bot.fakes.telegram import TelegramFake
from training.models import Cohort, Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(anara: Returnee, bakyt: Returnee) -> None:
    Returnee.objects.update(language="en")


@pytest.fixture
def question(anara: Returnee) -> FollowUp:
    event = record_event(JourneyKind.HIRED, returnee=anara, by=None)
    schedule(event)
    FollowUp.objects.filter(wave=1).update(due_on=timezone.localdate())
    return FollowUp.objects.get(wave=1)


def withdrawn(person: Returnee) -> set[str]:
    now = Consent.objects.filter(returnee=person).current().filter(given=False)
    return set(now.values_list("purpose", flat=True))


def test_my_jobs_come_with_reasons_and_a_button_to_apply(
    linked: ChatLink, match: Match, telegram: TelegramFake, write: Tell
) -> None:
    write("/jobs")
    text = telegram.said[0]["text"]
    assert "Сварщик" in text
    assert "45,000" in text
    assert "+ All skills that are asked for" in text
    assert telegram.buttons()[0]["callback_data"] == f"apply:{match.public_id}"


def test_pressing_apply_twice_is_one_application(
    linked: ChatLink, match: Match, telegram: TelegramFake, press: Tell
) -> None:
    press(f"apply:{match.public_id}")
    press(f"apply:{match.public_id}")
    assert Application.objects.get().returnee == match.returnee
    assert [method for method, _ in telegram.calls] == ["answerCallbackQuery", "sendMessage"] * 2
    assert "Sent." in telegram.said[1]["text"]


def test_without_consent_nobody_is_shown_to_an_employer(
    linked: ChatLink, match: Match, telegram: TelegramFake, press: Tell
) -> None:
    Consent.objects.create(
        returnee=match.returnee,
        purpose=ConsentPurpose.EMPLOYERS,
        given=False,
        text_version="x",
        language="en",
    )
    press(f"apply:{match.public_id}")
    assert not Application.objects.exists()
    assert "first agree" in telegram.said[0]["text"]


def test_a_match_of_somebody_else_does_not_exist_here(
    bakyt: Returnee, match: Match, telegram: TelegramFake, press: Tell
) -> None:
    link(bakyt, OTHER_CHAT)
    press(f"apply:{match.public_id}", chat=OTHER_CHAT)
    assert not Application.objects.exists()
    assert telegram.said[0]["text"] == "This was not found."


@pytest.mark.parametrize("data", ["", "apply:", "apply:1", "nothing:x", "language:xx", "answer:::"])
def test_a_button_that_we_never_made_is_refused_in_a_sentence(
    linked: ChatLink, telegram: TelegramFake, press: Tell, data: str
) -> None:
    press(data)
    assert telegram.said[0]["text"] == "This was not found."


def test_courses_are_listed_and_a_seat_is_asked_for_once(
    linked: ChatLink, cohort: Cohort, telegram: TelegramFake, write: Tell, press: Tell
) -> None:
    write("/courses")
    assert "Computer literacy" in telegram.said[0]["text"]
    data = telegram.buttons()[0]["callback_data"]
    press(data)
    press(data)
    assert Enrolment.objects.get().cohort == cohort


def test_a_question_is_answered_by_a_button_once(
    linked: ChatLink, question: FollowUp, telegram: TelegramFake, write: Tell, press: Tell
) -> None:
    write("/questions")
    assert all(len(one.get("callback_data", "").encode()) <= 64 for one in telegram.buttons())
    press(f"answer:{question.public_id}:wage")
    press(f"answer:{question.public_id}:study")
    question.refresh_from_db()
    assert (question.state, question.livelihood) == (FollowUpState.ANSWERED, "wage")


def test_a_question_can_be_declined_and_nobody_elses_be_answered(
    linked: ChatLink, bakyt: Returnee, question: FollowUp, telegram: TelegramFake, press: Tell
) -> None:
    link(bakyt, OTHER_CHAT)
    press(f"answer:{question.public_id}:wage", chat=OTHER_CHAT)
    press(f"decline:{question.public_id}")
    question.refresh_from_db()
    assert question.state == FollowUpState.REFUSED


def test_stop_ends_all_messages_and_leaves_the_rest(
    linked: ChatLink, anara: Returnee, telegram: TelegramFake, write: Tell
) -> None:
    write("/stop")
    write("/stop")
    assert withdrawn(anara) == {ConsentPurpose.MESSAGES, ConsentPurpose.FOLLOW_UP}


def test_delete_asks_once_more_then_ends_everything(
    linked: ChatLink, anara: Returnee, telegram: TelegramFake, write: Tell, press: Tell
) -> None:
    write("/delete")
    assert withdrawn(anara) == set()
    press(telegram.buttons()[0]["callback_data"])
    anara.refresh_from_db()
    assert withdrawn(anara) == set(ConsentPurpose.values)
    assert anara.state == ReturneeState.LEFT
    assert not ChatLink.objects.exists()
    assert "ask our staff" in telegram.said[-1]["text"]


def test_language_is_kept_for_the_bot_messages_and_pages(
    linked: ChatLink, anara: Returnee, telegram: TelegramFake, write: Tell, press: Tell
) -> None:
    write("/language")
    assert len(telegram.buttons()) == 7
    press("language:uz")
    anara.refresh_from_db()
    anara.user.refresh_from_db()
    assert (anara.language, anara.user.language) == ("uz", "uz")


@pytest.mark.parametrize("word", ["/help", "/report"])
@pytest.mark.parametrize("chat", [CHAT, OTHER_CHAT])
def test_help_is_for_everybody_and_tells_a_stranger_nothing(
    linked: ChatLink, telegram: TelegramFake, write: Tell, word: str, chat: int
) -> None:
    write(word, chat=chat, language="en")
    said: Any = telegram.said[0]
    assert said["text"] == "Help"
    assert telegram.buttons()[0]["url"].endswith("/help/")


@pytest.mark.parametrize("word", ["/jobs", "/stop", "/delete", "hello", "", "/start", "/jobs@x y"])
def test_a_stranger_learns_only_how_to_connect(
    telegram: TelegramFake, write: Tell, word: str
) -> None:
    write(word, language="en")
    assert "sign in on your page" in telegram.said[0]["text"]


@pytest.mark.parametrize("word", ["Токтот!", "CTOП", "не пишите мне"])
def test_stop_is_understood_in_words(
    linked: ChatLink, anara: Returnee, telegram: TelegramFake, write: Tell, word: str
) -> None:
    Returnee.objects.update(language="ky")
    write(word)
    stopped = Consent.objects.filter(returnee=anara, given=False)
    assert {one.way for one in stopped} == {ConsentWay.BOT}
    assert withdrawn(anara) == {ConsentPurpose.MESSAGES, ConsentPurpose.FOLLOW_UP}
    assert not InboundSms.objects.exists()


def test_an_answer_in_words_is_taken_for_the_one_question(
    linked: ChatLink, question: FollowUp, telegram: TelegramFake, write: Tell
) -> None:
    write("I am looking for work")
    question.refresh_from_db()
    assert question.livelihood == "unemployed"
    assert telegram.said[0]["text"] == "Thank you for your answer."


@pytest.mark.parametrize(
    "words", ["I do not want to stop", "They keep my papers", "looking for a job"]
)
def test_what_is_not_understood_reaches_staff_and_is_never_a_void(
    linked: ChatLink, anara: Returnee, telegram: TelegramFake, write: Tell, words: str
) -> None:
    write(words)
    inbound.read()
    kept = Reply.objects.get()
    assert (kept.returnee, kept.state, kept.sms.text) == (anara, ReplyState.OPEN, words)
    assert "Our staff will read this" in telegram.said[0]["text"]
    assert withdrawn(anara) == set()


def test_staff_answer_a_letter_in_the_chat(
    linked: ChatLink, officer: User, telegram: TelegramFake, write: Tell
) -> None:
    write("Where do I go?")
    inbound.read()
    told = staff_inbox.answer(Reply.objects.get(), by=officer, text="Chuy 1", language="en")
    assert told.channel == Channel.TELEGRAM


def test_the_same_words_on_the_same_day_are_two_letters(
    linked: ChatLink, telegram: TelegramFake, write: Tell
) -> None:
    write("please call me")
    write("please call me")
    assert InboundSms.objects.count() == 2


def test_who_wants_messages_again_agrees_on_their_page(
    linked: ChatLink, anara: Returnee, telegram: TelegramFake, write: Tell
) -> None:
    write("/stop")
    write("start")
    assert telegram.buttons()[0]["url"].endswith("/me/consents/")
    assert withdrawn(anara) == {ConsentPurpose.MESSAGES, ConsentPurpose.FOLLOW_UP}


@pytest.mark.parametrize("word", ["/start", "/menu", "/unknown words", ""])
def test_any_other_command_shows_what_can_be_asked(
    linked: ChatLink, telegram: TelegramFake, write: Tell, word: str
) -> None:
    write(word)
    for command in ("/jobs", "/courses", "/questions", "/help", "/language", "/stop", "/delete"):
        assert command in telegram.said[0]["text"]
