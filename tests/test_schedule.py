from backend.celery import app


def test_every_entry_of_the_schedule_names_a_task_and_a_queue_that_exist() -> None:
    app.loader.import_default_modules()
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks
        assert entry["options"]["queue"] in app.conf.task_queues


def test_the_schedule_is_sorted() -> None:
    assert list(app.conf.beat_schedule) == sorted(app.conf.beat_schedule)
