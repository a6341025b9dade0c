from rest_framework.routers import SimpleRouter

from backend.notifications.api import views

router = SimpleRouter(use_regex_path=False)
router.register("messages", views.MessageViewSet, basename="message")

urlpatterns = router.urls
