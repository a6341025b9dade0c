"""The taxonomies are public: anyone may read, nobody may write."""

import pytest
from rest_framework.test import APIClient

from backend.taxonomy.models import Place

pytestmark = pytest.mark.django_db
ROUTES = [
    "countries", "places", "occupations", "occupation-titles", "skills", "languages", "licences"
]  # fmt: skip


def labels(client: APIClient, path: str, language: str = "en") -> list[str]:
    answer = client.get(f"/api/v1/{path}", headers={"accept-language": language})
    assert answer.status_code == 200, answer.content
    return [row["label"] for row in answer.json()["results"]]


@pytest.mark.parametrize("route", ROUTES)
def test_anyone_may_read_and_nobody_write(anonymous_api: APIClient, route: str) -> None:
    first = anonymous_api.get(f"/api/v1/{route}/").json()["results"][0]
    key = first.get("code") or first["id"]
    assert anonymous_api.get(f"/api/v1/{route}/{key}/").json() == first
    for method in ("post", "put", "patch", "delete"):
        assert getattr(anonymous_api, method)(f"/api/v1/{route}/", {}).status_code in (401, 405)


@pytest.mark.parametrize("route", ROUTES)
def test_pages_follow_each_other_without_gap_or_repeat(
    anonymous_api: APIClient, route: str
) -> None:
    seen: list[object] = []
    url = f"/api/v1/{route}/?page_size=7"
    for _page in range(3):
        page = anonymous_api.get(url).json()
        seen += [row.get("code") or row["id"] for row in page["results"]]
        url = page["next"]
        if not url:
            break
    assert len(seen) == len(set(seen))
    assert len(seen) in (20, 21)


def test_a_label_comes_in_the_language_of_the_reader(anonymous_api: APIClient) -> None:
    assert labels(anonymous_api, "countries/?q=kyrgyz", "ru") == ["Кыргызстан"]
    assert labels(anonymous_api, "countries/?q=kyrgyz", "uz") == ["Qirgʻiziston"]
    assert labels(anonymous_api, "occupations/?q=welder&level=4", "ky") == ["Ширетүүчүлөр"]


def test_a_place_is_found_by_country_kind_region_and_former_name(anonymous_api: APIClient) -> None:
    assert labels(anonymous_api, "places/?q=джалал&kind=settlement&country=KG") == ["Manas"]
    region = Place.objects.get(iso_code="KG-T")
    inside = labels(anonymous_api, f"places/?parent={region.pk}&page_size=100")
    assert "Talas" in inside
    assert "Bishkek" not in inside
    assert len(labels(anonymous_api, "places/?kind=region&country=UZ&page_size=100")) == 14


def test_home_countries_are_five(anonymous_api: APIClient) -> None:
    assert len(labels(anonymous_api, "countries/?home=true")) == 5


def test_a_title_is_suggested_with_its_occupation(anonymous_api: APIClient) -> None:
    url = "/api/v1/occupation-titles/?q=сварщик"
    page = anonymous_api.get(url, headers={"accept-language": "ky"}).json()
    first = page["results"][0]
    assert (first["text"], first["isco"], first["isco_label"]) == (
        "сварщик",
        "7212",
        "Ширетүүчүлөр",
    )
    assert page["next"] is None


def test_a_machine_translated_title_is_shown_as_its_group(anonymous_api: APIClient) -> None:
    page = anonymous_api.get("/api/v1/occupation-titles/?q=welder&language=en").json()
    hidden = [row for row in page["results"] if row["source"] == "kodp2020"]
    assert hidden
    assert all(row["text"] == row["isco_label"] for row in hidden)


def test_an_occupation_shows_its_skills_most_telling_first(anonymous_api: APIClient) -> None:
    links = anonymous_api.get("/api/v1/occupations/7122/skills/").json()
    assert 6 <= len(links) <= 20
    order = [(link["essential"], link["weight"]) for link in links]
    assert order == sorted(order, reverse=True)
    assert labels(anonymous_api, "skills/?isco=7122&q=плит", "ru") == ["Укладка плитки"]


def test_our_own_translations_are_marked(anonymous_api: APIClient) -> None:
    skill = anonymous_api.get("/api/v1/skills/?isco=7212&page_size=1").json()["results"][0]
    assert skill["project_labels"] == ["ky", "ru"]


@pytest.mark.parametrize(
    "path",
    [
        "places/?country=XX",
        "places/?kind=planet",
        "places/?q=%00",
        "places/?parent=abc",
        "occupations/?level=9",
        "occupations/?level=2.5",
        "occupation-titles/?language=xx",
        "occupation-titles/?q=%00",
        "occupation-titles/?q=" + "a" * 101,
        "skills/?isco=zzzz",
        "skills/?cursor=nonsense",
        "skills/?ordering=labels",
    ],
)
def test_a_question_that_makes_no_sense_is_refused(anonymous_api: APIClient, path: str) -> None:
    assert anonymous_api.get(f"/api/v1/{path}").status_code == 400


@pytest.mark.parametrize(
    "path",
    ["places/0/", "places/99999999999999999999999/", "countries/XX/", "occupations/00000000/",
     "occupations/zz/skills/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(anonymous_api: APIClient, path: str) -> None:
    assert anonymous_api.get(f"/api/v1/{path}").status_code == 404
