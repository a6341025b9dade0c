from django.urls import path

from backend.web import health, views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("credits/", views.credits_page, name="credits"),
    path("language/", views.choose_language, name="language"),
    path("leave/", views.leave, name="leave"),
    path("design/", views.design_page, name="design"),
    path("healthz/", health.healthz, name="healthz"),
    path("readyz/", health.readyz, name="readyz"),
]
