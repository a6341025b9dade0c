"""What a run must not write, because newer facts than its own are known."""

from jobs.models import MatchRun
from jobs.snapshots import Changes, changed_since
from jobs.states import RunState, RunTrigger


class StaleFacts(RuntimeError):
    """What a run is about has changed while it ran; it writes nothing more."""


def overtaken(run: MatchRun) -> Changes:
    """The people and vacancies that have changed since the run began to read, or that a run begun
    after it is about. Ask while holding "write matches": then none can be added meanwhile.
    """
    changed = changed_since(run.facts)
    later = MatchRun.objects.filter(pk__gt=run.pk).exclude(state=RunState.FAILED)
    subjects = list(later.values_list("trigger", "subject_id"))
    return Changes(
        people=changed.people | {pk for kind, pk in subjects if kind == RunTrigger.RETURNEE},
        vacancies=changed.vacancies | {pk for kind, pk in subjects if kind == RunTrigger.VACANCY},
        everything=changed.everything,
    )
