from django.urls import path

from reintegration.pages import business, home, me, registration

app_name = "reintegration"
urlpatterns = [
    path("register/", registration.register, name="register"),
    path("register/done/", registration.done, name="registered"),
    path("register/<slug:slug>/", registration.step, name="register_step"),
    path("home/", home.home, name="home"),
    path("follow-up/<uuid:public_id>/", home.follow_up, name="follow_up"),
    path("me/", me.me, name="me"),
    path("me/consents/", me.my_consents, name="consents"),
    path("me/state/<slug:deed>/", me.move, name="move"),
    path("business/", business.plans, name="business"),
    path("business/new/", business.write, name="plan_new"),
    path("business/<uuid:public_id>/", business.rewrite, name="plan"),
    path("business/<uuid:public_id>/submit/", business.submit, name="plan_submit"),
    path("me/<slug:slug>/", me.change, name="change"),
]
