"""Two questions a load balancer asks: is the process alive, and can it serve people?"""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# Reading all migrations takes a moment; once none is missing, none will be until a restart.
_migrated = False


@never_cache
@login_not_required
@transaction.non_atomic_requests
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process only: never touches PostgreSQL or Redis, so their trouble kills no web node."""
    return JsonResponse({"status": "ok"})


@never_cache
@login_not_required
@transaction.non_atomic_requests
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when PostgreSQL answers and every migration is applied, else 503 and what is wrong."""
    checks = {"database": _database(), "migrations": False}
    checks["migrations"] = checks["database"] and _migrations()
    ready = all(checks.values())
    return JsonResponse(
        {"status": "ready" if ready else "not ready", **checks}, status=200 if ready else 503
    )


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations() -> bool:
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
