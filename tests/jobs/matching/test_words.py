"""Reasons as sentences."""

import pytest
from django.utils.translation import override

from backend.taxonomy.models import Skill
from jobs.matching.conditions import CHANGEABLE, Condition, Refusal
from jobs.matching.reasons import Fit, Gap, Reason
from jobs.matching_names import Names
from jobs.matching_words import CHANGES, SENTENCES, duration, say, say_change, say_missing

# One example of every code, with the details that the matching gives it.
EXAMPLES: list[Reason | Refusal] = [
    Reason(Fit.SKILLS, {"skills": [1], "asked": 2}),
    Reason(Fit.WISHED, {"skills": [1]}),
    Reason(Fit.OCCUPATION, {"isco": "7212", "digits": 3}),
    Reason(Fit.EXPERIENCE, {"months": 36}),
    Reason(Fit.EDUCATION, {"level": 3}),
    Reason(Fit.WAGE, {}),
    Reason(Fit.DISTANCE, {"km": 5}),
    Reason(Fit.LICENCES, {"licences": ["B"]}),
    Reason(Fit.LANGUAGES, {"languages": ["ru"]}),
    Reason(Gap.SKILLS, {"skills": [1, 2]}),
    Reason(Gap.WISHED, {"skills": [1]}),
    Reason(Gap.OCCUPATION, {"isco": "7212"}),
    Reason(Gap.EXPERIENCE, {"months": 3, "asked": 12}),
    Reason(Gap.EDUCATION, {"asked": 3, "has": None}),
    Reason(Gap.PAY_UNKNOWN, {}),
    Reason(Gap.PAY_ELSEWHERE, {"currency": "UZS", "floor": "KGS"}),
    Reason(Gap.MOVE, {"km": 300, "country": None}),
    Reason(Gap.PLACE_UNKNOWN, {}),
    Refusal(Condition.CLOSED),
    Refusal(Condition.NOT_LOOKING, {"state": "placed"}),
    Refusal(Condition.NO_CONSENT),
    Refusal(Condition.APPLIED),
    Refusal(Condition.DECLINED),
    Refusal(Condition.TURNED_AWAY),
    Refusal(Condition.COUNTRY, {"country": "RU"}),
    Refusal(Condition.DISTANCE, {"km": 300, "limit": 15}),
    Refusal(Condition.WAGE, {"pay": 20_000, "floor": 30_000, "currency": "KGS"}),
    Refusal(Condition.SCHEDULE, {"offered": "shifts", "wanted": ["full"]}),
    Refusal(Condition.LICENCE, {"licence": "B"}),
    Refusal(Condition.LANGUAGE, {"language": "ru", "needed": 3, "has": 1}),
]


def test_every_code_has_an_example_and_a_sentence() -> None:
    codes = {*map(str, Fit), *map(str, Gap), *map(str, Condition)}
    assert {str(one.code) for one in EXAMPLES} == codes
    assert {str(code) for code in SENTENCES} == codes
    assert {str(code) for code in CHANGES} == {*map(str, CHANGEABLE), Gap.SKILLS, Gap.WISHED}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru", "ky", "uz", "kk", "tg", "tk"])
def test_every_reason_can_be_said_in_every_language(language: str) -> None:
    with override(language):
        names = Names.of(EXAMPLES)
        for one in EXAMPLES:
            said = say(one, names)
            assert said
            assert "%(" not in said
            if str(one.code) in CHANGES:
                assert say_change(one, names)


@pytest.mark.django_db
def test_things_are_called_by_their_names(welding: list[Skill]) -> None:
    first, second, third = welding
    had = Reason(Fit.SKILLS, {"skills": [first.pk], "asked": 2})
    missing = Reason(Gap.SKILLS, {"skills": [second.pk, third.pk]})
    work = Reason(Fit.OCCUPATION, {"isco": "7212", "digits": 4})
    language = Refusal(Condition.LANGUAGE, {"language": "ru", "needed": 3, "has": 0})
    with override("en"):
        names = Names.of([had, missing, work, language])
        first_label, second_label = first.label("en"), second.label("en")
        assert say(had, names) == f"1 of 2 skills that are asked for: {first_label}"
        assert say_missing(missing, names) == f"{second_label}, {third.label('en')}"
        assert say(work, names).startswith("The same work before: Welders")
        assert say(language, names) == "Language asked for: Russian, B1."


@pytest.mark.django_db
def test_of_a_long_list_the_first_are_named_and_the_rest_counted(welding: list[Skill]) -> None:
    ids = [*(skill.pk for skill in welding), 0, -1]
    with override("en"):
        said = say(Reason(Gap.SKILLS, {"skills": ids}), Names.of([]))
    assert said.endswith("and 2 more")


def test_a_gap_that_nothing_can_fill_is_not_called_missing() -> None:
    assert say_missing(Reason(Gap.PAY_UNKNOWN), Names()) == ""


@pytest.mark.parametrize(
    ("months", "words"),
    [(1, "1 month"), (8, "8 months"), (12, "1 year"), (18, "18 months"), (36, "3 years")],
)
def test_time_is_said_as_people_say_it(months: int, words: str) -> None:
    with override("en"):
        assert duration(months) == words
