import pytest
from hypothesis import settings

from backend.accounts.models import User
from backend.accounts.states import Role

# Nothing timed is asserted: a busy machine is no counter-example.
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")


@pytest.fixture
def new_user(db: None) -> User:
    """Signs in as an employer and belongs to no firm yet."""
    return User.objects.create(email="new@example.org", name="New", role=Role.EMPLOYER)
