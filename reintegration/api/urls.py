from django.urls import path
from rest_framework.routers import SimpleRouter

from reintegration.api.views.business import (
    BusinessPlanViewSet,
    GrantViewSet,
    TrancheViewSet,
)
from reintegration.api.views.campaigns import CampaignViewSet
from reintegration.api.views.duplicates import DuplicateViewSet
from reintegration.api.views.follow_ups import FollowUpViewSet
from reintegration.api.views.hotlines import HotlineViewSet
from reintegration.api.views.inbox import ReplyViewSet
from reintegration.api.views.letters import (
    AddToLetter,
    LetterToken,
    LetterViewSet,
    OpenLetter,
    WriteLetter,
)
from reintegration.api.views.returnees import ReturneeViewSet

router = SimpleRouter(use_regex_path=False)
router.register("business-plans", BusinessPlanViewSet, basename="business-plan")
router.register("campaigns", CampaignViewSet, basename="campaign")
router.register("duplicates", DuplicateViewSet, basename="duplicate")
router.register("follow-ups", FollowUpViewSet, basename="follow-up")
router.register("grants", GrantViewSet, basename="grant")
router.register("hotlines", HotlineViewSet, basename="hotline")
router.register("letters", LetterViewSet, basename="letter")
router.register("replies", ReplyViewSet, basename="reply")
router.register("returnees", ReturneeViewSet, basename="returnee")
router.register("tranches", TrancheViewSet, basename="tranche")

urlpatterns = [
    path("letters/token/", LetterToken.as_view(), name="letter-token"),
    path("letters/write/", WriteLetter.as_view(), name="letter-write"),
    path("letters/open/", OpenLetter.as_view(), name="letter-open"),
    path("letters/add/", AddToLetter.as_view(), name="letter-add"),
    *router.urls,
]
