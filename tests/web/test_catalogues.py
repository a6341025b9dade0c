"""The translators' rules, on small trees of files."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from backend.web import catalogues


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A returnee's page, a staff page and an action, with one message each and one shared."""
    files = {
        "reintegration/templates/reintegration/home.html": (
            "{% load i18n %}\n  <p>{% translate 'Hello' %}</p>\n"
            "{% blocktranslate count n=n trimmed %}\n  {{ n }} job\n {% plural %}\n  {{ n }} jobs\n"
            "{% endblocktranslate %}"
        ),
        "backend/staff/templates/staff/list.html": "{% load i18n %}{% translate 'People' %}",
        "jobs/actions.py": 'from x import gettext as _\n_("Apply to %(work)s")\n_("People")\n',
        "jobs/pages/employer.py": '_("Answer")\n',
        "jobs/migrations/0001.py": '_("Never shown")\n',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def faults(tree: Path, language: str, **translations: str) -> dict[str, str]:
    """Message to fault, with these translations known."""
    found = catalogues.found_in(tree)
    known = catalogues.merged(Catalog(locale=language), found)
    for message, text in translations.items():
        entry = known.get(message.replace("_", " "))
        assert entry is not None
        entry.string = text
    return {gap.message: gap.fault for gap in catalogues.gaps(found, known)}


def test_messages_are_found_in_code_and_templates_but_not_in_migrations(tree: Path) -> None:
    found = catalogues.found_in(tree)
    assert found.get("Hello")
    assert found.get(("%(n)s job", "%(n)s jobs"))
    assert found.get("Apply to %(work)s")
    assert not found.get("Never shown")


def test_staff_and_employer_words_need_russian_only(tree: Path) -> None:
    assert faults(tree, "ru")["Answer"] == "not translated"
    assert "Answer" not in faults(tree, "ky")


def test_a_word_used_in_two_places_needs_the_languages_of_both(tree: Path) -> None:
    assert faults(tree, "ky")["People"] == "not translated"


@pytest.mark.parametrize(
    ("places", "staff_only"),
    [
        (["backend/indicators/pages/views.py"], True),
        (["jobs/admin.py", "backend/demo/people.py"], True),
        (["jobs/templates/jobs/employer/vacancy.html"], True),
        (["backend/web/management/commands/messages.py"], True),
        (["reintegration/pages/home.py"], False),
        (["jobs/admin.py", "jobs/notices.py"], False),
    ],
)
def test_what_only_staff_see_is_told_by_its_places(places: list[str], staff_only: bool) -> None:
    assert catalogues.for_staff_only(places) is staff_only


def test_a_translation_keeps_the_places_for_values(tree: Path) -> None:
    found = catalogues.found_in(tree)
    known = catalogues.merged(Catalog(locale="ky"), found)
    entry = known.get("Apply to %(work)s")
    assert entry is not None
    entry.string = "%(job)s үчүн арыз берүү"
    gap = next(g for g in catalogues.gaps(found, known) if g.message == "Apply to %(work)s")
    assert gap.fault == "placeholders differ"


def test_the_form_for_one_may_leave_the_number_out(tree: Path) -> None:
    found = catalogues.found_in(tree)
    known = catalogues.merged(Catalog(locale="ru"), found)
    entry = known.get(("%(n)s job", "%(n)s jobs"))
    assert entry is not None
    entry.string = ("%(n)s работа", "%(n)s работы", "")
    assert "%(n)s job" in {gap.message for gap in catalogues.gaps(found, known)}
    entry.string = ("%(n)s работа", "%(n)s работы", "%(n)s работ")
    assert "%(n)s job" not in {gap.message for gap in catalogues.gaps(found, known)}


def test_a_fuzzy_translation_is_not_one(tree: Path) -> None:
    found = catalogues.found_in(tree)
    known = catalogues.merged(Catalog(locale="ky"), found)
    entry = known.get("Hello")
    assert entry is not None
    entry.string = "Салам"
    entry.flags.add("fuzzy")
    assert "marked fuzzy" in {g.fault for g in catalogues.gaps(found, known)}


def test_uzbek_is_written_with_its_own_letters(tree: Path) -> None:
    assert "Hello" in faults(tree, "uz", Hello="So'rov")
    assert "Hello" not in faults(tree, "uz", Hello="Soʻrov")


def test_a_sentence_pasted_into_the_wrong_language_is_found(tree: Path) -> None:
    assert "Hello" in faults(tree, "tg", Hello="Salam")
    assert "Hello" in faults(tree, "tk", Hello="Салом")
    assert "Hello" not in faults(tree, "tg", Hello="Салом")


def test_languages_do_not_share_what_was_found(tree: Path) -> None:
    found = catalogues.found_in(tree)
    tajik = catalogues.merged(Catalog(locale="tg"), found).get("Hello")
    turkmen = catalogues.merged(Catalog(locale="tk"), found).get("Hello")
    assert tajik is not None
    assert turkmen is not None
    turkmen.string = "Salam"
    assert not tajik.string


def test_writing_twice_changes_nothing_and_gone_messages_go(tree: Path) -> None:
    found = catalogues.found_in(tree)
    catalogues.write(tree, catalogues.merged(catalogues.read(tree, "ru"), found))
    first = catalogues.po_path(tree, "ru").read_text(encoding="utf-8")
    catalogues.write(tree, catalogues.merged(catalogues.read(tree, "ru"), found))
    assert catalogues.po_path(tree, "ru").read_text(encoding="utf-8") == first
    assert "nplurals=3" in first
    (tree / "jobs/actions.py").unlink()
    catalogues.write(
        tree, catalogues.merged(catalogues.read(tree, "ru"), catalogues.found_in(tree))
    )
    assert "Apply to" not in catalogues.po_path(tree, "ru").read_text(encoding="utf-8")


def test_only_stale_catalogues_are_compiled(tree: Path) -> None:
    found = catalogues.found_in(tree)
    catalogues.write(tree, catalogues.merged(catalogues.read(tree, "tg"), found))
    assert catalogues.compile_stale(tree) == ["tg"]
    assert catalogues.compile_stale(tree) == []
