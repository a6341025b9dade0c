from django.urls import path

from reintegration.pages import business, disability, home, me, registration, stop
from reintegration.pages.staff import case, duplicates, follow_ups, inbox, people, plans

app_name = "reintegration"
urlpatterns = [
    path("register/", registration.register, name="register"),
    path("register/done/", registration.done, name="registered"),
    path("register/<slug:slug>/", registration.step, name="register_step"),
    path("home/", home.home, name="home"),
    path("follow-up/<uuid:public_id>/", home.follow_up, name="follow_up"),
    path("me/", me.me, name="me"),
    path("me/consents/", me.my_consents, name="consents"),
    path("me/disability/", disability.disability, name="disability"),
    path("me/state/<slug:deed>/", me.move, name="move"),
    path("business/", business.plans, name="business"),
    path("business/new/", business.write, name="plan_new"),
    path("business/<uuid:public_id>/", business.rewrite, name="plan"),
    path("business/<uuid:public_id>/submit/", business.submit, name="plan_submit"),
    path("me/<slug:slug>/", me.change, name="change"),
    path("s/<slug:token>/", stop.stop, name="stop"),
    path("staff/inbox/", inbox.inbox, name="staff_inbox"),
    path("staff/inbox/<uuid:public_id>/", inbox.reply, name="staff_reply"),
    path("staff/inbox/<uuid:public_id>/assign/", inbox.assign, name="staff_reply_assign"),
    path("staff/inbox/<uuid:public_id>/done/", inbox.done, name="staff_reply_done"),
    path("staff/returnees/<uuid:public_id>/stop/", inbox.stop, name="staff_stop"),
    path("staff/returnees/", people.people, name="staff_returnees"),
    path("staff/returnees/new/", people.register, name="staff_register"),
    path("staff/returnees/<uuid:public_id>/", people.person, name="staff_returnee"),
    path("staff/returnees/<uuid:public_id>/consent/", people.consent, name="staff_consent"),
    path("staff/returnees/<uuid:public_id>/state/<slug:deed>/", people.move, name="staff_move"),
    path("staff/returnees/<uuid:public_id>/need/", case.need_met, name="staff_need_met"),
    path("staff/returnees/<uuid:public_id>/seen/", case.skills_seen, name="staff_skills_seen"),
    path(
        "staff/returnees/<uuid:public_id>/journey/<int:event>/",
        case.correct,
        name="staff_correct",
    ),
    path("staff/returnees/<uuid:public_id>/<slug:slug>/", people.change, name="staff_change"),
    path("staff/duplicates/", duplicates.duplicates, name="staff_duplicates"),
    path("staff/duplicates/<uuid:public_id>/", duplicates.judge, name="staff_judge"),
    path("staff/plans/", plans.plans, name="staff_plans"),
    path("staff/plans/<uuid:public_id>/", plans.plan, name="staff_plan"),
    path("staff/tranches/<uuid:public_id>/<slug:deed>/", plans.tranche, name="staff_tranche"),
    path("staff/follow-ups/", follow_ups.questions, name="staff_follow_ups"),
    path("staff/follow-ups/<uuid:public_id>/", follow_ups.question, name="staff_follow_up"),
]
