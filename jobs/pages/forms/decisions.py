"""What staff decide about firms and vacancies."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from jobs.models import Employer, Vacancy
from jobs.states import EmployerState, VacancyState

EMPLOYER_DEEDS: dict[str, dict[str, StrOrPromise]] = {
    EmployerState.PENDING: {"verify": _("Verify"), "reject": _("Do not verify")},
    EmployerState.VERIFIED: {"suspend": _("Suspend")},
    EmployerState.SUSPENDED: {"reinstate": _("Lift the suspension")},
}
REJECT: dict[str, StrOrPromise] = {"reject": _("Reject")}
VACANCY_DEEDS: dict[str, dict[str, StrOrPromise]] = {
    VacancyState.SCREENING: {"publish": _("Publish"), **REJECT},
    VacancyState.PUBLISHED: REJECT,
    VacancyState.PAUSED: REJECT,
}


class Decision(forms.Form):
    """One of a few verdicts, and why."""

    needs_no_reason: frozenset[str] = frozenset()

    verdict = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("The firm reads this."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, verdicts: dict[str, StrOrPromise], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = [*verdicts.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        verdict = said.get("verdict")
        if verdict and verdict not in self.needs_no_reason and not said.get("reason"):
            self.add_error("reason", _("Say why, in a sentence."))
        return said


class EmployerDecision(Decision):
    needs_no_reason = frozenset({"verify"})

    def __init__(self, *args: Any, employer: Employer, **kwargs: Any):
        verdicts = EMPLOYER_DEEDS.get(employer.state, {})
        super().__init__(*args, verdicts=verdicts, **kwargs)


class VacancyDecision(Decision):
    """Publishing needs a reason only where a rule found something; the action says so."""

    needs_no_reason = frozenset({"publish"})

    # Which text was read: the decision is about no other.
    submitted_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, vacancy: Vacancy, **kwargs: Any):
        read = vacancy.submitted_at
        kwargs["initial"] = {"submitted_at": read.isoformat() if read else ""}
        verdicts = VACANCY_DEEDS.get(vacancy.state, {})
        super().__init__(*args, verdicts=verdicts, **kwargs)

    def clean_submitted_at(self) -> dt.datetime | None:
        try:
            return dt.datetime.fromisoformat(self.cleaned_data["submitted_at"])
        except ValueError:
            return None

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("verdict") == "publish" and said.get("submitted_at") is None:
            self.add_error(None, _("Load this page again, then decide."))
        return said
