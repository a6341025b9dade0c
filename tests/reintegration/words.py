"""What the tests of files say of a person."""

from typing import Any

from backend.taxonomy.models import Place
from reintegration.states import Sex


def facts(place: Place) -> dict[str, Any]:
    """The least that a file needs."""
    return {
        "given_names": "Nurlan",
        "family_name": "Asanov",
        "sex": Sex.MALE,
        "birth_year": 1985,
        "home_place": place,
    }
