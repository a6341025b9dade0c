from django.urls import path

from backend.bot.pages import own, webhook

app_name = "bot"
urlpatterns = [
    path("me/messages/telegram/", own.telegram, name="telegram"),
    path("me/messages/telegram/link/", own.offer, name="offer"),
    path("me/messages/telegram/choose/", own.choose, name="choose"),
    path("me/messages/telegram/unlink/", own.unlink, name="unlink"),
    path("callbacks/telegram/updates/", webhook.updates, name="updates"),
]
