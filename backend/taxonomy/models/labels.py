"""What every named thing of the taxonomy shares: a label per language."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

# Russian is the second language of most readers of these; English of nobody in particular.
READ_RUSSIAN = frozenset({"ky", "uz", "kk", "tg", "tk"})


def best_label(labels: dict[str, str], language: str) -> str:
    """The label in `language`, else Russian where it is commonly read, else English, else any.

    `language` may carry a region ("ru-kg"). Empty when there is no label at all.
    """
    code = language.lower().replace("_", "-").split("-")[0]
    tried = [code, "ru", "en"] if code in READ_RUSSIAN else [code, "en"]
    for wanted in tried:
        if text := labels.get(wanted):
            return text
    return next((labels[key] for key in sorted(labels) if labels[key]), "")


class Labelled(models.Model):
    """`labels` is {language: text}; `project_labels` names the languages we translated ourselves.

    No official ISCO or ESCO text exists in the languages of Central Asia, and a reader has to be
    able to tell our wording from an official one.
    """

    labels = models.JSONField(_("labels"), default=dict)
    project_labels = ArrayField(
        models.CharField(max_length=5),
        verbose_name=_("languages translated by the project"),
        default=list,
        blank=True,
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label("en") or str(self.pk)

    def label(self, language: str) -> str:
        return best_label(self.labels, language)
