"""A read-mostly view for support: accounts change through the API, where it is logged."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest

from backend.accounts.models import Office, User

# The admin's own login asks for a password only; ours asks for the second factor too.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows, and changes nothing."""

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
class OfficeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["name", "region"]
    ordering = ["name"]
    raw_id_fields = ["region"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
