from pytest_django import Settings

from backend.notifications.checks import check_routes


def test_a_route_to_a_gateway_that_does_not_exist_stops_the_start(settings: Settings) -> None:
    assert check_routes(None) == []
    settings.SMS_ROUTES = {"+996": "carrier-pigeon"}
    assert [error.id for error in check_routes(None)] == ["notifications.E001"]
