from django.urls import path

from backend.web import health, shell, views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("help/rights/", views.help_rights, name="help_rights"),
    path("help/know/", views.help_signs, name="help_signs"),
    path("credits/", views.credits_page, name="credits"),
    path("language/", views.choose_language, name="language"),
    path("leave/", views.leave, name="leave"),
    path("design/", views.design_page, name="design"),
    path("offline/", shell.offline_page, name="offline"),
    path("sw.js", shell.service_worker, name="service_worker"),
    path("healthz/", health.healthz, name="healthz"),
    path("readyz/", health.readyz, name="readyz"),
]
