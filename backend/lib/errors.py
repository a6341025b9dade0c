"""What can go wrong in an action, as exceptions that every interface can show.

An action raises a `Problem`; the API answers it as RFC 9457 problem details and a page
shows its sentence. The sentence says what happened and what to do next, in the reader's
language, and never carries personal data.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

Fields = Mapping[str, StrOrPromise]


class Problem(Exception):
    """A refusal with a stable `code`, an HTTP `status` and a sentence for people."""

    code: ClassVar[str] = "problem"
    status: ClassVar[int] = 400
    sentence: ClassVar[StrOrPromise] = _("This cannot be done.")

    def __init__(self, sentence: StrOrPromise | None = None, *, fields: Fields | None = None):
        self.text: StrOrPromise = sentence or self.sentence
        self.fields: Fields = fields or {}
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.text)

    @property
    def sentences(self) -> list[str]:
        """What there is to say where no fields are shown: that of each field, else the one."""
        return [str(text) for text in self.fields.values() or [self.text]]


class Invalid(Problem):
    """The input is well formed but breaks a rule; `fields` says where."""

    code = "invalid"
    sentence = _("Some answers need a change.")


class NotAllowed(Problem):
    """The actor may see the thing but not do this to it."""

    code = "not_allowed"
    status = 403
    sentence = _("You are not allowed to do this.")


class NotFound(Problem):
    """No such thing, or not one the actor may know of."""

    code = "not_found"
    status = 404
    sentence = _("This was not found.")


class Conflict(Problem):
    """The thing has changed, or its state does not allow the move."""

    code = "conflict"
    status = 409
    sentence = _("This has changed in the meantime. Load it again and repeat.")


class StateConflict(Conflict):
    """A move that the state machine does not have, or that somebody else made first."""

    code = "state_conflict"


class TooMany(Problem):
    """A limit was reached; `retry_after` is in seconds."""

    code = "too_many"
    status = 429
    sentence = _("Too many tries. Wait a little and try again.")

    def __init__(self, sentence: StrOrPromise | None = None, *, retry_after: int = 60):
        self.retry_after = retry_after
        super().__init__(sentence)
