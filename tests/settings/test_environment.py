import pytest

from backend.settings.environment import broker_url, redis_url


@pytest.mark.parametrize(
    ("given", "for_cache", "for_celery"),
    [
        (
            "unix:///run/r.sock",
            "unix:///run/r.sock?db=1",
            "redis+socket:///run/r.sock?virtual_host=1",
        ),
        ("redis://host:6379", "redis://host:6379/1", "redis://host:6379/1"),
        ("rediss://:key@host/0?x=y", "rediss://:key@host/1?x=y", "rediss://:key@host/1?x=y"),
    ],
)
def test_each_use_of_redis_gets_its_own_database(
    given: str, for_cache: str, for_celery: str
) -> None:
    assert (redis_url(given, 1), broker_url(given, 1)) == (for_cache, for_celery)
