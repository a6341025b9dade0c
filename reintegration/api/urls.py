from rest_framework.routers import SimpleRouter

from reintegration.api.views.business import (
    BusinessPlanViewSet,
    GrantViewSet,
    TrancheViewSet,
)
from reintegration.api.views.campaigns import CampaignViewSet
from reintegration.api.views.duplicates import DuplicateViewSet
from reintegration.api.views.follow_ups import FollowUpViewSet
from reintegration.api.views.inbox import ReplyViewSet
from reintegration.api.views.returnees import ReturneeViewSet

router = SimpleRouter(use_regex_path=False)
router.register("business-plans", BusinessPlanViewSet, basename="business-plan")
router.register("campaigns", CampaignViewSet, basename="campaign")
router.register("duplicates", DuplicateViewSet, basename="duplicate")
router.register("follow-ups", FollowUpViewSet, basename="follow-up")
router.register("grants", GrantViewSet, basename="grant")
router.register("replies", ReplyViewSet, basename="reply")
router.register("returnees", ReturneeViewSet, basename="returnee")
router.register("tranches", TrancheViewSet, basename="tranche")

urlpatterns = router.urls
