"""What the person has done and can do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from backend.taxonomy.levels import Cefr
from reintegration.states import NeedKind, SkillSource


class WorkHistory(models.Model):
    """One job held, abroad or at home."""

    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="work_history"
    )
    isco = models.ForeignKey(
        "taxonomy.IscoGroup", on_delete=models.PROTECT, related_name="+", verbose_name=_("work")
    )
    title = models.CharField(_("job title"), max_length=200, blank=True)
    country = models.ForeignKey(
        "taxonomy.Country", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    months = models.PositiveSmallIntegerField(_("months"), default=12)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title or self.isco_id


class ReturneeSkill(models.Model):
    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="skills"
    )
    skill = models.ForeignKey("taxonomy.Skill", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=12, choices=SkillSource.choices, default=SkillSource.SELF)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["returnee", "skill"], name="skill_once_per_returnee")
        ]

    def __str__(self) -> str:
        return str(self.skill_id)


class ReturneeLanguage(models.Model):
    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="languages"
    )
    language = models.ForeignKey("taxonomy.Language", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(_("level"), max_length=2, choices=Cefr.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["returnee", "language"], name="language_once_per_returnee"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language_id} {self.level}"


class ReturneeLicence(models.Model):
    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="licences"
    )
    licence = models.ForeignKey("taxonomy.Licence", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["returnee", "licence"], name="licence_once_per_returnee"
            )
        ]

    def __str__(self) -> str:
        return self.licence_id


class Need(models.Model):
    """What the person asked for, and when it was met."""

    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="needs"
    )
    kind = models.CharField(_("need"), max_length=16, choices=NeedKind.choices)
    noted_on = models.DateField(auto_now_add=True)
    met_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["returnee", "kind"], name="need_once_per_returnee")
        ]

    def __str__(self) -> str:
        return self.kind
