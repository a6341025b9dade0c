from django.urls import path

from backend.notifications.pages import views

app_name = "notifications"

urlpatterns = [
    path("dev/phones/", views.phones, name="phones"),
    path("dev/phones/<slug:inbox>/", views.phone, name="phone"),
]
