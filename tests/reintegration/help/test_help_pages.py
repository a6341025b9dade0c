"""Help without signing in: what a tired person sees, and what stays on the phone."""

import re
from gzip import compress

import pytest
from django.conf import settings
from django.test import Client

from backend.web import catalogues
from reintegration import letter_codes
from reintegration.letter_words import LONGEST
from reintegration.models import Hotline, Letter, LetterPart
from tests.conftest import Api
from tests.reintegration.help.conftest import WORDS, Written

pytestmark = pytest.mark.django_db

PAGES = [
    "/help/",
    "/help/rights/",
    "/help/know/",
    "/help/numbers/",
    "/help/ask/",
    "/help/write/",
    "/help/again/",
]
# In titles and addresses nothing may tell what the reader looks for.
TELLING = re.compile(r"migra|danger|report|traffick|health|victim|risk|hotline", re.IGNORECASE)


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("path", PAGES)
def test_titles_and_addresses_tell_nothing(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    title = page[page.index("<title>") + 7 : page.index("</title>")].strip()
    assert title == "Help – Homeward"
    assert not TELLING.search(path + title)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", *catalogues.LANGUAGES])
def test_a_page_is_at_most_8_kb_in_every_language(client: Client, path: str, language: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get(path).content
    assert f'<html lang="{language}"'.encode() in page
    assert len(compress(page)) <= 8 * 1024


def test_a_letter_written_on_the_page_opens_with_the_code_it_shows(client: Client) -> None:
    token = token_in(client.get("/help/ask/").content.decode())
    sent = {"kinds": ["documents", "journey"], "way": "here", "token": token}
    page = client.post("/help/ask/", sent).content.decode()
    found = re.search(r'class="code num"[^>]*>([0-9A-Z-]{19})<', page)
    assert found
    letter = client.post("/help/again/", {"code": found[1].lower()}).content.decode()
    assert "You asked for help." in letter
    told = LetterPart.objects.get().told()
    assert (told.kind, told.kinds) == ("ask", ("documents", "journey"))


def test_words_of_a_page_that_stood_open_too_long_are_not_lost(client: Client) -> None:
    page = client.post("/help/write/", {"text": WORDS, "token": "old"}).content.decode()
    assert "open for a long time" in page
    assert WORDS in page
    client.post("/help/write/", {"text": WORDS, "token": token_in(page)})
    assert Letter.objects.count() == 1


def test_words_are_not_lost_when_something_else_is_missing_or_too_long(client: Client) -> None:
    sent = {"text": WORDS, "way": "call", "contact": "12", "token": letter_codes.new_token()}
    page = client.post("/help/ask/", sent).content.decode()
    assert "Check the number" in page
    assert WORDS in page
    assert token_in(page) == sent["token"], "the same form stays the same letter"
    long = client.post("/help/write/", {"text": "я" * (LONGEST + 1)}).content.decode()
    assert "я" * (LONGEST + 1) in long


def test_a_flooding_network_is_told_to_wait_and_keeps_its_words(client: Client) -> None:
    for _ in range(31):
        sent = {"text": WORDS, "token": letter_codes.new_token()}
        page = client.post("/help/write/", sent).content.decode()
    assert "Wait a little" in page
    assert WORDS in page


@pytest.mark.parametrize("path", ["/help/ask/", "/help/write/", "/help/again/"])
def test_pages_with_words_are_kept_by_no_browser_and_set_nothing(path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(path, {"text": WORDS, "token": letter_codes.new_token()})
    assert answer.status_code == 200, "without any cookie too"
    assert "no-store" in answer["Cache-Control"]
    assert settings.SESSION_COOKIE_NAME not in answer.cookies


def test_more_is_written_with_the_same_code_and_a_second_tap_is_one(
    client: Client, written: Written
) -> None:
    sent = {"code": written.code, "text": "Now at night too", "token": letter_codes.new_token()}
    for _ in range(2):
        page = client.post("/help/again/", sent).content.decode()
    assert page.count("Now at night too") == 1
    assert "We have your words" in page


def test_what_is_written_cannot_become_markup(client: Client, written: Written) -> None:
    sent = {"code": written.code, "text": "<b>x</b>", "token": letter_codes.new_token()}
    assert "&lt;b&gt;x&lt;/b&gt;" in client.post("/help/again/", sent).content.decode()


def test_a_wrong_code_says_what_to_do(client: Client) -> None:
    page = client.post("/help/again/", {"code": "AAAA-BBBB-CCCC-DDDD"}).content.decode()
    assert "We do not know this code" in page


def test_machines_write_open_and_add_without_a_key(api: Api) -> None:
    nobody = api(None)
    token = nobody.get("/api/v1/letters/token/").json()["token"]
    body = {"token": token, "kind": "report", "text": WORDS, "language": "tg"}
    answers = [nobody.post("/api/v1/letters/write/", body) for _ in range(2)]
    assert [a.status_code for a in answers] == [201, 201]
    code = answers[1].json()["code"]
    more = {
        "code": code,
        "text": "More",
        "token": nobody.get("/api/v1/letters/token/").json()["token"],
    }
    opened = nobody.post("/api/v1/letters/add/", more).json()
    assert opened == nobody.post("/api/v1/letters/open/", {"code": code}).json()
    assert [part["text"] for part in opened["parts"]] == [WORDS, "More"]
    assert Letter.objects.get().language == "tg"
    assert nobody.post("/api/v1/letters/open/", {"code": "none"}).status_code == 404


def test_numbers_are_read_by_their_country_first(client: Client, confirmed: Hotline) -> None:
    page = client.get("/help/numbers/").content.decode()
    assert page.index("Kyrgyzstan") < page.index("Other countries") < page.index("Kazakhstan")
