from django.urls import path

from backend.indicators.pages import fairness, views

app_name = "indicators"
urlpatterns = [
    path("staff/", views.staff_home, name="staff_home"),
    path("staff/matching/fairness/", fairness.fairness, name="fairness"),
    path("staff/outcomes/", views.outcomes, name="outcomes"),
]
