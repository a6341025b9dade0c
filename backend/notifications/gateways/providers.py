"""The gateways that SMS_ROUTES may name, besides the sandbox."""

from backend.notifications.gateways import routing
from backend.notifications.gateways.adapter import HttpGateway
from backend.notifications.gateways.eskiz import Eskiz
from backend.notifications.gateways.infobip import Infobip
from backend.notifications.gateways.mobizon import Mobizon
from backend.notifications.gateways.nikita import Nikita
from backend.notifications.gateways.oson import Oson
from backend.notifications.gateways.playmobile import PlayMobile
from backend.notifications.gateways.smsc import Smsc
from backend.notifications.gateways.telegram import Telegram
from backend.notifications.gateways.twilio import Twilio

PROVIDERS: tuple[HttpGateway, ...] = (
    Nikita(),
    Eskiz(),
    PlayMobile(),
    Mobizon(),
    Oson(),
    Smsc(),
    Twilio(),
    Infobip(),
)

for provider in PROVIDERS:
    routing.add(provider)
# Chosen by people (chats.py), never by SMS_ROUTES.
routing.add(Telegram())
