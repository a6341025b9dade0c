"""The network a request comes from, as the limits count it."""

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import truncate_ip
from django.http import HttpRequest


def network_of(request: HttpRequest) -> str:
    """IPv4 address or IPv6 /64, read past as many proxies as TRUSTED_PROXIES says."""
    return str(truncate_ip(get_adapter(request).get_client_ip(request)))
