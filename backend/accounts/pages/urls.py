from django.urls import path

from backend.accounts.pages import authenticator, codes, views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.phone, name="phone"),
    path("sign-in/code/", views.code, name="code"),
    path("sign-in/code/again/", views.resend, name="resend"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("start/", views.landing, name="landing"),
    path("staff/messages/codes/", codes.overview, name="staff_codes"),
    path("staff/messages/codes/<slug:digits>/release/", codes.release, name="staff_release_codes"),
    path("dev/authenticator/", authenticator.authenticator, name="authenticator"),
]
