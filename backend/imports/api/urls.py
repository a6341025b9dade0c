from rest_framework.routers import SimpleRouter

from backend.imports.api.views import ImportViewSet

router = SimpleRouter(use_regex_path=False)
router.register("imports", ImportViewSet, basename="import")

urlpatterns = router.urls
