"""A registration under way: kept page by page, gone once the file exists."""

from typing import Any

from django.db import transaction

from backend.accounts.models import User
from reintegration.models import RegistrationDraft


@transaction.atomic
def keep_answers(*, by: User, step: str, answers: dict[str, Any]) -> RegistrationDraft:
    """Keep what `by` told on one page, over what stood there before."""
    draft, _is_new = RegistrationDraft.objects.select_for_update().get_or_create(user=by)
    draft.answers = {**draft.answers, step: answers}
    draft.step = step
    draft.save()
    return draft


@transaction.atomic
def drop_draft(*, by: User) -> None:
    RegistrationDraft.objects.filter(user=by).delete()
