"""Ways to learn the code that a phone received, and to do one thing many times at once."""

import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from backend.accounts.actions.codes import request_code
from backend.accounts.demo_sign_ins import DEMO_PASSWORD
from backend.accounts.models import SignInCode, User
from backend.accounts.states import Role
from backend.lib.errors import Problem
from backend.notifications.models import Message, SandboxSms

PHONE = "+996700555001"
ADDRESS = "192.0.2.1"
CODE = re.compile(r"#(\d{6})$")

AT_ONCE = 50

Asked = tuple[SignInCode, str, str]


def last_code(phone: str = PHONE) -> str:
    """From the newest message to `phone`: in the phone if it arrived, else in the outbox."""
    sms = SandboxSms.objects.filter(phone=phone).order_by("-pk").first()
    text = sms.body if sms else Message.objects.filter(phone=phone).order_by("-pk")[0].text
    found = CODE.search(text)
    assert found is not None
    return found[1]


def other_than(code: str) -> str:
    """A wrong code."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def ask(phone: str = PHONE, address: str = ADDRESS, secret: str | None = None) -> Asked:
    """Ask for a code: the request, its secret and the code the phone shows."""
    asked, kept = request_code(phone=phone, language="ky", address=address, secret=secret)
    return asked, kept, last_code(phone)


def all_at_once(deed: Callable[[int], Any], times: int = AT_ONCE) -> Counter[type]:
    """Run `deed(0..times)` in parallel; count the kinds of its results and refusals."""

    def one(number: int) -> type:
        try:
            return type(deed(number))
        except Problem as problem:
            return type(problem)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        return Counter(pool.map(one, range(times)))


@pytest.fixture
def asked(db: None) -> Asked:
    return ask()


@pytest.fixture
def account() -> Callable[..., User]:
    """An account that signs in by e-mail and DEMO_PASSWORD, without a second factor yet."""

    def make(role: Role = Role.OBSERVER, email: str = "aigul@example.org") -> User:
        user = User.objects.create_user(DEMO_PASSWORD, email=email, role=role, name="Aigul")
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
        return user

    return make
