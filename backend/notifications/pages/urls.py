from django.urls import path

from backend.notifications.pages import callbacks, gateways, short, staff, views

app_name = "notifications"

urlpatterns = [
    path("staff/messages/", staff.messages, name="staff_messages"),
    path("staff/messages/gateways/", gateways.overview, name="staff_gateways"),
    path("staff/messages/gateways/<slug:name>/start/", gateways.start, name="staff_start_gateway"),
    path("staff/messages/price/", gateways.preview, name="staff_preview"),
    path("staff/messages/<uuid:public_id>/", staff.message, name="staff_message"),
    path("callbacks/<slug:name>/<str:secret>/reports/", callbacks.reports, name="reports"),
    path("callbacks/<slug:name>/<str:secret>/inbound/", callbacks.replies, name="replies"),
    path("l/<slug:token>", short.follow, name="short_link"),
    path("dev/phones/", views.phones, name="phones"),
    path("dev/phones/<slug:inbox>/", views.phone, name="phone"),
]
