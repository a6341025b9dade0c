from django.urls import path
from rest_framework.routers import SimpleRouter

from backend.accounts.api.me import MeView
from backend.accounts.api.sign_in import RequestCode, SignOut, SignOutEverywhere, VerifyCode
from backend.accounts.api.tokens import TokenViewSet
from backend.accounts.api.users import OfficeViewSet, UserViewSet

router = SimpleRouter(use_regex_path=False)
router.register("tokens", TokenViewSet, basename="token")
router.register("users", UserViewSet, basename="user")
router.register("offices", OfficeViewSet, basename="office")

urlpatterns = [
    path("auth/code/", RequestCode.as_view(), name="auth-code"),
    path("auth/code/verify/", VerifyCode.as_view(), name="auth-code-verify"),
    path("auth/sign-out/", SignOut.as_view(), name="auth-sign-out"),
    path("auth/sign-out-everywhere/", SignOutEverywhere.as_view(), name="auth-sign-out-everywhere"),
    path("me/", MeView.as_view(), name="me"),
    *router.urls,
]
