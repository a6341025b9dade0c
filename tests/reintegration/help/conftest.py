"""Letters and numbers to call, made by their own actions."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.utils import timezone

from backend.accounts.models import Office, User
from backend.accounts.states import Role
from backend.taxonomy.models import Country
from reintegration import letter_codes
from reintegration.actions import letters
from reintegration.actions import staff_hotlines as hotlines
from reintegration.letter_states import LetterKind
from reintegration.letter_words import Told
from reintegration.models import Hotline, Letter
from tests.conftest import staff

WORDS = "They hold Zarina at the Lazurny site"


@dataclass
class Written:
    """A letter, and what its writer has in hand."""

    letter: Letter
    code: str
    token: str


Write = Callable[..., Written]


@pytest.fixture
def write(db: None) -> Write:
    def send(text: str = WORDS, kind: LetterKind = LetterKind.REPORT, **more: object) -> Written:
        token = letter_codes.new_token()
        options = {name: more.pop(name) for name in ("region", "network") if name in more}
        told = Told(kind=kind, text=text, **more)  # type: ignore[arg-type]
        code = letters.write(told, token=token, language="ky", **options)  # type: ignore[arg-type]
        letter = Letter.objects.get(code_digest=letter_codes.digest(code))
        return Written(letter, code, token)

    return send


@pytest.fixture
def written(write: Write) -> Written:
    """A report in the central queue."""
    return write()


@pytest.fixture
def osh_protection_officer(osh_office: Office) -> User:
    return staff(Role.PROTECTION, osh_office, "osh_protection")


@pytest.fixture
def proposed(officer: User) -> Hotline:
    """A number that nobody has called: of the exchange that nobody has."""
    return hotlines.propose(
        by=officer,
        country=Country.objects.get(pk="KG"),
        number="+1 202 555 0143",
        name="Example line",
        purpose="law",
        languages=["ky", "ru"],
        free=True,
        source="https://example.org/numbers",
    )


@pytest.fixture
def confirmed(proposed: Hotline, supervisor: User) -> Hotline:
    until = timezone.localdate() + dt.timedelta(days=90)
    return hotlines.confirm(proposed, by=supervisor, good_until=until)
