from django.db import models

from backend.lib.records import Record


class DisabilityAnswer(Record):
    """What a person said of themselves, for counting only; no row where nothing was said.

    Not a column of the file: files are read by staff, exported and matched, and this is not.
    Only the person reads it (pages/disability.py) and only the fairness report counts it.
    """

    returnee = models.OneToOneField(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="disability_answer"
    )
    has_disability = models.BooleanField()

    def __str__(self) -> str:
        return str(self.public_id)
