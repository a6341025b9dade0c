import pytest

from backend.accounts.models import User
from backend.accounts.states import Role


@pytest.fixture
def new_user(db: None) -> User:
    """Signs in as an employer and belongs to no firm yet."""
    return User.objects.create(email="new@example.org", name="New", role=Role.EMPLOYER)
