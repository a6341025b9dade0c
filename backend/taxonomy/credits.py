"""The sentences that the sources of the taxonomies ask for. Details: data/SOURCE.md."""

from django.utils.translation import gettext_lazy as _

CREDITS = (
    _("This service uses the ESCO classification of the European Commission."),
    _("Place names and coordinates: GeoNames, geonames.org, CC BY 4.0."),
    _("Job titles and place names of Uzbekistan: Uzinfocom, CC BY 4.0."),
    _("Place names of Kazakhstan: the state classifier of administrative units (KATO)."),
    _("Region codes: ISO 3166 as kept by the iso-codes project, LGPL 2.1."),
    _("Names of countries and languages: Unicode CLDR, Unicode License."),
    _("Names of occupations and skills in other languages than English are our own translation."),
)
