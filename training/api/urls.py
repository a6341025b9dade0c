from rest_framework.routers import SimpleRouter

from training.api import views

router = SimpleRouter(use_regex_path=False)
router.register("training-partners", views.ProviderViewSet, basename="training-partner")
router.register("courses", views.CourseViewSet, basename="course")
router.register("cohorts", views.CohortViewSet, basename="cohort")
router.register("enrolments", views.EnrolmentViewSet, basename="enrolment")

urlpatterns = router.urls
