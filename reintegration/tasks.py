from celery import shared_task

from reintegration.actions.follow_ups import ask_next_due

AT_MOST = 10_000  # a day; the rest is due tomorrow just the same


@shared_task
def ask_due_follow_ups() -> int:
    """Send the questions that are due today; return how many. Harmless to run twice."""
    asked = 0
    while asked < AT_MOST and ask_next_due():
        asked += 1
    return asked
