"""The small forms around a vacancy: which work it is, and what changes while people read it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.taxonomy import choices
from backend.taxonomy.models import OccupationTitle
from jobs.pages.forms.fields import Day


class WorkForm(forms.Form):
    """Typed words, and the kinds of work that may be meant. Drawn only: its answer is a URL."""

    # Another word can be searched for without choosing first.
    use_required_attribute = False

    work = forms.CharField(
        label=_("What work is it?"),
        help_text=_("For example: welder, cook, driver."),
        max_length=100,
    )

    def __init__(self, *, typed: str):
        super().__init__(initial={"work": typed})
        choices.suggest_titles(self.fields["work"])
        if typed:
            self.fields["isco"] = forms.ChoiceField(
                label=_("Which of these is it?"),
                widget=forms.RadioSelect,
                choices=kinds_of_work(typed),
            )


def kinds_of_work(typed: str) -> list[tuple[str, str]]:
    """ISCO groups that the typed words may mean, each once, with a title people use."""
    kinds: dict[str, OccupationTitle] = {}
    for title in OccupationTitle.objects.search(typed):
        kinds.setdefault(title.isco_id, title)
    return [
        (code, f"{choices.title_of(title)} ({choices.name_of(title.isco)})")
        for code, title in kinds.items()
    ]


class PlacesForm(forms.Form):
    """What may change while people are reading the vacancy."""

    openings = forms.IntegerField(
        label=_("How many people do you need?"), min_value=1, max_value=1000
    )
    closes_on = forms.DateField(label=_("Open until"), required=False, widget=Day())
