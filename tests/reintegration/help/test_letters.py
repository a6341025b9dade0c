"""What people write without signing in: kept locked, found by a code, tied to nobody."""

import datetime as dt
import logging

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from backend.audit.models import Entry
from backend.lib.errors import Conflict, Invalid, NotFound, TooMany
from reintegration import letter_codes, letter_limits
from reintegration.actions import letters
from reintegration.actions import staff_letters as letter_desk
from reintegration.letter_states import LetterKind, LetterState
from reintegration.letter_words import LONGEST, Told
from reintegration.models import Letter, LetterPart, Returnee
from tests.reintegration.help.conftest import WORDS, Write, Written

pytestmark = pytest.mark.django_db

ADDRESS = "203.0.113.77"
BROWSER = "Oldphone/1.0 Canary"


def tables_with(text: str) -> list[str]:
    """The tables in which any column of any row holds `text`."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if not table.startswith("taxonomy_"):
                sql = f'SELECT 1 FROM "{table}" AS t WHERE t::text ILIKE %s LIMIT 1'  # noqa: S608
                cursor.execute(sql, [f"%{text}%"])
                found += [table] if cursor.fetchone() else []
    return found


def test_the_words_the_code_and_the_device_stand_nowhere_in_the_database(
    caplog: pytest.LogCaptureFixture, anara: Returnee
) -> None:
    browser = Client(REMOTE_ADDR=ADDRESS, headers={"User-Agent": BROWSER})
    browser.force_login(anara.user)
    before = list(Session.objects.values_list())
    token = letter_codes.new_token()
    with caplog.at_level(logging.DEBUG):
        sent = {"text": WORDS, "place": "Lazurny", "token": token}
        page = browser.post("/help/write/", sent).content.decode()
    code = letter_codes.grouped(letter_codes.code_of(token))
    assert code in page
    for secret in ("Zarina", "Lazurny", code, code.replace("-", ""), token, ADDRESS, BROWSER):
        assert tables_with(secret) == [], secret
        # The line of a database query is the driver's, and holds only what is locked.
        assert secret not in caplog.text
    assert list(Session.objects.values_list()) == before, "nor a minute in the session"
    letter = Letter.objects.get()
    assert tables_with(str(letter.public_id)) == ["reintegration_letter", "audit_entry"][::-1]
    assert {e.actor for e in Entry.objects.filter(deed="reintegration.letter.came")} == {None}


def test_even_the_kind_of_a_letter_is_locked(write: Write) -> None:
    write(kind=LetterKind.REPORT)
    write(kind=LetterKind.ASK, kinds=("health",))
    assert [name for name in tables_with("report") if "letter" in name] == []
    assert len({len(part.locked) for part in LetterPart.objects.all()}) == 1, "nor by its length"


def test_the_same_form_sent_twice_is_one_letter_and_the_same_code(written: Written) -> None:
    told = Told(kind=LetterKind.REPORT, text=WORDS)
    assert letters.write(told, token=written.token, language="ky") == written.code
    assert Letter.objects.count() == LetterPart.objects.count() == 1


def test_words_changed_after_going_back_are_added_and_not_lost(written: Written) -> None:
    told = Told(kind=LetterKind.REPORT, text="At night too")
    assert letters.write(told, token=written.token, language="ky") == written.code
    assert [part.told().text for part in written.letter.parts.all()] == [WORDS, "At night too"]


def test_the_code_is_found_however_it_is_typed(written: Written) -> None:
    for typed in (
        written.code,
        written.code.lower(),
        letter_codes.grouped(written.code),
        f"  {' '.join(written.code)} ",
        written.code.replace("0", "O").replace("1", "I"),
        written.code.replace("A", "А").replace("H", "Н").replace("K", "К"),  # Cyrillic
    ):
        assert letters.open_by_code(typed) == written.letter


@pytest.mark.parametrize(
    ("right", "cyrillic"),
    list(zip("01ABCEHKMPTYX", "ОІАВСЕНКМРТУХ", strict=True)),
)
def test_a_letter_typed_in_cyrillic_is_the_one_it_looks_like(right: str, cyrillic: str) -> None:
    code = f"7{right}2M9XQ4WTCDV3HA"
    for typed in (cyrillic, cyrillic.lower()):
        assert letter_codes.digest(code.replace(right, typed)) == letter_codes.digest(code)


@pytest.mark.parametrize("typed", ["", "x", "0" * 16, "🙂" * 40, "A" * 5000])
def test_what_is_no_code_opens_nothing(written: Written, typed: str) -> None:
    with pytest.raises(NotFound):
        letters.open_by_code(typed)


def test_codes_are_80_random_bits_of_letters_that_look_like_no_other() -> None:
    codes = {letter_codes.code_of(letter_codes.new_token()) for _ in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {16}
    assert set("".join(codes)) == set(letter_codes.LETTERS)
    assert not set("ILOU") & set(letter_codes.LETTERS)


@pytest.mark.parametrize("token", ["", "made-up", "a:b:c", "x" * 10_000])
def test_a_form_that_is_not_ours_writes_nothing(db: None, token: str) -> None:
    with pytest.raises(Invalid):
        letters.write(Told(kind="report", text="x"), token=token, language="ky")
    assert not Letter.objects.exists()


def test_after_twenty_wrong_codes_a_network_waits_and_others_do_not(written: Written) -> None:
    for _ in range(20):
        with pytest.raises(NotFound):
            letters.open_by_code("wrong", network="10.0.0.1")
    with pytest.raises(TooMany):
        letters.open_by_code(written.code, network="10.0.0.1")
    assert letters.open_by_code(written.code, network="10.0.0.2") == written.letter


def test_right_codes_are_never_counted(written: Written) -> None:
    for _ in range(30):
        assert letters.open_by_code(written.code, network="10.0.0.1") == written.letter


def test_a_flood_of_letters_from_one_network_is_slowed(write: Write) -> None:
    for _ in range(letter_limits.writing.most):
        write(network="10.0.0.1")
    with pytest.raises(TooMany):
        write(network="10.0.0.1")
    assert write(network="10.0.0.2").letter.pk


@pytest.mark.parametrize("text", ["", "   ", "\u202e\u200f", "\n\n"])
def test_a_report_needs_words(write: Write, text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        write(text)
    assert list(refusal.value.fields) == ["text"]


def test_too_long_a_letter_is_refused_and_the_longest_is_kept(write: Write) -> None:
    with pytest.raises(Invalid):
        write("ж" * (LONGEST + 1))
    assert write("ж" * LONGEST).letter.parts.get().told().text == "ж" * LONGEST


def test_emoji_are_kept_and_marks_that_turn_text_round_are_not(write: Write) -> None:
    kept = write("🆘 help\u202e gnp.exe\u2066 👩\u200d👧").letter.parts.get().told()
    assert kept.text == "🆘 help gnp.exe 👩\u200d👧"


def test_a_phone_is_kept_only_if_the_writer_wants_to_be_reached_by_it(write: Write) -> None:
    asks = {"kind": LetterKind.ASK, "kinds": ("talk",), "contact": "0700 123 456"}
    assert write("", way="here", **asks).letter.parts.get().told().contact == ""
    assert write("", way="call", **asks).letter.parts.get().told().contact == "+996700123456"
    with pytest.raises(Invalid) as refusal:
        write("", way="sms", **asks | {"contact": "12"})
    assert list(refusal.value.fields) == ["contact"]


def test_whoever_writes_more_waits_again_even_when_closed(
    written: Written, protection_officer: object
) -> None:
    letter_desk.close(written.letter, by=protection_officer)  # type: ignore[arg-type]
    token = letter_codes.new_token()
    for _ in range(2):  # the second is the same form once more
        letter = letters.add(written.code, text="They came back", token=token)
    assert (letter.state, letter.closed_at, letter.parts.count()) == (LetterState.WAITING, None, 2)


def test_a_letter_has_an_end(written: Written) -> None:
    for _ in range(letters.MOST_PARTS - 1):
        letters.add(written.code, text="more", token=letter_codes.new_token(), network=str(_))
    with pytest.raises(Conflict):
        letters.add(written.code, text="more", token=letter_codes.new_token())


def test_the_code_of_a_letter_closed_long_ago_opens_nothing(
    written: Written, protection_officer: object
) -> None:
    letter_desk.close(written.letter, by=protection_officer)  # type: ignore[arg-type]
    assert letters.open_by_code(written.code)
    Letter.objects.update(closed_at=timezone.now() - dt.timedelta(days=91))
    with pytest.raises(NotFound):
        letters.open_by_code(written.code)
