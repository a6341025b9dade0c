import logging

from celery import shared_task

from reintegration.actions.follow_ups import CannotAsk, ask_next_due

AT_MOST = 10_000  # a day; the rest is due tomorrow just the same
logger = logging.getLogger(__name__)


@shared_task
def ask_due_follow_ups() -> int:
    """Send the questions that are due today; return how many. Harmless to run twice.

    A person who cannot be sent a message (a number that is none) is passed over: staff see
    the question in their list, and the others are asked.
    """
    asked, passed_over = 0, list[int]()
    while asked < AT_MOST:
        try:
            if not ask_next_due(but_not=passed_over):
                break
            asked += 1
        except CannotAsk as error:
            passed_over.append(error.follow_up_id)
            logger.warning("Follow-up %s could not be asked: %s", error.follow_up_id, error)
    return asked
