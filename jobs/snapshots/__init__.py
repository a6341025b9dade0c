"""The facts of the matching in memory, as arrays: read fast, and kept up with the database.

    kept = snapshots.load()            # seconds for a million people
    changed = snapshots.refresh(kept)  # milliseconds for a few changes

`jobs.snapshot` reads the same facts as objects; tests hold both against each other.
"""

from jobs.snapshots.feed import Changes, changed_since
from jobs.snapshots.loading import Snapshot, is_current, load, refresh

__all__ = ["Changes", "Snapshot", "changed_since", "is_current", "load", "refresh"]
