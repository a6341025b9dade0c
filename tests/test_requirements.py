"""Code that runs in production imports only what production installs."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

# Commands for developers, imported only when somebody calls them.
NOT_FOR_PRODUCTION = {Path("backend/demo/management/commands/screenshots.py")}
PACKAGES = ("backend", "reintegration", "training", "jobs")


def installed_by(requirements: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", Path(requirements).read_text(), re.MULTILINE))


def imported_by(path: Path) -> Iterator[str]:
    """Top-level names of the modules that `path` imports, save for type checking only."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0]


def missing(files: set[Path], requirements: str) -> set[tuple[str, str]]:
    known = installed_by(requirements)
    owners = packages_distributions()
    return {
        (str(path), name)
        for path in files
        for name in imported_by(path)
        if name not in sys.stdlib_module_names
        and name not in PACKAGES
        and not known & {re.sub(r"[._]", "-", owner.lower()) for owner in owners.get(name, [])}
    }


def test_production_code_imports_only_what_production_installs() -> None:
    files = {path for package in PACKAGES for path in Path(package).rglob("*.py")}
    embedded = {path for path in files if path.is_relative_to("backend/embedded")}
    assert missing(files - embedded - NOT_FOR_PRODUCTION, "requirements/base.txt") == set()
    assert missing(embedded, "requirements/local.txt") == set()
