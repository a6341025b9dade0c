"""Public ids in the fields of a form; those in addresses are read by their routes."""

from uuid import UUID

NOBODYS = UUID(int=0)


def named(word: str | None) -> UUID | None:
    """The id that a field names, None if it is empty; of what is no id, one that nothing has.

    So the action finds nothing, and refuses with its own sentence.
    """
    try:
        return UUID(word) if word else None
    except ValueError:
        return NOBODYS
