from django.urls import path

from jobs.pages import (
    applicants,
    course_reach,
    feeds,
    firms,
    matches,
    matching_runs,
    public,
    returnee,
    staff,
    staff_protection,
    staff_why,
    vacancies,
    writing,
)

app_name = "jobs"
urlpatterns = [
    path("matches/", matches.matches, name="matches"),
    path("matches/<uuid:public_id>/", matches.match, name="match"),
    path("matches/<uuid:public_id>/refuse/", matches.refuse, name="match_refuse"),
    path("jobs/", public.search, name="search"),
    path("jobs/feed/", feeds.feed, name="feed"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
    path("jobs/<uuid:public_id>/", public.vacancy, name="vacancy"),
    path("jobs/<uuid:public_id>/apply/", returnee.apply, name="apply"),
    path("applications/", returnee.applications, name="applications"),
    path("applications/<uuid:public_id>/withdraw/", returnee.withdraw, name="withdraw"),
    path("employer/", firms.home, name="employer_home"),
    path("employer/register/", firms.register, name="employer_register"),
    path("employer/register/done/", firms.registered, name="employer_registered"),
    path("employer/firm/", firms.firm, name="employer_firm"),
    path("employer/members/", firms.members, name="employer_members"),
    path("employer/vacancies/new/", writing.new, name="employer_vacancy_new"),
    path("employer/vacancies/<uuid:public_id>/", vacancies.vacancy, name="employer_vacancy"),
    path(
        "employer/vacancies/<uuid:public_id>/change/",
        writing.change,
        name="employer_vacancy_change",
    ),
    path(
        "employer/vacancies/<uuid:public_id>/again/",
        writing.again,
        name="employer_vacancy_again",
    ),
    path(
        "employer/vacancies/<uuid:public_id>/applicants/",
        applicants.applicants,
        name="applicants",
    ),
    path(
        "employer/vacancies/<uuid:public_id>/<slug:verb>/",
        vacancies.move,
        name="employer_vacancy_move",
    ),
    path("employer/applicants/<uuid:public_id>/", applicants.applicant, name="applicant"),
    *(
        path(
            f"employer/applicants/<uuid:public_id>/{verb}/",
            applicants.answer,
            {"verb": verb},
            name=f"applicant_{verb}",
        )
        for verb in applicants.ANSWERS
    ),
    path("staff/courses/unlocks/", course_reach.course_reach, name="course_reach"),
    path("staff/matching/", matching_runs.runs, name="matching_runs"),
    path("staff/matching/people/<uuid:public_id>/", staff_why.why, name="staff_why"),
    path(
        "staff/matching/vacancies/<uuid:public_id>/",
        staff_why.why_vacancy,
        name="staff_why_vacancy",
    ),
    path("staff/vacancies/", staff.vacancies, name="staff_vacancies"),
    path("staff/vacancies/<uuid:public_id>/", staff.vacancy, name="staff_vacancy"),
    path("staff/employers/", staff.employers, name="staff_employers"),
    path("staff/employers/<uuid:public_id>/", staff.employer, name="staff_employer"),
    path(
        "staff/vacancies/<uuid:public_id>/protection/",
        staff_protection.vacancy,
        name="staff_vacancy_protection",
    ),
    path(
        "staff/employers/<uuid:public_id>/protection/",
        staff_protection.employer,
        name="staff_employer_protection",
    ),
]
