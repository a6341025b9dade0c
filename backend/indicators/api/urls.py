from django.urls import path
from rest_framework.routers import SimpleRouter

from backend.indicators.api import views
from backend.indicators.api.fairness import FairnessViewSet

router = SimpleRouter(use_regex_path=False)
router.register("match-fairness", FairnessViewSet, basename="match-fairness")
urlpatterns = [
    path("indicators/", views.IndicatorList.as_view(), name="indicators"),
    path("outcomes/", views.Outcomes.as_view(), name="outcomes"),
    *router.urls,
]
