from django.urls import path

from backend.accounts.pages import authenticator, views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.phone, name="phone"),
    path("sign-in/code/", views.code, name="code"),
    path("sign-in/code/again/", views.resend, name="resend"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("start/", views.landing, name="landing"),
    path("dev/authenticator/", authenticator.authenticator, name="authenticator"),
]
