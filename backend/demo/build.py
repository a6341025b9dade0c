"""The whole demo, block by block."""

from collections.abc import Callable
from random import Random

from django.conf import settings
from django.db import connection, transaction

from backend.accounts.models import User
from backend.demo.block import SIZE, Block, make_block
from backend.demo.staff import sign_in_emails
from backend.demo.training import open_courses
from backend.demo.world import World, make_world

SEED = "homeward"
# More people than this are not matched at once: exact matching takes its time.
MATCHED_UP_TO = 5_000
Say = Callable[[str], object]


class CannotMakeDemo(RuntimeError):
    """The demo may not be made here; the sentence says why."""


def exists() -> bool:
    return User.objects.filter(email__in=sign_in_emails().values()).exists()


def refuse_outside_sandbox() -> None:
    if not settings.SANDBOX_PHONES:
        raise CannotMakeDemo("This is no sandbox. Made-up people have no place among real ones.")


def build(*, scale: int, seed: str, say: Say) -> int:
    """Make a demo of `scale` returnees; returns how many rows were written."""
    refuse_outside_sandbox()
    if exists():
        raise CannotMakeDemo("There is a demo here already. Begin anew with: make wipe")
    with transaction.atomic():  # a demo that was cut short must not look like one
        world = _world(seed)
        written = make_block(world, Block(0, min(SIZE, scale)), seed)
    for first in range(SIZE, scale, SIZE):
        say(f"{first:,} returnees")
        written += make_block(world, Block(first // SIZE, min(SIZE, scale - first)), seed)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return written


def _world(seed: str) -> World:
    world = make_world(Random(seed))  # noqa: S311  a demo must repeat itself
    world.courses.extend(open_courses(world))
    return world
