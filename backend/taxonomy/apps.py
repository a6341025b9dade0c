from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    name = "backend.taxonomy"
    label = "taxonomy"
    verbose_name = _("Occupations, skills and places")
    default_auto_field = "django.db.models.BigAutoField"
