from django.urls import path

from backend.indicators.pages import views

app_name = "indicators"
urlpatterns = [
    path("staff/", views.staff_home, name="staff_home"),
    path("staff/outcomes/", views.outcomes, name="outcomes"),
]
