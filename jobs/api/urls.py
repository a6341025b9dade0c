from django.urls import path
from rest_framework.routers import SimpleRouter

from jobs.api.views.applications import ApplicationViewSet, PlacementViewSet
from jobs.api.views.employers import EmployerViewSet
from jobs.api.views.guides import OpenVacancyViewSet
from jobs.api.views.matches import CandidateViewSet, MatchRunViewSet, MatchViewSet
from jobs.api.views.unlocks import CourseReachViewSet, CourseUnlockViewSet
from jobs.api.views.vacancies import VacancyViewSet

router = SimpleRouter(use_regex_path=False)
router.register("employers", EmployerViewSet, basename="employer")
router.register("vacancies", VacancyViewSet, basename="vacancy")
router.register("open-vacancies", OpenVacancyViewSet, basename="open-vacancy")
router.register("applications", ApplicationViewSet, basename="application")
router.register("placements", PlacementViewSet, basename="placement")
router.register("matches", MatchViewSet, basename="match")
router.register("match-runs", MatchRunViewSet, basename="match-run")

candidates = CandidateViewSet.as_view({"get": "list"})
course_unlocks = CourseReachViewSet.as_view({"get": "list"})
returnee_unlocks = CourseUnlockViewSet.as_view({"get": "list"})
urlpatterns = [
    path("vacancies/<uuid:public_id>/candidates/", candidates, name="vacancy-candidates"),
    path("courses/<uuid:public_id>/unlocks/", course_unlocks, name="course-unlocks"),
    path("returnees/<uuid:public_id>/unlocks/", returnee_unlocks, name="returnee-unlocks"),
    *router.urls,
]
