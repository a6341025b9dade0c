"""docs/environment.md names every variable that settings read."""

import re
from pathlib import Path

READ = re.compile(r"""(?:env\.\w+|required)\(\s*"([A-Z_]+)\"""")
INTERNAL = {"REDIS_FIRST_DATABASE"}  # set by tests for themselves


def test_every_variable_is_documented() -> None:
    code = "".join(path.read_text() for path in Path("backend/settings").glob("*.py"))
    documented = set(re.findall(r"`([A-Z_]+)`", Path("docs/environment.md").read_text()))
    assert set(READ.findall(code)) - INTERNAL <= documented
