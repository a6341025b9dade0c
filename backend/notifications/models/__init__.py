from backend.notifications.models.gateways import GatewayStatus
from backend.notifications.models.messages import BODY_LABEL, Attempt, Message, Settlement
from backend.notifications.models.sandbox import SandboxSms

__all__ = ["BODY_LABEL", "Attempt", "GatewayStatus", "Message", "SandboxSms", "Settlement"]
