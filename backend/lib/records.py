"""The abstract row that most tables share."""

import uuid

from django.db import models


class Record(models.Model):
    """A row with a random public id (the only id outside the database) and its times.

    The primary key stays a bigint: the engine and the ledger join millions of rows by it,
    and it never leaves the server.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
