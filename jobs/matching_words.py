"""Reasons as sentences, in the language that is active.

Nobody is named and nobody spoken to, so that a returnee and an officer can read the same
line: "Same work before: welder".
"""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from backend.taxonomy.levels import Cefr, Isced
from backend.web.formats import day_and_month, distance, money
from jobs.explaining import Told
from jobs.matching.conditions import Condition
from jobs.matching.reasons import Fit, Gap
from jobs.matching_names import Names, Said, Sentence
from reintegration.states import ReturneeState, Schedule
from training.models import Cohort

LEVELS = list(Cefr)
YEAR = 12


def say(reason: Said, names: Names) -> str:
    """One reason for or against, or one refusal."""
    return SENTENCES[str(reason.code)](reason, names)


def say_change(change: Said, names: Names) -> str:
    """The one change that would turn or raise the pair, as something one could do."""
    return CHANGES[str(change.code)](change, names)


def say_step(told: Told, names: Names) -> str:
    """The course that would bring the one change about, else the change; empty without one."""
    if told.course:
        return say_course(told.course)
    return say_change(told.change, names) if told.change else ""


def say_course(cohort: Cohort) -> str:
    """A course to join, with its day, place and free seats."""
    words = {
        "course": cohort.course.title,
        "day": day_and_month(cohort.starts_on),
        "place": cohort.place.label(get_language() or "en"),
        "n": cohort.free,
    }
    return (
        ngettext(
            "Course: %(course)s, starts %(day)s in %(place)s, %(n)s seat",
            "Course: %(course)s, starts %(day)s in %(place)s, %(n)s seats",
            cohort.free,
        )
        % words
    )


def say_missing(gap: Said, names: Names) -> str:
    """A gap as what goes after "Still missing:"; empty where nothing can be acquired."""
    wording = MISSING.get(str(gap.code))
    return wording(gap, names) if wording else ""


def duration(months: int) -> str:
    """8 months; 3 years. Years are whole, rounded down, from two years on."""
    if months < 2 * YEAR and months != YEAR:
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    years = months // YEAR
    return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}


def _skills(reason: Said, names: Names) -> str:
    had, asked = len(reason.detail["skills"]), reason.detail["asked"]
    listed = names.many(reason, "skills")
    if had == asked:
        return _("All skills that are asked for: %(names)s") % {"names": listed}
    words = {"had": had, "asked": asked, "names": listed}
    return _("%(had)s of %(asked)s skills that are asked for: %(names)s") % words


def _same_work(reason: Said, names: Names) -> str:
    work = {"work": names.one(reason, "isco")}
    if reason.detail["digits"] >= 4:
        return _("The same work before: %(work)s") % work
    if reason.detail["digits"] == 3:
        return _("Very similar work before: %(work)s") % work
    return _("Related work before: %(work)s") % work


def _near(reason: Said, names: Names) -> str:
    km = reason.detail["km"]
    return _("Distance: %(km)s") % {"km": distance(km)} if km else _("In the same place")


def _short_experience(reason: Said, names: Names) -> str:
    asked, months = reason.detail["asked"], reason.detail["months"]
    if not months:
        return _("Experience asked for: %(asked)s") % {"asked": duration(asked)}
    words = {"asked": duration(asked), "months": duration(months)}
    return _("Experience asked for: %(asked)s, there are %(months)s") % words


def _needs_move(reason: Said, names: Names) -> str:
    if reason.detail["country"]:
        where = names.one(reason, "country")
    else:
        where = distance(reason.detail["km"])
    return _("It would mean moving: %(where)s") % {"where": where}


def _too_far(reason: Said, names: Names) -> str:
    km, limit = reason.detail["km"], reason.detail["limit"]
    if km is None:
        return _("It is not known how far away it is.")
    words = {"km": distance(km), "limit": distance(limit)}
    return _("Too far: %(km)s. The limit is %(limit)s.") % words


def _too_low(reason: Said, names: Names) -> str:
    currency = reason.detail["currency"]
    words = {
        "pay": money(reason.detail["pay"], currency),
        "floor": money(reason.detail["floor"], currency),
    }
    return _("The pay is at most %(pay)s a month. The lowest named is %(floor)s.") % words


def _language(reason: Said, names: Names) -> str:
    words = {"language": names.one(reason, "language"), "needed": _level(reason, "needed")}
    if not reason.detail["has"]:
        return _("Language asked for: %(language)s, %(needed)s.") % words
    words["has"] = _level(reason, "has")
    return _("Language asked for: %(language)s, %(needed)s. There is %(has)s.") % words


def _level(reason: Said, name: str) -> str:
    return str(LEVELS[reason.detail[name] - 1])


