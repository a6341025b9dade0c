"""Forms of the inbox."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from reintegration.reply_querysets import ReplyQuerySet
from reintegration.staff_inbox import ReplyMeaning, ReplyState

ANY = ("", _("Any"))
WHOSE = [("", _("Anybody’s")), ("mine", _("Mine")), ("nobody", _("Nobody’s"))]


class InboxForm(forms.Form):
    """Filters; whatever is not understood filters nothing, and shows what waits."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*ReplyState.choices, ("all", _("Any"))]
    )
    meaning = forms.ChoiceField(
        label=_("Meaning"), required=False, choices=[ANY, *ReplyMeaning.choices]
    )
    whose = forms.ChoiceField(label=_("In whose hands"), required=False, choices=WHOSE)

    def narrow(self, replies: ReplyQuerySet, user: User) -> ReplyQuerySet:
        self.is_valid()
        told = self.cleaned_data
        if (state := told.get("state") or ReplyState.OPEN) != "all":
            replies = replies.filter(state=state)
        if told.get("meaning"):
            replies = replies.filter(meaning=told["meaning"])
        if told.get("whose"):
            replies = replies.filter(assigned_to=user if told["whose"] == "mine" else None)
        return replies


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("Say nothing that a stranger holding the phone should not read."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class AssignForm(forms.Form):
    to = forms.TypedChoiceField(
        label=_("Give to"), required=False, coerce=str, empty_value=None, choices=[]
    )

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            named = ((str(user.public_id), str(user)) for user in colleagues.order_by("name"))
            field.choices = [("", _("Nobody")), *named]


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("What did the person say?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
