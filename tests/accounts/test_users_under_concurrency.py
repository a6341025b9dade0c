"""Two administrators at once (threads on real PostgreSQL)."""

import pytest

from backend.accounts.actions.registration import invite_user
from backend.accounts.actions.users import change_phone, disable_user, place_user
from backend.accounts.models import Office, User
from backend.accounts.states import Role
from backend.lib.errors import Invalid, NotAllowed
from tests.accounts.conftest import all_at_once
from tests.conftest import staff

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_late_move_does_not_bring_back_a_role_that_was_taken(
    administrator: User, officer: User, osh_office: Office
) -> None:
    read_before = User.objects.get(pk=officer.pk)
    place_user(by=administrator, user=officer, role=Role.OBSERVER, office=None)
    place_user(by=administrator, user=read_before, office=osh_office)
    officer.refresh_from_db()
    assert (officer.role, officer.office) == (Role.OBSERVER, osh_office)


def test_of_two_administrators_who_close_each_other_one_stays(administrator: User) -> None:
    pair = [administrator, staff(Role.ADMINISTRATOR, None, "second")]
    came = all_at_once(lambda n: disable_user(by=pair[n], user=pair[1 - n]), times=2)
    assert came == {User: 1, NotAllowed: 1}
    assert User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).count() == 1


def test_of_many_invitations_to_one_address_one_opens_an_account(administrator: User) -> None:
    came = all_at_once(
        lambda _: invite_user(
            by=administrator, email="x@example.org", name="X", role=Role.OBSERVER, language="en"
        ),
        times=8,
    )
    assert came == {User: 1, Invalid: 7}


def test_of_many_accounts_that_want_one_number_one_gets_it(officer: User) -> None:
    people = [
        User.objects.create_user(phone=f"+99670055500{n}", role=Role.RETURNEE) for n in range(8)
    ]
    came = all_at_once(
        lambda n: change_phone(by=officer, user=people[n], phone="+996700555099"), times=8
    )
    assert came == {User: 1, Invalid: 7}
