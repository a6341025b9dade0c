from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "batch.previewed": _("Uploaded a list"),
    "batch.applied": _("Imported a list"),
    "table.exported": _("Exported a list"),
}
