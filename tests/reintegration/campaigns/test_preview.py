"""What a campaign would do: how many, in what words, for how much."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import Settings

from backend.bot.models import ChatLink
from backend.notifications.states import Channel
from reintegration.actions.stopping import stop
from reintegration.campaigns.preview import Cost, preview
from reintegration.campaigns.states import LeftOut
from reintegration.models import Returnee
from reintegration.staff_reasons import ConsentWay
from reintegration.states import ReturneeState
from tests.reintegration.campaigns.conftest import KYRGYZ, RUSSIAN, Crowd, Written

LONG_KYRGYZ = "Homeward: жарманке 5-майда саат 10до. " + "Келиңиз. " * 8


def never_asked(like: Returnee) -> Returnee:
    """A file without any consent."""
    like.pk, like.public_id, like.user = None, uuid4(), None
    like._state.adding = True
    like.save()
    return like


def test_everybody_on_the_list_gets_it_or_is_left_out_for_one_reason(
    written: Written, crowd: Crowd
) -> None:
    closed, phoneless, unwilling, russian, *_ = crowd(6)
    Returnee.objects.filter(pk=closed.pk).update(state=ReturneeState.LEFT, phone="")
    Returnee.objects.filter(pk=phoneless.pk).update(phone="")
    stop(unwilling, way=ConsentWay.LINK)
    Returnee.objects.filter(pk=russian.pk).update(language="ru")
    never_asked(russian)
    counted = preview(written())
    assert (counted.people, counted.may_get) == (7, 2)
    assert counted.left_out == [
        (LeftOut.CLOSED, 1),
        (LeftOut.NO_PHONE, 1),
        (LeftOut.NOT_ASKED, 1),
        (LeftOut.SAID_NO, 1),
        (LeftOut.NO_TEXT, 1),
    ]


def test_a_number_without_a_route_gets_nothing(
    written: Written, crowd: Crowd, settings: Settings
) -> None:
    uzbek, *_ = crowd(2)
    Returnee.objects.filter(pk=uzbek.pk).update(phone="+998912345678")
    settings.SMS_ROUTES = {"+996": "sandbox", "+998": []}
    assert preview(written()).left_out == [(LeftOut.NO_ROUTE, 1)]
    settings.SMS_ROUTES = {"": "sandbox"}
    assert preview(written()).left_out == []


def test_a_missing_language_is_said_with_how_many_read_it(written: Written, crowd: Crowd) -> None:
    first, second, *_ = crowd(3)
    Returnee.objects.filter(pk__in=[first.pk, second.pk]).update(language="uz")
    [missing] = preview(written()).missing
    assert (missing.language, missing.people, missing.instead) == ("uz", 2, "")
    texts = {"ky": KYRGYZ, "ru": RUSSIAN}
    counted = preview(written(texts=texts, fallback="ru"))
    [missing] = counted.missing
    assert (missing.people, missing.instead) == (2, "Русский")
    assert {text.language: text.people for text in counted.texts} == {"ky": 1, "ru": 2}
    assert counted.may_get == 3


def test_each_text_is_shown_as_the_phone_shows_it_with_the_line_that_stops_it(
    written: Written, anara: Returnee, settings: Settings
) -> None:
    settings.HOMEWARD_BASE_URL = "https://h.example"
    [text] = preview(written(texts={"ky": "Homeward: OK"})).texts
    first, line = text.text.split("\n")
    assert first == "Homeward: OK"
    assert line.endswith("https://h.example/s/xxxxxxxxxx/")
    assert not anara.stop_links.exists()


def test_segments_are_counted_by_alphabet(written: Written, anara: Returnee) -> None:
    counted = preview(written(texts={"ky": "Ж" * 71, "en": "G" * 160, "ru": "Ж" * 70}))
    assert {text.language: (text.encoding, text.segments) for text in counted.texts} == {
        "ky": ("ucs2", 2),
        "en": ("gsm7", 1),
        "ru": ("ucs2", 1),
    }


def test_the_cost_is_that_of_the_route_of_each_number_and_the_segments_of_each_text(
    written: Written, crowd: Crowd, settings: Settings
) -> None:
    settings.SMS_ROUTES = {"+996": ["nikita", "smsc"], "+998": "eskiz"}
    settings.SMS_PRICES = {"nikita": {"": "2.50", "+996700200001": "4"}, "eskiz": {"+998": "95"}}
    first, second, third = crowd(3)
    Returnee.objects.filter(pk=third.pk).update(phone="+998912345678", language="ru")
    texts = {"ky": LONG_KYRGYZ, "ru": RUSSIAN}
    counted = preview(written(texts=texts))
    segments = {text.language: text.segments for text in counted.texts}
    assert segments == {"ky": 2, "ru": 1}
    assert counted.costs == [
        Cost("eskiz", 1, Decimal(95)),
        Cost("nikita", 4, 2 * Decimal("2.50") + 2 * Decimal(4)),
    ]
    assert counted.sms == 5


def test_one_unknown_price_makes_the_sum_unknown(
    written: Written, crowd: Crowd, settings: Settings
) -> None:
    crowd(2)
    settings.SMS_PRICES = {"sandbox": {"+996700200001": "4"}}
    assert preview(written()).costs == [Cost("sandbox", 2, None)]


def test_whoever_chose_telegram_costs_no_sms(
    written: Written, anara: Returnee, crowd: Crowd, settings: Settings
) -> None:
    crowd(2)
    settings.SMS_GATEWAYS = settings.SMS_GATEWAYS | {
        "telegram": settings.SMS_GATEWAYS["telegram"]
        | {"token": "1:x", "bot": "homeward_bot", "webhook_secret": "s" * 24}
    }
    ChatLink.objects.create(user=anara.user, chat=7, phone=anara.phone, file_phone=anara.phone)
    counted = preview(written())
    assert counted.by_channel == {Channel.SMS: 2, Channel.TELEGRAM: 1}
    assert counted.sms == 2
    [text] = counted.texts
    assert (text.people, text.by_sms) == (3, 2)


@pytest.mark.parametrize(
    ("texts", "hint"),
    [
        ({"ru": "Курс для вернувшихся мигрантов"}, "вернувш"),
        ({"en": "Help for victims"}, "victim"),
        ({"ky": "Жаңы курс: https://strange.example/x"}, "link in a text"),
        ({"ky": "Ж" * 70}, "No room for the line that stops messages: Кыргызча"),
    ],
)
def test_staff_are_asked_to_look_again(
    texts: dict[str, str], hint: str, written: Written, anara: Returnee
) -> None:
    assert hint in " ".join(str(one) for one in preview(written(texts=texts)).hints)


def test_neutral_words_raise_no_hint(written: Written, anara: Returnee) -> None:
    assert preview(written(texts={"en": "Homeward: a course begins."})).hints == []


def test_the_preview_takes_the_same_few_queries_for_many_people(
    written: Written, crowd: Crowd, django_assert_num_queries: Any
) -> None:
    campaign = written(filters="state=active")
    crowd(5)
    with django_assert_num_queries(1):
        assert preview(campaign).people == 5
