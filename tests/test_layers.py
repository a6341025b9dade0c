import tomllib
from pathlib import Path

# Read by Django and by the tools, not imported by the house.
BESIDE_THE_HOUSE = {"backend.embedded", "backend.settings"}


def test_every_package_of_backend_has_its_place_in_the_house() -> None:
    contract = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["importlinter"]
    placed = {name for layer in contract["contracts"][0]["layers"] for name in layer.split(" | ")}
    packages = {f"backend.{path.parent.name}" for path in Path("backend").glob("*/__init__.py")}
    assert packages - BESIDE_THE_HOUSE <= placed
