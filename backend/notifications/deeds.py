from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "message.settled": _("Decided what became of a message that nobody knew of"),
    "gateway.started": _("Let a stopped SMS gateway work again"),
}
