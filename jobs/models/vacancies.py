from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.lib.records import Record
from backend.taxonomy.levels import Cefr, Isced
from jobs.states import PayPeriod, VacancyState
from jobs.vacancy_querysets import VacancyQuerySet
from reintegration.states import Schedule


class Vacancy(Record):
    """Work that an employer offers, in terms the matching can check."""

    employer = models.ForeignKey(
        "jobs.Employer", on_delete=models.PROTECT, related_name="vacancies"
    )
    state = models.CharField(
        max_length=10, choices=VacancyState.choices, default=VacancyState.DRAFT
    )
    title = models.CharField(_("job title"), max_length=160)
    isco = models.ForeignKey(
        "taxonomy.IscoGroup",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("kind of work"),
    )
    description = models.TextField(_("what the person will do"), max_length=5000)
    openings = models.PositiveSmallIntegerField(_("how many people"), default=1)
    place = models.ForeignKey(
        "taxonomy.Place",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("place of work"),
        help_text=_("For work abroad leave it empty and name the country."),
    )
    country = models.ForeignKey(
        "taxonomy.Country",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country of work"),
    )
    schedule = models.CharField(
        _("working hours"), max_length=8, choices=Schedule.choices, default=Schedule.FULL
    )
    wage_from = models.PositiveIntegerField(_("pay from"), null=True, blank=True)
    wage_to = models.PositiveIntegerField(_("pay up to"), null=True, blank=True)
    wage_currency = models.CharField(_("currency"), max_length=3, blank=True)
    wage_period = models.CharField(
        _("paid per"), max_length=5, choices=PayPeriod.choices, default=PayPeriod.MONTH
    )
    min_experience_months = models.PositiveSmallIntegerField(_("experience, months"), default=0)
    min_education = models.PositiveSmallIntegerField(
        _("education"), choices=Isced.choices, null=True, blank=True
    )
    housing = models.BooleanField(_("housing is given"), default=False)
    written_contract = models.BooleanField(_("written contract"), default=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False, db_index=True)
    closes_on = models.DateField(_("open until"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.CharField(max_length=300, blank=True)
    is_protected = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="Off the open list: only who is signed in and may see it reads it.",
    )
    copied_from = models.ForeignKey(
        "self",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        db_index=False,  # few are copies: a partial index, below
        related_name="copies",
        help_text="The ended vacancy that is offered again by this one",
    )

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "vacancies"
        constraints = [
            models.CheckConstraint(
                name="vacancy_has_openings",
                condition=Q(openings__gte=1, openings__lte=1000),
                violation_error_message=_("Name between 1 and 1000 places."),
            ),
            models.CheckConstraint(
                name="vacancy_pay_range_is_in_order",
                condition=Q(wage_from__isnull=True)
                | Q(wage_to__isnull=True)
                | Q(wage_to__gte=models.F("wage_from")),
                violation_error_message=_("The highest pay is below the lowest."),
            ),
            models.CheckConstraint(
                name="vacancy_pay_has_its_currency",
                condition=Q(wage_from__isnull=True, wage_to__isnull=True) | ~Q(wage_currency=""),
                violation_error_message=_("Name the currency of the pay."),
            ),
            models.CheckConstraint(
                name="published_vacancy_has_its_time",
                condition=~Q(state=VacancyState.PUBLISHED) | Q(published_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="vacancy_by_state"),
            models.Index(fields=["employer", "state"], name="vacancy_by_employer"),
            models.Index(
                fields=["copied_from"],
                name="vacancy_copies",
                condition=Q(copied_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class VacancySkill(models.Model):
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey("taxonomy.Skill", on_delete=models.PROTECT, related_name="+")
    required = models.BooleanField(_("required"), default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "skill"], name="skill_once_per_vacancy")
        ]

    def __str__(self) -> str:
        return str(self.skill_id)


class VacancyLanguage(models.Model):
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="languages")
    language = models.ForeignKey("taxonomy.Language", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(_("at least"), max_length=2, choices=Cefr.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "language"], name="language_once_per_vacancy"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language_id} {self.level}"


class VacancyLicence(models.Model):
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="licences")
    licence = models.ForeignKey("taxonomy.Licence", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "licence"], name="licence_once_per_vacancy")
        ]

    def __str__(self) -> str:
        return self.licence_id


class ScreeningFinding(models.Model):
    """One reason to look twice, found by a rule when the vacancy was submitted."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=24, help_text="Rule id of jobs/screening.py")
    blocks = models.BooleanField(default=False)
    words = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "rule"], name="finding_once_per_rule")
        ]

    def __str__(self) -> str:
        return self.rule