def _education(reason: Said, names: Names) -> str:
    return str(Isced(reason.detail["asked"]).label)


def _hours(reason: Said, names: Names) -> str:
    return str(Schedule(reason.detail["offered"]).label)


def _standing(reason: Said, names: Names) -> str:
    state = ReturneeState(reason.detail["state"]).label
    return _("Not looking for work now: %(state)s.") % {"state": state}


SENTENCES: dict[str, Sentence] = {
    Fit.SKILLS: _skills,
    Fit.WISHED: lambda r, n: _("Also welcome: %(names)s") % {"names": n.many(r, "skills")},
    Fit.OCCUPATION: _same_work,
    Fit.EXPERIENCE: lambda r, n: (
        _("Enough experience: %(months)s") % {"months": duration(r.detail["months"])}
    ),
    Fit.EDUCATION: lambda r, n: _("Enough education"),
    Fit.WAGE: lambda r, n: _("The pay is above the lowest named"),
    Fit.DISTANCE: _near,
    Fit.LICENCES: lambda r, n: _("Licence at hand: %(names)s") % {"names": n.many(r, "licences")},
    Fit.LANGUAGES: lambda r, n: (
        _("Language good enough: %(names)s") % {"names": n.many(r, "languages")}
    ),
    Gap.SKILLS: lambda r, n: _("Still missing: %(names)s") % {"names": n.many(r, "skills")},
    Gap.WISHED: lambda r, n: _("Would be welcome: %(names)s") % {"names": n.many(r, "skills")},
    Gap.OCCUPATION: lambda r, n: _("Another kind of work than before"),
    Gap.EXPERIENCE: _short_experience,
    Gap.EDUCATION: lambda r, n: _("Education asked for: %(level)s") % {"level": _education(r, n)},
    Gap.PAY_UNKNOWN: lambda r, n: _("The pay is not named"),
    Gap.PAY_ELSEWHERE: lambda r, n: _("The pay is in another currency: not compared"),
    Gap.MOVE: _needs_move,
    Gap.PLACE_UNKNOWN: lambda r, n: _("It is not known how far away it is."),
    Condition.CLOSED: lambda r, n: _("The vacancy is not open."),
    Condition.NOT_LOOKING: _standing,
    Condition.NO_CONSENT: lambda r, n: _("There is no consent to look for jobs."),
    Condition.APPLIED: lambda r, n: _("There is an application already."),
    Condition.DECLINED: lambda r, n: _("It was put aside before."),
    Condition.TURNED_AWAY: lambda r, n: _("The employer has said no before."),
    Condition.COUNTRY: lambda r, n: (
        _("The work is in another country: %(country)s.") % {"country": n.one(r, "country")}
    ),
    Condition.DISTANCE: _too_far,
    Condition.WAGE: _too_low,
    Condition.SCHEDULE: lambda r, n: (
        _("The working hours do not suit: %(hours)s.") % {"hours": _hours(r, n)}
    ),
    Condition.LICENCE: lambda r, n: (
        _("Licence asked for: %(licence)s.") % {"licence": n.one(r, "licence")}
    ),
    Condition.LANGUAGE: _language,
}
CHANGES: dict[str, Sentence] = {
    Gap.SKILLS: lambda r, n: _("Learn this first: %(names)s") % {"names": n.many(r, "skills")},
    Gap.WISHED: lambda r, n: _("Learn this first: %(names)s") % {"names": n.many(r, "skills")},
    Condition.NO_CONSENT: lambda r, n: _("Agree to “Look for jobs for me”."),
    Condition.COUNTRY: lambda r, n: _("Be ready to move for work."),
    Condition.DISTANCE: lambda r, n: _("Be ready to move for work."),
    Condition.WAGE: lambda r, n: (
        _("It would fit with a lowest pay of %(pay)s a month.")
        % {"pay": money(r.detail["pay"], r.detail["currency"])}
    ),
    Condition.SCHEDULE: lambda r, n: (
        _("It would fit with these working hours: %(hours)s.") % {"hours": _hours(r, n)}
    ),
    Condition.LICENCE: lambda r, n: (
        _("Get this licence: %(licence)s.") % {"licence": n.one(r, "licence")}
    ),
    Condition.LANGUAGE: lambda r, n: (
        _("Reach this level: %(language)s, %(needed)s.")
        % {"language": n.one(r, "language"), "needed": _level(r, "needed")}
    ),
}
MISSING: dict[str, Sentence] = {
    Gap.SKILLS: lambda r, n: n.many(r, "skills", most=2),
    Gap.EXPERIENCE: lambda r, n: (
        _("experience: %(asked)s") % {"asked": duration(r.detail["asked"])}
    ),
    Gap.EDUCATION: _education,
}
