"""docs/messages.md, written from the declarations: the list of all kinds of message."""

from collections.abc import Sequence
from pathlib import Path

from django.test.utils import override_settings
from django.utils import translation

from backend.notifications.hours import COUNTRIES
from backend.notifications.kinds import Kind
from backend.notifications.states import Lane

PATH = Path(__file__).parents[2] / "docs" / "messages.md"
# Of no real deployment, and the same on every machine: long links leave less room for words.
HOST = "homeward.example"
HEAD = """\
# Every kind of message

Made from the code by `manage.py message_kinds`; a test keeps it equal. How a message travels is
told in [messaging.md](messaging.md).

- **Lane**: which queue it waits in, so that codes never wait behind a campaign.
- **Stop ends it**: the purpose of consent it rests on; who takes that back gets no more of them.
- **May ring**: local hours of the phone. They are cut by those of the country below, and by the
  hours the person gave. A code that somebody waits for rings at any time.
- **Telegram**: for people who chose it; after "else SMS" what Telegram does not take goes by SMS.
- **SMS**: at most so many, in each of the seven languages.

| Kind | For | Lane | Lives | Stop ends it | May ring | Telegram | SMS | In English |
|---|---|---|---|---|---|---|---|---|
"""
COUNTRIES_HEAD = """
## Hours of the countries

| Numbers | Time zone | May ring |
|---|---|---|
"""


def page(declared: Sequence[Kind]) -> str:
    """The whole page, in English."""
    with translation.override("en"), override_settings(HOMEWARD_BASE_URL=f"https://{HOST}"):
        rows = [_row(kind) for kind in declared]
    countries = [
        f"| {prefix} | {country.zone} | {country.hours} |" for prefix, country in COUNTRIES.items()
    ]
    return HEAD + "\n".join(rows) + "\n" + COUNTRIES_HEAD + "\n".join(countries) + "\n"


def _row(kind: Kind) -> str:
    cells = (
        f"`{kind.name}`",
        kind.audience,
        Lane(kind.lane).value,
        _life(kind),
        kind.purpose or "nothing: asked for each time",
        str(kind.hours) if kind.quiet_hours else "any time",
        kind.by_chat.value,
        str(kind.segments),
        _example(kind),
    )
    return f"| {' | '.join(cells)} |"


def _life(kind: Kind) -> str:
    minutes = int(kind.expires_after.total_seconds() // 60)
    return f"{minutes // 1440} d" if minutes % 1440 == 0 else f"{minutes} min"


def _example(kind: Kind) -> str:
    return " ".join(kind.text(kind.longest()).split())
