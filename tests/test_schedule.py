import re
from pathlib import Path

from django.conf import settings

from backend.celery import app
from backend.embedded.run import PARTS

PROCFILE = Path(settings.ROOT, "Procfile").read_text()
QUEUES = {
    name: queues.split(",")
    for name, queues in re.findall(r"^(\w+):.* --queues (\S+)", PROCFILE, re.MULTILINE)
}


def test_every_entry_of_the_schedule_names_a_task_and_a_queue_that_exist() -> None:
    app.loader.import_default_modules()
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks
        assert entry["options"]["queue"] in app.conf.task_queues


def test_the_schedule_is_sorted() -> None:
    assert list(app.conf.beat_schedule) == sorted(app.conf.beat_schedule)


def test_every_queue_has_one_kind_of_worker_and_codes_share_theirs_with_the_sweep_alone() -> None:
    served = [queue for queues in QUEUES.values() for queue in queues if queue != "sweep"]
    assert sorted([*served, "sweep"]) == sorted(app.conf.task_queues)
    assert QUEUES["codes"] == ["sweep", "codes"]


def test_the_sweep_is_taken_first_by_whichever_worker_of_messages_is_free() -> None:
    """Behind the wakes of a lane it would be too old whenever its turn came, for minutes."""
    assert app.conf.beat_schedule["notifications-sweep"]["options"]["queue"] == "sweep"
    assert app.conf.broker_transport_options["queue_order_strategy"] == "priority"
    assert [name for name, queues in QUEUES.items() if queues[0] == "sweep"] == ["codes", "worker"]


def test_one_machine_runs_every_process_that_stays() -> None:
    assert {*PARTS, "release"} == set(re.findall(r"^(\w+):", PROCFILE, re.MULTILINE))
