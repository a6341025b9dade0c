from django.urls import path

from training.pages import courses, decisions

app_name = "training"
urlpatterns = [
    path("courses/", courses.course_list, name="courses"),
    path("courses/<uuid:public_id>/", courses.course, name="course"),
    path("courses/<uuid:public_id>/apply/", courses.apply, name="apply"),
    path("enrolments/<uuid:public_id>/withdraw/", courses.withdraw, name="withdraw"),
    path("trainer/", decisions.trainer_home, name="trainer_home"),
    path("trainer/cohorts/<uuid:public_id>/", decisions.cohort, name="cohort"),
    path("staff/enrolments/", decisions.staff_enrolments, name="staff_enrolments"),
    path("enrolments/<uuid:public_id>/<slug:verb>/", decisions.decide, name="decide"),
]
