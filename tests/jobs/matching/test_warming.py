"""What is compiled after an installation is all that a run needs."""

import pytest

from jobs.actions import matching, nights
from jobs.matching.compiled import COMPILED
from jobs.matching.warming import compile_all
from jobs.models import Vacancy
from reintegration.models import Returnee

pytestmark = pytest.mark.django_db


def signatures() -> dict[str, list[object]]:
    return {one.__name__: list(one.signatures) for one in COMPILED if one.signatures}


def test_runs_find_everything_compiled(anara: Returnee, vacancy: Vacancy) -> None:
    compile_all()
    before = signatures()
    nights.match_all()
    matching.match_vacancy(vacancy)
    matching.match_returnee(anara)
    assert len(before) > 5
    assert signatures() == before
