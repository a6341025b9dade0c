from django.urls import path

from backend.imports.pages import views

app_name = "imports"
urlpatterns = [
    path("staff/imports/", views.upload, name="upload"),
    path("staff/imports/<uuid:public_id>/", views.batch, name="batch"),
    path("staff/imports/sample/<slug:sheet>.csv", views.sample, name="sample"),
]
