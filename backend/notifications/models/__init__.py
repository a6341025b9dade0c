from backend.notifications.models.events import ProviderEvent
from backend.notifications.models.gateways import GatewayMonth, GatewayStatus
from backend.notifications.models.inbound import CallbackRefusal, InboundSms
from backend.notifications.models.links import ShortLink
from backend.notifications.models.messages import BODY_LABEL, Attempt, Message, Settlement
from backend.notifications.models.sandbox import SandboxSms

__all__ = [
    "BODY_LABEL",
    "Attempt",
    "CallbackRefusal",
    "GatewayMonth",
    "GatewayStatus",
    "InboundSms",
    "Message",
    "ProviderEvent",
    "SandboxSms",
    "Settlement",
    "ShortLink",
]
