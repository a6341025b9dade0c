"""What is compiled after an installation is all that a run needs."""

import pytest

from backend.taxonomy.models import Licence
from jobs.actions import matching, nights, unlocks
from jobs.matching.compiled import COMPILED
from jobs.matching.warming import compile_all
from jobs.models import Vacancy, VacancyLicence
from reintegration.models import Returnee
from training.models import Cohort

pytestmark = pytest.mark.django_db


def signatures() -> dict[str, list[object]]:
    return {one.__name__: list(one.signatures) for one in COMPILED if one.signatures}


def test_runs_find_everything_compiled(anara: Returnee, vacancy: Vacancy, cohort: Cohort) -> None:
    compile_all()
    before = signatures()
    nights.match_all()
    matching.match_vacancy(vacancy)
    matching.match_returnee(anara)
    cohort.course.licences.set(Licence.objects.filter(pk="B"))
    VacancyLicence.objects.create(vacancy=vacancy, licence_id="B")
    assert unlocks.count_due() == 1
    assert len(before) > 5
    assert signatures() == before
