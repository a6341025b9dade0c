"""What allauth counts: exact under concurrency, and counted although Redis is down."""

import json
import os
import subprocess
import sys
from collections import Counter as Tally
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from backend.accounts.actions.cleaning import forget_sign_ins
from backend.accounts.demo_sign_ins import DEMO_PASSWORD, code_of, give_known_authenticator
from backend.accounts.models import Counter, User
from tests.accounts.conftest import all_at_once

LOGIN, FACTOR = "/accounts/login/", "/accounts/2fa/authenticate/"
Account = Callable[..., User]

# A web process of its own, which reads its settings anew. Each sign-in begins in a new browser.
VISIT = """
import json, os
from django.test import Client
for path, fields in json.loads(os.environ["STEPS"]):
    browser = Client(headers={"host": "localhost"}) if "login" in fields else browser
    answer = browser.post(path, fields)
    print(answer.status_code, "Too many" in answer.text, "_auth_user_id" in browser.session)
"""


def without_redis(steps: list[tuple[str, dict[str, str]]]) -> list[str]:
    """Post each step from a process whose Redis does not answer: status, refused, signed in."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(
        path=f"/{connection.settings_dict['NAME']}"
    )
    addresses = {"DATABASE_URL": urlunsplit(database), "REDIS_URL": "redis://127.0.0.1:1"}
    run = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", VISIT],
        env=os.environ | addresses | {"STEPS": json.dumps(steps)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


@pytest.mark.django_db(transaction=True)
def test_while_redis_is_down_people_sign_in_and_guessers_are_stopped(account: Account) -> None:
    user = account()
    give_known_authenticator(user)
    right = {"login": user.email, "password": DEMO_PASSWORD}
    wrong = (LOGIN, right | {"password": "wrong"})
    steps = [(LOGIN, right), (FACTOR, {"code": code_of(user)}), *[wrong] * 5, (LOGIN, right)]
    assert without_redis(steps) == [
        "302 False False",
        "302 False True",
        *["200 False False"] * 5,
        "200 True False",
    ]


@pytest.mark.django_db(transaction=True)
def test_of_many_guesses_at_once_only_five_are_tried(account: Account) -> None:
    user = account()

    def guess(number: int) -> None:
        Client().post(LOGIN, {"login": user.email, "password": f"wrong {number}"})

    all_at_once(guess, times=12)
    # Two counters of the address count every try; that of the account, those that were let through.
    histories = Counter.objects.values_list("value", flat=True)
    assert sorted(map(len, histories)) == [5, 12, 12]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_add_the_same_key_one_succeeds() -> None:
    added: Tally[bool] = Tally()
    all_at_once(lambda number: added.update([cache.add("code", "y", timeout=30)]))
    assert added == {True: 1, False: 49}


@pytest.mark.django_db
def test_what_is_over_is_not_there_and_is_forgotten() -> None:
    cache.set("over", [1.5], timeout=-1)
    cache.set("kept", [2.5], timeout=60)
    assert (cache.get("over"), cache.get("kept")) == (None, [2.5])
    forget_sign_ins()
    assert Counter.objects.count() == 1
    cache.set("over", [1.5], timeout=-1)
    assert cache.add("over", [3.5])
    assert not cache.add("kept", [3.5])
    assert cache.delete("kept")
    assert cache.get("kept") is None


@pytest.mark.django_db
def test_a_counter_does_not_tell_whose_it_is() -> None:
    cache.set("aigul@example.org from 192.0.2.1", 1)
    (row,) = Counter.objects.values_list("key", flat=True)
    assert len(row) == 64
    assert "aigul" not in row
