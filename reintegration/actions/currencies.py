"""Money is in the currency of some country that the service knows."""

from django.utils.translation import gettext_lazy as _

from backend.lib.errors import Invalid
from backend.taxonomy.models import Country


def expect_currency(code: str, *, field: str = "currency") -> None:
    """Raise Invalid if no country pays in `code` (ISO 4217)."""
    if not Country.objects.filter(currency=code).exists():
        raise Invalid(fields={field: _("We do not know this currency.")})
