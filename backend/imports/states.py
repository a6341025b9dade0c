from django.db import models
from django.utils.translation import gettext_lazy as _


class BatchState(models.TextChoices):
    PREVIEWED = "previewed", _("Looked at, not imported")
    APPLIED = "applied", _("Imported")


BATCH_MOVES = {BatchState.PREVIEWED: frozenset({BatchState.APPLIED})}
