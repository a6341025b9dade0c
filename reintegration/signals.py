"""The one word that goes upward: a file has changed in a way that matters to matching.

`reintegration` may not know who matches; `jobs/receivers.py` listens. Sent after commit, with
`returnee_id`, the primary key. A receiver that fails is logged and does not undo the deed:
the nightly run finds what a lost signal left.
"""

from functools import partial

from django.db import transaction
from django.dispatch import Signal

from reintegration.models import Returnee

profile_changed = Signal()


def tell_profile_changed(returnee: Returnee) -> None:
    """Send `profile_changed` for this file once the transaction is committed."""
    send = partial(profile_changed.send_robust, sender=Returnee, returnee_id=returnee.pk)
    transaction.on_commit(send, robust=True)
