"""What the tests of files say of a person."""

from typing import Any

from backend.accounts.models import User
from backend.taxonomy.models import Place
from reintegration.models import Returnee
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


def own(person: Returnee) -> User:
    """The person's own sign-in."""
    assert person.user is not None
    return person.user
