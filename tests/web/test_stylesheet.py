"""The look, measured: weight and contrast."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

NORMAL, LARGE = 4.5, 3.0
PAIRS = [
    *((ink, ground, NORMAL) for ink in ("ink", "muted") for ground in ("ground", "surface")),
    *(("ink", soft, NORMAL) for soft in ("accent-soft", "sun-soft", "ok-soft", "danger-soft")),
    ("accent", "ground", NORMAL),
    ("accent", "surface", NORMAL),
    ("accent", "accent-soft", NORMAL),
    ("on-accent", "accent", NORMAL),
    ("ground", "ink", NORMAL),
    ("ok", "ok-soft", NORMAL),
    ("danger", "danger-soft", NORMAL),
    ("danger", "surface", NORMAL),
    ("line", "ground", LARGE),
    ("line", "surface", LARGE),
]


def stylesheet() -> str:
    return _static("homeward.css").read_text(encoding="utf-8")


def _static(name: str) -> Path:
    found = finders.find(f"web/{name}")
    assert found
    return Path(found)


def tokens(theme: str) -> dict[str, str]:
    """Name to #rrggbb: the first :root is light, the one in the media query dark."""
    light, dark = re.findall(r":root \{(.*?)\}", stylesheet(), re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): (#\w{6});", light))
    return found | dict(re.findall(r"--([\w-]+): (#\w{6});", dark)) if theme == "dark" else found


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("name", "budget"), [("homeward.css", 8 * 1024), ("homeward.js", 2560), ("suggest.js", 1024)]
)
def test_a_file_stays_within_its_weight(name: str, budget: int) -> None:
    assert len(gzip.compress(_static(name).read_bytes())) <= budget


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "url(" not in stylesheet()
    assert "@import" not in stylesheet()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_can_be_read(theme: str, front: str, back: str, least: float) -> None:
    colours = tokens(theme)
    assert contrast(colours[front], colours[back]) >= least
