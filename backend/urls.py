"""The only place that includes the urls of the apps: /api/v1/…, pages at /."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
