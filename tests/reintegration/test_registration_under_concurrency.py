"""A button pressed again and again on a slow network opens one file (real PostgreSQL)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from backend.accounts.models import User
from backend.accounts.states import Role
from backend.taxonomy.models import Place
from reintegration.actions.registration import register_returnee
from reintegration.consents import VERSION
from reintegration.models import Consent, Returnee
from reintegration.states import ConsentPurpose
from tests.reintegration.words import facts

PRESSES = 8


@pytest.mark.django_db(transaction=True)
def test_eight_presses_open_one_file(osh: Place) -> None:
    user = User.objects.create(phone="+996700555001", role=Role.RETURNEE)

    def press(_number: int) -> int:
        try:
            file = register_returnee(
                by=user,
                user=user,
                consents={ConsentPurpose.PROGRAMME: True},
                text_version=VERSION,
                language="ky",
                **facts(osh),
            )
            return file.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        opened = set(pool.map(press, range(PRESSES)))

    assert opened == {Returnee.objects.get().pk}
    assert Consent.objects.count() == 1
