from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is to the service. One person, one role."""

    RETURNEE = "returnee", _("Returnee")
    EMPLOYER = "employer", _("Employer")
    OFFICER = "officer", _("Programme officer")
    SUPERVISOR = "supervisor", _("Supervisor")
    PROTECTION = "protection", _("Protection officer")
    ADMINISTRATOR = "administrator", _("Administrator")
    TRAINER = "trainer", _("Training partner")
    OBSERVER = "observer", _("Observer")


# Who works for the programme and may see people's files (each in their own office).
STAFF = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.PROTECTION, Role.ADMINISTRATOR})
# Who may see every office.
ALL_OFFICES = frozenset({Role.ADMINISTRATOR})
# Who sees one office only, and so must belong to one.
NEEDS_OFFICE = STAFF - ALL_OFFICES
# Who signs in by e-mail and must hold a second factor.
BY_EMAIL = frozenset(Role) - {Role.RETURNEE}
# Whom an administrator invites; employers register themselves, returnees come by phone.
INVITED = STAFF | {Role.TRAINER, Role.OBSERVER}
INVITED_CHOICES = [(role.value, role.label) for role in Role if role in INVITED]
