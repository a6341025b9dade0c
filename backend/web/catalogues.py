"""Message catalogues without gettext binaries: find, merge, judge, compile.

English in the code is the source. `backend/locale/<language>/LC_MESSAGES/django.po` holds
one language each; the compiled .mo files are made, never committed. Everything here is
files in, values out; the command is `manage.py messages`.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from django.utils.translation.template import templatize

LANGUAGES = ("ru", "ky", "uz", "kk", "tg", "tk")
# Staff, employers and administrators read English or Russian; everyone else all seven.
STAFF_LANGUAGES = ("ru",)
STAFF_PLACES = (
    "/account/",
    "/mail/",
    "/management/",
    "/mfa/",
    "/models",  # names of columns, for the admin and the schema: forms have words of their own
    "/screening/",
    "/staff",
    "campaigns",
    "accounts/code_alarms.py",
    "accounts/pages/codes.py",
    "admin.py",
    "credits.py",
    "deeds.py",
    "demo",
    "employer",
    "exports",
    "imports",
    "indicators",
    "jobs/actions/bulk_answers.py",
    "jobs/actions/copies.py",
    "jobs/actions/hiring.py",
    "jobs/actions/publication.py",
    "jobs/actions/vacancies.py",
    "jobs/menu.py",
    "jobs/pages/applicants.py",
    "jobs/pages/firms.py",
    "jobs/pages/forms/",
    "jobs/pages/vacancies.py",
    "jobs/pages/writing.py",
    "jobs/templates/jobs/matching_runs.html",
    "notifications/actions.py",
    "notifications/admin",
    "notifications/gateway_alarms.py",
    "notifications/menu.py",
    "notifications/pages/",
    "notifications/states.py",
    "notifications/templates/notifications/live",
    "notifications/templates/notifications/phone",
    "reintegration/actions/attaching.py",
    "training/actions/courses.py",
    "training/pages/decisions.py",
    "training/templates/training/answers.html",
    "training/templates/training/cohort.html",
    "training/templates/training/people.html",
    "training/templates/training/trainer_home.html",
    "training/templatetags/",
)

PACKAGES = ("backend", "reintegration", "training", "jobs")
SKIPPED = {"migrations", "locale", "static", "__pycache__"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
CYRILLIC, LATIN = re.compile(r"[а-яёА-ЯЁ]"), re.compile(r"[a-zA-Z]")
LATIN_LANGUAGES = ("uz", "tk")
# The letters oʻ and gʻ are written with U+02BB, the break with U+02BC, never with quotes.
UZBEK_QUOTE = re.compile(r"\w['`‘’´]\w?")


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing wrong with one message in one language."""

    language: str
    message: str
    fault: str

    def __str__(self) -> str:
        return f"{self.language}: {self.fault}: {self.message!r}"


def found_in(root: Path) -> Catalog:
    """Every message of the code and templates under `root`, with the files it stands in."""
    catalog = Catalog(charset="utf-8")
    for path in _sources(root):
        place = path.relative_to(root).as_posix()
        for _line, message, comments, context in _messages(path):
            catalog.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    return catalog


def read(root: Path, language: str) -> Catalog:
    """The catalogue of one language; empty when there is none yet."""
    path = po_path(root, language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language, charset="utf-8")


def merged(known: Catalog, found: Catalog) -> Catalog:
    """What was found, with the translations that are known. What is gone is dropped."""
    # Babel puts the found messages themselves into the catalogue: one set per language.
    known.update(deepcopy(found), no_fuzzy_matching=True)
    known.obsolete.clear()
    return known


def write(root: Path, catalog: Catalog) -> None:
    """Sorted, without dates or line numbers, so that a diff shows only what changed."""
    language = str(catalog.locale)
    body = BytesIO()
    pofile.write_po(
        body, catalog, width=96, omit_header=True, sort_output=True, include_lineno=False
    )
    path = po_path(root, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_header(catalog).encode() + body.getvalue().rstrip() + b"\n")


def compile_stale(root: Path) -> list[str]:
    """Makes the .mo of each language whose .po is newer. Returns the languages made."""
    return [language for language in LANGUAGES if _compile(root, language)]


def gaps(found: Catalog, translated: Catalog) -> Iterator[Gap]:
    """What a reader of this language would miss or misread."""
    language = str(translated.locale)
    for message in found:
        if message.id and language in needed_in(message):
            fault = _fault(message, translated.get(message.id, message.context), language)
            if fault:
                yield Gap(language, _singular(message), fault)


def needed_in(message: Message) -> tuple[str, ...]:
    """The languages that this message must have, by the places it is used in."""
    return (
        STAFF_LANGUAGES if for_staff_only([place for place, _ in message.locations]) else LANGUAGES
    )


def for_staff_only(places: list[str]) -> bool:
    """Whether no returnee and no SMS ever shows it: every place is a staff or employer one."""
    return all(any(mark in f"/{place}" for mark in STAFF_PLACES) for place in places)


def po_path(root: Path, language: str) -> Path:
    return root / "backend" / "locale" / language / "LC_MESSAGES" / "django.po"


def _sources(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            inside_templates = "templates" in path.parts
            wanted = path.suffix == ".py" or (path.suffix in {".html", ".txt"} and inside_templates)
            if wanted and not SKIPPED.intersection(path.parts):
                yield path


def _messages(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into lines of gettext calls; indentation would only
        # confuse the Python reader.
        text = "\n".join(line.strip() for line in templatize(text, str(path)).splitlines())
    yield from extract("python", BytesIO(text.encode()), KEYWORDS, ["Translators:"])


def _header(catalog: Catalog) -> str:
    return (
        'msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {catalog.locale}\\n"\n'
        f'"Plural-Forms: nplurals={catalog.num_plurals}; plural={catalog.plural_expr};\\n"\n\n'
    )


def _compile(root: Path, language: str) -> bool:
    source = po_path(root, language)
    target = source.with_suffix(".mo")
    if not source.exists():
        return False
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    with target.open("wb") as file:
        mofile.write_mo(file, read(root, language))
    return True


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _fault(message: Message, translation: Message | None, language: str) -> str:
    """The first thing wrong, in words; empty when all is well."""
    forms = _forms(translation)
    if translation is None or not forms or not all(forms):
        return "not translated"
    if translation.fuzzy:
        return "marked fuzzy"
    if not _placeholders_agree(message, forms):
        return "placeholders differ"
    if any(_wrong_alphabet(_singular(message), form, language) for form in forms):
        return "not in the letters of the language"
    if language == "uz" and any(UZBEK_QUOTE.search(form) for form in forms):
        return "quotation mark where ʻ or ʼ belongs"
    return ""


def _wrong_alphabet(source: str, form: str, language: str) -> bool:
    """A name may stay as it is; a sentence in the other alphabet was pasted into the wrong file."""
    if language in LATIN_LANGUAGES:
        return bool(CYRILLIC.search(form))
    words = PLACEHOLDER.sub("", form)
    return bool(LATIN.search(words)) and not CYRILLIC.search(words) and form != source


def _forms(translation: Message | None) -> list[str]:
    if translation is None or translation.string is None:
        return []
    text = translation.string
    return [text] if isinstance(text, str) else list(text)


def _placeholders_agree(message: Message, forms: list[str]) -> bool:
    """Each form has the source's placeholders; the form for one may leave the number out."""
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    allowed = [sorted(PLACEHOLDER.findall(source)) for source in sources]
    return all(sorted(PLACEHOLDER.findall(form)) in allowed for form in forms) and (
        sorted(PLACEHOLDER.findall(forms[-1])) == allowed[-1]
    )
