from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "user.signed_in": _("Signed in"),
    "user.signed_out": _("Signed out"),
    "user.signed_out_everywhere": _("Signed out on every device"),
    "user.created": _("Account created"),
    "user.invited": _("Account created and invited by e-mail"),
    "user.invited_again": _("Invitation sent again"),
    "user.changed": _("Account changed"),
    "user.phone_changed": _("Phone number of the account changed"),
    "user.disabled": _("Account disabled"),
    "user.enabled": _("Account opened again"),
    "codes.released": _("Let codes go again to a range of numbers"),
    "office.created": _("Office created"),
    "token.created": _("API token created"),
    "token.revoked": _("API token revoked"),
}
