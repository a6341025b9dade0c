"""A view for support that changes nothing: accounts change through the API, where it is logged."""

from typing import Any

import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from backend.accounts.models import Office, User
from backend.accounts.permissions import can_manage_users

# The admin's own login asks for a password only; ours asks for the second factor too.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
# Brought along by others: here they would change accounts and leave no trace.
admin.site.unregister([Authenticator, EmailAddress, Group])


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows to administrators, and changes nothing, also for a superuser."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _may_look(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_look(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ReadOnly):
    list_display = ["name", "email", "role", "office", "is_active", "last_login"]
    list_filter = ["role", "is_active", "office"]
    search_fields = ["name", "email"]
    fields = [
        "public_id",
        "name",
        "email",
        "role",
        "office",
        "language",
        "is_active",
        "last_login",
        "created_at",
    ]
    ordering = ["name", "pk"]


@admin.register(Office)
class OfficeAdmin(ReadOnly):
    list_display = ["name", "region"]
    ordering = ["name"]
    fields = ["public_id", "name", "region"]


def _may_look(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and can_manage_users(request.user)
