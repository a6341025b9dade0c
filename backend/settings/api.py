"""Defaults of every API view: signed in, JSON, paged, ordered, problems as RFC 9457."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "backend.accounts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["backend.api.parsing.TextSafeJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "backend.api.pagination.Pages",
    "DEFAULT_FILTER_BACKENDS": [
        "django_filters.rest_framework.DjangoFilterBackend",
        "backend.api.ordering.StableOrdering",
    ],
    "DEFAULT_SCHEMA_CLASS": "backend.api.schema.Schema",
    "EXCEPTION_HANDLER": "backend.api.problems.problem_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    # Choices of one name in several shapes need names of their own. Sorted.
    "ENUM_NAME_OVERRIDES": {
        "ApplicationState": "jobs.states.ApplicationState",
        "BatchState": "backend.imports.states.BatchState",
        "CohortState": "training.states.CohortState",
        "DuplicateState": "reintegration.states.DuplicateState",
        "EmployerState": "jobs.states.EmployerState",
        "EnrolmentState": "training.states.EnrolmentState",
        "FollowUpState": "reintegration.states.FollowUpState",
        "InvitedRole": "backend.accounts.states.INVITED_CHOICES",
        "Isced": "backend.taxonomy.levels.Isced",
        "JourneyKind": "reintegration.states.JourneyKind",
        "LanguageEnum": "django.conf.settings.LANGUAGES",
        "MatchState": "jobs.states.MatchState",
        "NeedKind": "reintegration.states.NeedKind",
        "PayPeriod": "jobs.states.PayPeriod",
        "PlacementEnd": "jobs.states.PlacementEnd",
        "RefusalReason": "jobs.states.RefusalReason",
        "ReturneeState": "reintegration.states.ReturneeState",
        "Role": "backend.accounts.states.Role",
        "RunState": "jobs.states.RunState",
        "RunTrigger": "jobs.states.RunTrigger",
        "Schedule": "reintegration.states.Schedule",
        "VacancyState": "jobs.states.VacancyState",
    },
    "TITLE": "Homeward",
    "DESCRIPTION": "Brings returned migrants back into work.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}
