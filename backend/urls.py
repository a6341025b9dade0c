"""The only place that includes the urls of the apps: /api/v1/…, pages at /."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

API = [
    "backend.accounts.api.urls",
    "backend.taxonomy.api.urls",
    "backend.notifications.api.urls",
    "backend.imports.api.urls",
    "reintegration.api.urls",
    "training.api.urls",
    "jobs.api.urls",
    "backend.indicators.api.urls",
    "backend.api.urls",
]
PAGES = [
    "backend.web.urls",
    "backend.accounts.pages.urls",
    "backend.notifications.pages.urls",
    "backend.imports.pages.urls",
    "reintegration.pages.urls",
    "training.pages.urls",
    "jobs.pages.urls",
    "backend.indicators.pages.urls",
    "backend.bot.pages.urls",
]


urlpatterns: list[URLPattern | URLResolver] = [
    *(path("api/v1/", include(module)) for module in API),
    *(path("", include(module)) for module in PAGES),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "backend.web.errors.bad_request"
handler403 = "backend.web.errors.forbidden"
handler404 = "backend.web.errors.not_found"
handler500 = "backend.web.errors.server_error"
