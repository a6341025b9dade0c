from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "chat.linked": _("Connected a Telegram chat"),
    "chat.unlinked": _("Disconnected the Telegram chat"),
    "chat.chosen": _("Chose how messages come"),
}
