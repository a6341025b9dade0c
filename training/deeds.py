from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "provider.created": _("Added a training partner"),
    "member.added": _("Added a trainer to a partner"),
    "course.created": _("Added a course"),
    "course.updated": _("Changed a course"),
    "cohort.created": _("Added a cohort"),
    "cohort.updated": _("Changed a cohort"),
    "cohort.moved": _("Changed a cohort's state"),
    "enrolment.applied": _("Applied for a course"),
    "enrolment.enrolled": _("Enrolled in a course"),
    "enrolment.waitlisted": _("Put on a waiting list"),
    "enrolment.refused": _("Did not accept a course application"),
    "enrolment.completed": _("Recorded a completed course"),
    "enrolment.dropped": _("Recorded an early leaver"),
    "enrolment.withdrawn": _("Withdrew from a course"),
}
