from rest_framework.routers import SimpleRouter

from backend.taxonomy.api import views

router = SimpleRouter(use_regex_path=False)
router.register("countries", views.CountryViewSet, basename="country")
router.register("places", views.PlaceViewSet, basename="place")
router.register("occupations", views.OccupationViewSet, basename="occupation")
router.register("occupation-titles", views.TitleViewSet, basename="occupation-title")
router.register("skills", views.SkillViewSet, basename="skill")
router.register("languages", views.LanguageViewSet, basename="language")
router.register("licences", views.LicenceViewSet, basename="licence")

urlpatterns = router.urls
