"""Staff who plan: which course would unlock how much, and for the people of which region."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backend.accounts.pages.access import role_required
from backend.accounts.states import STAFF
from backend.lib.small_groups import SMALLEST_SHOWN
from backend.taxonomy.models import Place
from jobs.models import CourseReach, UnlockCount
from jobs.staff_unlock_words import for_course
from jobs.unlock_querysets import CourseReachQuerySet
from training.models import Course

PAGE_SIZE = 25


@require_safe
@role_required(*STAFF)
def course_reach(request: HttpRequest) -> HttpResponse:
    """Courses by what they would unlock in all; `?region=` of one region, `?course=` by region."""
    counted = CourseReach.objects.visible_to(request.user).offered().of_somebody()
    rows, course, region = _chosen(request, counted)
    page = Paginator(rows.for_card().most_first(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "course": course,
        "region": region,
        "courses": Course.objects.filter(reach__in=counted.in_all()).order_by("title", "pk"),
        "regions": Place.objects.filter(pk__in=counted.by_region().values("region")),
        "counted_at": max((row.counted_at for row in page), default=None),
        "sentence": _sentence(counted, course, region),
        "under_way": UnlockCount.objects.under_way(),
        "smallest": SMALLEST_SHOWN,
    }
    return render(request, "jobs/staff/course_reach.html", context)


def _chosen(
    request: HttpRequest, counted: CourseReachQuerySet
) -> tuple[CourseReachQuerySet, str, str]:
    """The rows that were asked for; an id that makes no sense asks for nothing."""
    course, region = _uuid(request.GET.get("course", "")), request.GET.get("region", "")[:9]
    rows = counted.by_region() if course or region.isdecimal() else counted.in_all()
    if course:
        rows = rows.filter(course__public_id=course)
    if region.isdecimal():
        rows = rows.filter(region=int(region))
    return rows, course, region


def _sentence(counted: CourseReachQuerySet, course: str, region: str) -> str:
    """The one course that was asked about, in words."""
    if not course:
        return ""
    rows = counted.filter(course__public_id=course).for_card()
    one = rows.filter(region=int(region)) if region.isdecimal() else rows.in_all()
    return "".join(for_course(row) for row in one)


def _uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return ""
