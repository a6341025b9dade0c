"""The icon set: one small SVG file each, drawn for this project, put inline into pages.

To add an icon, add a file to `icons/`: 24 x 24, strokes only, no colours, no ids.
"""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "icons"
OUTER = re.compile(r"<svg[^>]*>(?P<inner>.*)</svg>", re.DOTALL)


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.svg"))


@cache
def strokes(name: str) -> str:
    """The shapes inside one icon file. Raises KeyError for a name without a file."""
    path = FOLDER / f"{name}.svg"
    if not name.replace("-", "").isalnum() or not path.is_file():
        raise KeyError(f"no icon named {name!r} in {FOLDER.name}/")
    found = OUTER.search(path.read_text(encoding="utf-8"))
    if found is None:
        raise KeyError(f"{path.name} holds no <svg>")
    return found["inner"]
