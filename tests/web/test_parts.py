"""The parts of a page, as the tags draw them."""

import xml.etree.ElementTree as ET

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from backend.web import icons
from backend.web.cards import MatchCard


def drawn(source: str, **context: object) -> str:
    return Template("{% load homeward %}" + source).render(Context(context))


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_is_strokes_only_on_the_24_grid(name: str) -> None:
    picture = ET.parse(icons.FOLDER / f"{name}.svg").getroot()  # noqa: S314  our own file
    assert picture.get("viewBox") == "0 0 24 24"
    for shape in picture.iter():
        assert not {"fill", "stroke", "style", "id"} & set(shape.attrib) or shape is picture


def test_an_icon_is_decoration_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "pin" %}')
    assert 'role="img" aria-label="Place"' in drawn('{% icon "pin" label="Place" %}')


def test_an_unknown_icon_is_a_mistake_and_not_an_empty_space() -> None:
    with pytest.raises(KeyError, match="no icon named"):
        drawn('{% icon "../settings" %}')


def test_a_state_has_a_word_and_a_sign_beside_its_colour() -> None:
    tag = drawn('{% tag "Hired" "ok" %}')
    assert "Hired" in tag
    assert "<svg" in tag


def test_text_in_a_part_is_escaped() -> None:
    assert "<script>" not in drawn("{% tag word %}", word="<script>alert(1)</script>")


def test_a_match_card_says_things_in_their_order() -> None:
    card = MatchCard(
        work="Welder",
        url="/m/1",
        pay="45 000 som",
        place="Osh",
        distance="12 km",
        fits=["Four years of welding"],
        missing="Driving licence B",
    )
    text = drawn("{% match_card card %}", card=card)
    said = ["Welder", "45 000 som", "Osh", "12 km", "Four years", "Driving licence", "apply"]
    places = [text.index(words) for words in said]
    assert places == sorted(places)


def test_progress_says_the_step_in_words() -> None:
    assert "Step 3 of 9" in drawn("{% progress 3 9 %}")


def test_an_empty_state_offers_the_next_step() -> None:
    text = drawn('{% empty_state title="No matches yet" url="/me/" action="Add a skill" %}')
    assert '<a class="button quiet" href="/me/">Add a skill</a>' in text


def test_pages_keep_the_filter(rf: RequestFactory) -> None:
    request = rf.get("/people/", {"q": "Osh", "page": "2"})
    page = Paginator(range(30), 10).page(2)
    text = drawn("{% pagination page %}", page=page, request=request)
    assert "?q=Osh&amp;page=1" in text
    assert "?q=Osh&amp;page=3" in text
    assert "Page 2 of 3" in text


def test_one_page_needs_no_pagination(rf: RequestFactory) -> None:
    page = Paginator(range(3), 10).page(1)
    assert "<nav" not in drawn("{% pagination page %}", page=page, request=rf.get("/"))
