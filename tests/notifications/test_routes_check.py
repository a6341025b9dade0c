from pytest_django import Settings

from backend.notifications.checks import check_messages_leave, check_routes


def test_a_route_to_a_gateway_that_does_not_exist_stops_the_start(settings: Settings) -> None:
    assert check_routes(None) == []
    settings.SMS_ROUTES = {"+996": "carrier-pigeon"}
    assert [error.id for error in check_routes(None)] == ["notifications.E001"]


def test_production_is_warned_of_numbers_without_a_real_gateway(settings: Settings) -> None:
    assert check_messages_leave(None) == []
    settings.SANDBOX_PHONES = False
    settings.SMS_ROUTES = {"+996": "somebody", "": "sandbox"}
    (warning,) = check_messages_leave(None)
    assert "other numbers" in warning.msg
    settings.SMS_ROUTES = {"": "somebody"}
    assert check_messages_leave(None) == []
