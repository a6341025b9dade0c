"""The rows of the matching's tests serve here too."""

from tests.jobs.matching.conftest import another_vacancy, another_welder

__all__ = ["another_vacancy", "another_welder"]
