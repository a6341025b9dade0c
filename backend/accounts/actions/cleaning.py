"""Forgetting what has served its time."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from backend.accounts.models import Allowance, Counter, SignInCode

KEPT_FOR = timedelta(days=1)


def forget_sign_ins() -> None:
    """Delete codes a day after their end, past counting windows, and ended sessions."""
    SignInCode.objects.filter(expires_at__lt=Now() - KEPT_FOR).delete()
    Allowance.objects.filter(window_end__lt=Now()).delete()
    Counter.objects.filter(expires_at__lt=Now()).delete()
    Session.objects.filter(expire_date__lt=Now()).delete()
