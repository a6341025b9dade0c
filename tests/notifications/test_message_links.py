import pytest
from pytest_django import Settings

from backend.notifications.links import absolute


def test_a_link_in_a_message_is_on_our_own_host(settings: Settings) -> None:
    settings.HOMEWARD_BASE_URL = "https://homeward.example"
    assert absolute("/m/ab12") == "https://homeward.example/m/ab12"


@pytest.mark.parametrize("path", ["m/ab12", "//elsewhere.example/", "https://elsewhere.example/"])
def test_what_could_lead_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="path of this service"):
        absolute(path)
