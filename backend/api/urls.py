"""The OpenAPI schema and its Swagger page, both served from our own host."""

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

# Swagger's icons are data: images; nothing else of the policy is loosened.
swagger = csp_update({"img-src": ["'self'", "data:"]})(
    SpectacularSwaggerSplitView.as_view(
        url_name="api-schema",
        template_name="api/swagger.html",
        title="Homeward API",
        permission_classes=[AllowAny],
    )
)
schema = SpectacularAPIView.as_view(permission_classes=[AllowAny])

urlpatterns = [
    path("schema/", login_not_required(schema), name="api-schema"),
    path("docs/", login_not_required(swagger), name="api-docs"),
]
