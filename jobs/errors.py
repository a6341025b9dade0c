"""Refusals of the job side that a client can react to by their code."""

from django.utils.translation import gettext_lazy as _

from backend.lib.errors import Conflict, Invalid


class ConsentNeeded(Invalid):
    """Nobody is shown to an employer without having agreed to it."""

    code = "consent_needed"
    sentence = _(
        "To apply, first agree that this employer sees the name, phone, skills and experience."
    )


class VacancyClosed(Conflict):
    code = "vacancy_closed"
    sentence = _("This vacancy no longer takes applications. Look at the other ones.")


class PlacesTaken(Conflict):
    """Somebody else was hired for the last place a moment ago."""

    code = "places_taken"
    sentence = _("All places of this vacancy are taken.")
