"""Accounts at SMS gateways. Only what SMS_ROUTES names has to be filled in; docs/gateways.md.

Addresses are settings so that fakes can stand in their place; a gateway is spoken to over https
only. A `callback_secret` is part of the address that the gateway calls: 24 characters or more.
"""

from backend.settings.environment import env

SMS_GATEWAYS = {
    "nikita": {
        "url": env.str("NIKITA_URL", default="https://smspro.nikita.kg"),
        "login": env.str("NIKITA_LOGIN", default=""),
        "password": env.str("NIKITA_PASSWORD", default=""),
        "sender": env.str("NIKITA_SENDER", default=""),
        "callback_secret": env.str("NIKITA_CALLBACK_SECRET", default=""),
    },
    "eskiz": {
        "url": env.str("ESKIZ_URL", default="https://notify.eskiz.uz/api"),
        "email": env.str("ESKIZ_EMAIL", default=""),
        "password": env.str("ESKIZ_PASSWORD", default=""),
        "sender": env.str("ESKIZ_SENDER", default="4546"),
        "callback_secret": env.str("ESKIZ_CALLBACK_SECRET", default=""),
    },
    "playmobile": {
        "url": env.str("PLAYMOBILE_URL", default="https://send.smsxabar.uz/broker-api"),
        "login": env.str("PLAYMOBILE_LOGIN", default=""),
        "password": env.str("PLAYMOBILE_PASSWORD", default=""),
        "sender": env.str("PLAYMOBILE_SENDER", default=""),
        "callback_secret": env.str("PLAYMOBILE_CALLBACK_SECRET", default=""),
    },
    "mobizon": {
        "url": env.str("MOBIZON_URL", default="https://api.mobizon.kz"),
        "api_key": env.str("MOBIZON_API_KEY", default=""),
        "sender": env.str("MOBIZON_SENDER", default=""),
    },
    "oson": {
        "url": env.str("OSON_URL", default="https://api.osonsms.com"),
        "login": env.str("OSON_LOGIN", default=""),
        "token": env.str("OSON_TOKEN", default=""),
        "hash": env.str("OSON_HASH", default=""),
        "sender": env.str("OSON_SENDER", default=""),
    },
    "smsc": {
        "url": env.str("SMSC_URL", default="https://smsc.kz"),
        "api_key": env.str("SMSC_API_KEY", default=""),
        "login": env.str("SMSC_LOGIN", default=""),
        "password": env.str("SMSC_PASSWORD", default=""),
        "sender": env.str("SMSC_SENDER", default=""),
        "callback_secret": env.str("SMSC_CALLBACK_SECRET", default=""),
        "signature_secret": env.str("SMSC_SIGNATURE_SECRET", default=""),
    },
    "twilio": {
        "url": env.str("TWILIO_URL", default="https://api.twilio.com"),
        "account_sid": env.str("TWILIO_ACCOUNT_SID", default=""),
        "auth_token": env.str("TWILIO_AUTH_TOKEN", default=""),
        "sender": env.str("TWILIO_SENDER", default=""),
        "callback_secret": env.str("TWILIO_CALLBACK_SECRET", default=""),
    },
    "telegram": {
        "url": env.str("TELEGRAM_URL", default="https://api.telegram.org"),
        "token": env.str("TELEGRAM_TOKEN", default=""),
        "bot": env.str("TELEGRAM_BOT", default=""),
        "webhook_secret": env.str("TELEGRAM_WEBHOOK_SECRET", default=""),
    },
    "infobip": {
        "url": env.str("INFOBIP_URL", default=""),
        "api_key": env.str("INFOBIP_API_KEY", default=""),
        "sender": env.str("INFOBIP_SENDER", default=""),
        "callback_secret": env.str("INFOBIP_CALLBACK_SECRET", default=""),
    },
}
