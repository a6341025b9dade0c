from django.urls import path

from backend.notifications.pages import callbacks, views

app_name = "notifications"

urlpatterns = [
    path("callbacks/<slug:name>/<str:secret>/reports/", callbacks.reports, name="reports"),
    path("dev/phones/", views.phones, name="phones"),
    path("dev/phones/<slug:inbox>/", views.phone, name="phone"),
]
