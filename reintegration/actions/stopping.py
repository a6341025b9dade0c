"""Ending the messages that a person does not want: by SMS, by a link, or told to staff."""

from collections.abc import Collection

from django.db import transaction

from backend.accounts.models import User
from backend.notifications import holding
from reintegration.actions.consents import write_answer
from reintegration.consents import VERSION
from reintegration.models import Consent, Returnee
from reintegration.staff_reasons import ConsentWay
from reintegration.states import ConsentPurpose

# What we write by ourselves. A code, and an answer to a question, a person asks for each time.
STOPPABLE = (ConsentPurpose.MESSAGES, ConsentPurpose.FOLLOW_UP)


@transaction.atomic
def stop(
    returnee: Returnee,
    *,
    way: ConsentWay,
    by: User | None = None,
    reason: str = "",
    purposes: Collection[ConsentPurpose] = STOPPABLE,
) -> list[Consent]:
    """No to each of `purposes`; returns what this changed. The caller knows who it was.

    After the commit none of these messages leaves: calls that have begun are waited for, and
    none begins meanwhile.
    """
    Returnee.objects.select_for_update(no_key=True).get(pk=returnee.pk)
    holding.hold(returnee.public_id)
    said = {row.purpose: row.given for row in Consent.objects.filter(returnee=returnee).current()}
    return [
        write_answer(
            returnee,
            by=by,
            purpose=purpose,
            given=False,
            text_version=VERSION,
            language=returnee.language,
            way=way,
            reason=reason,
        )
        for purpose in purposes
        if said.get(purpose) is not False
    ]
