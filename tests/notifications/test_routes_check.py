from pytest_django import Settings

from backend.notifications.checks import check_amounts, check_messages_leave, check_routes


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


def test_rates_prices_and_budgets_are_numbers_for_gateways_that_exist(settings: Settings) -> None:
    settings.SMS_RATES = {"sandbox": 10}
    settings.SMS_PRICES = {"sandbox": {"+996": "2.50", "": 6}}
    settings.SMS_BUDGETS = {"sandbox": "50000"}
    assert check_amounts(None) == []
    settings.SMS_RATES = {"pigeon": 10}
    settings.SMS_PRICES = {"sandbox": {"+996": "two"}}
    settings.SMS_BUDGETS = {"sandbox": -1}
    assert [error.msg for error in check_amounts(None)] == [
        "SMS_BUDGETS: -1 of 'sandbox' is not a number above zero.",
        "SMS_PRICES of sandbox: 'two' of '+996' is not a number above zero.",
        "There is no gateway 'pigeon'.",
    ]
