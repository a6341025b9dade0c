import re
from datetime import timedelta
from typing import Any

import pytest

from backend.notifications import kinds
from backend.notifications.states import Lane
from tests.notifications.conftest import declare


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"name": "Not A Name"}, "name"),
        ({"lane": "express"}, "lane"),
        ({"text": "hello"}, "function"),
        ({"expires_after": timedelta(0)}, "live"),
        ({"audience": " "}, "who gets it"),
        ({"purpose": "messages"}, "kept_back"),
    ],
)
def test_a_half_defined_kind_is_refused(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        declare(**{"name": "test.half"} | changes)


def test_a_kind_declared_twice_is_refused_unless_it_is_the_same() -> None:
    first = declare("test.twice")
    assert kinds.register(first) is first
    with pytest.raises(ValueError, match="twice"):
        declare("test.twice", lane=Lane.BULK)


def test_an_unknown_kind_is_named_in_the_error() -> None:
    with pytest.raises(LookupError, match=re.escape("test.nowhere")):
        kinds.get("test.nowhere")


def test_the_house_declares_its_kinds_when_it_starts() -> None:
    assert {"sign_in_code"} <= {kind.name for kind in kinds.all_kinds()}
