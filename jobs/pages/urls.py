from django.urls import path

from jobs.pages import matches, matching_runs

app_name = "jobs"
urlpatterns = [
    path("matches/", matches.matches, name="matches"),
    path("matches/<uuid:public_id>/", matches.match, name="match"),
    path("matches/<uuid:public_id>/refuse/", matches.refuse, name="match_refuse"),
    path("staff/matching/", matching_runs.runs, name="matching_runs"),
]
