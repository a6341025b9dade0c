"""Countries of the world, and the regions and settlements of the five home countries."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.taxonomy.querysets import CountryQuerySet, PlaceQuerySet

from .labels import Labelled


class Country(Labelled):
    code = models.CharField(_("ISO 3166-1 code"), max_length=2, primary_key=True)
    currency = models.CharField(_("currency (ISO 4217)"), max_length=3, blank=True)
    home = models.BooleanField(_("one of the five home countries"), default=False)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["code"]


class Place(Labelled):
    """A first-level region (ISO 3166-2) or a settlement (GeoNames) with its coordinates."""

    class Kind(models.TextChoices):
        REGION = "region", _("region")
        SETTLEMENT = "settlement", _("town or village")

    country = models.ForeignKey(Country, models.PROTECT, related_name="places")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True
    )
    iso_code = models.CharField(
        _("ISO 3166-2 code"), max_length=6, unique=True, null=True, blank=True
    )
    geoname_id = models.PositiveIntegerField(_("GeoNames id"), unique=True, null=True, blank=True)
    aliases = ArrayField(
        models.CharField(max_length=120),
        verbose_name=_("other and former names"),
        default=list,
        blank=True,
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="place_kind_has_its_code",
                condition=Q(kind="region", iso_code__isnull=False, parent__isnull=True)
                | Q(kind="settlement", geoname_id__isnull=False, parent__isnull=False),
                violation_error_message=_(
                    "A region has an ISO code; a settlement has a GeoNames id and a region."
                ),
            ),
        ]
