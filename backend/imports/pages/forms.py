from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.imports import sheets


class UploadForm(forms.Form):
    sheet = forms.ChoiceField(label=_("What is in the file"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"), help_text=_("CSV or XLSX, up to 1,000 rows. Nothing is imported yet.")
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(sheet.name, sheet.label) for sheet in sheets.open_to(user)]
        field = self.fields["sheet"]
        field.choices = choices  # type: ignore[attr-defined]
        field.initial = choices[0][0] if choices else None
