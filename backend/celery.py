"""The Celery app, and the only list of periodic work."""

from celery import Celery
from celery.schedules import crontab

# DJANGO_SETTINGS_MODULE is set by whoever starts Python (Procfile, manage.py, pyproject.toml) and
# never here: any import from `backend` comes by, and children would inherit the guess.
app = Celery("homeward")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["jobs"], related_name="night_tasks")
app.autodiscover_tasks(["jobs"], related_name="unlock_tasks")

# Sorted by name. Every entry must be harmless to run twice or late: the database says what is due,
# beat only wakes (tests/test_schedule.py).
app.conf.beat_schedule = {
    "accounts-forget": {
        "task": "backend.accounts.tasks.forget",
        "schedule": crontab(hour=20, minute=30),  # UTC: the night of Central Asia
        "options": {"queue": "bulk", "expires": 6 * 3600},
    },
    "api-forget-responses": {
        "task": "backend.api.tasks.forget_responses",
        "schedule": crontab(hour=20, minute=40),
        "options": {"queue": "bulk", "expires": 6 * 3600},
    },
    "bot-answer": {
        "task": "backend.bot.tasks.answer",
        "schedule": 10.0,  # finds what a lost wake left behind
        "options": {"queue": "normal", "expires": 10},
    },
    "bot-forget": {
        "task": "backend.bot.tasks.forget",
        "schedule": crontab(hour=20, minute=35),  # UTC: the night of Central Asia
        "options": {"queue": "bulk", "expires": 6 * 3600},
    },
    "imports-forget": {
        "task": "backend.imports.tasks.forget",
        "schedule": crontab(hour=20, minute=50),
        "options": {"queue": "bulk", "expires": 6 * 3600},
    },
    "indicators-count-fairness": {
        "task": "backend.indicators.tasks.count_fairness",
        "schedule": 900.0,  # does nothing once the newest night has its report
        "options": {"queue": "bulk", "expires": 900},
    },
    "jobs-close-overdue": {
        "task": "jobs.tasks.close_overdue",
        "schedule": crontab(hour=19, minute=10),  # UTC: after midnight in Central Asia
        "options": {"queue": "bulk", "expires": 6 * 3600},
    },
    "jobs-count-unlocks": {
        "task": "jobs.unlock_tasks.count_unlocks",
        "schedule": 900.0,  # does nothing while no course and no night is new
        "options": {"queue": "bulk", "expires": 900},
    },
    "jobs-forget-changes": {
        "task": "jobs.tasks.forget_changes",
        "schedule": crontab(hour=20, minute=55),  # UTC: before the night's matching
        "options": {"queue": "bulk", "expires": 6 * 3600},
    },
    "jobs-forget-past-matches": {
        "task": "jobs.tasks.forget_past_matches",
        "schedule": crontab(hour=20, minute=57),  # UTC: the night of Central Asia
        "options": {"queue": "bulk", "expires": 6 * 3600},
    },
    "jobs-match-nightly": {
        "task": "jobs.night_tasks.match_nightly",
        "schedule": crontab(hour=21, minute=10),  # UTC: the night of Central Asia
        "options": {"queue": "nights", "expires": 6 * 3600},
    },
    "jobs-match-unmatched": {
        "task": "jobs.tasks.match_unmatched",
        "schedule": 300.0,
        "options": {"queue": "matching", "expires": 300},
    },
    "jobs-remind-of-applicants": {
        "task": "jobs.tasks.remind_of_applicants",
        "schedule": crontab(hour=5, minute=0),  # UTC: the late morning of Central Asia
        "options": {"queue": "bulk", "expires": 4 * 3600},
    },
    "jobs-resume-night": {
        "task": "jobs.night_tasks.resume_night",
        "schedule": 60.0,  # does nothing unless a night stands still
        "options": {"queue": "nights", "expires": 60},
    },
    "notifications-forget": {
        "task": "backend.notifications.tasks.forget",
        "schedule": crontab(hour=20, minute=45),  # UTC: the night of Central Asia
        "options": {"queue": "bulk", "expires": 6 * 3600},
    },
    "notifications-sweep": {
        "task": "backend.notifications.tasks.sweep",
        "schedule": 5.0,
        "options": {"queue": "sweep", "expires": 5},  # never behind the wakes of a lane
    },
    "reintegration-campaigns": {
        "task": "reintegration.tasks.carry_on_campaigns",
        "schedule": 30.0,  # finds what a killed worker left, and what has finished
        "options": {"queue": "bulk", "expires": 30},
    },
    "reintegration-follow-ups": {
        "task": "reintegration.tasks.ask_due_follow_ups",
        "schedule": crontab(hour=3, minute=30),  # UTC: the morning of Central Asia
        "options": {"queue": "bulk", "expires": 12 * 3600},
    },
    "reintegration-forget": {
        "task": "reintegration.tasks.forget",
        "schedule": crontab(hour=20, minute=25),  # UTC: the night of Central Asia
        "options": {"queue": "bulk", "expires": 6 * 3600},
    },
}
