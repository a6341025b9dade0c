"""What a person says of a disability, for counting: said and taken back by themselves alone."""

from django.db import transaction

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import NotAllowed
from reintegration.models import DisabilityAnswer, Returnee
from reintegration.permissions import is_own_file


@transaction.atomic
def answer(returnee: Returnee, *, by: User, has_disability: bool | None) -> None:
    """Keep a yes or a no; None takes back what was said. The audit never says which."""
    if not is_own_file(by, returnee):
        raise NotAllowed()
    if has_disability is None:
        DisabilityAnswer.objects.filter(returnee=returnee).delete()
    else:
        DisabilityAnswer.objects.update_or_create(
            returnee=returnee, defaults={"has_disability": has_disability}
        )
    audit("reintegration.disability.answered", by=by, subject=returnee)
