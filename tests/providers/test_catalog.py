"""Which services there are, and how an account's adapter is made."""

import pytest

from desktop.providers.base import Credentials
from desktop.providers.catalog import SERVICES, UnknownService, connect, service_name
from desktop.providers.http_client import BadAddress, checked_address
from desktop.sms.web_address import web_address

SECRETS = {"account_sid": "AC" + "0" * 32, "key_sid": "SK" + "0" * 32}
"""What a sign-in asks for that has a form of its own; any other field takes any word."""


def test_every_service_has_an_address_that_requests_may_go_to() -> None:
    for key, service in SERVICES.items():
        assert service.key == key and service.name
        assert checked_address(service.url) == service.url


def test_what_rests_on_undocumented_answers_is_called_experimental() -> None:
    assert SERVICES["cliqtel"].experimental


@pytest.mark.parametrize("key", sorted(SERVICES))
async def test_every_service_makes_an_adapter_without_asking_the_network(key: str) -> None:
    service = SERVICES[key]
    secrets = {field.name: SECRETS.get(field.name, "k") for field in service.fields}
    provider = connect(key, Credentials(service.url, secrets))
    assert provider.capabilities.pace > 0
    assert provider.capabilities.service == key
    await provider.close()


def test_every_sign_in_asks_for_a_secret_and_for_nothing_twice() -> None:
    for service in SERVICES.values():
        names = [field.name for field in service.fields]
        assert len(set(names)) == len(names)
        assert any(field.hidden and not field.optional for field in service.fields)


def test_an_unknown_service_and_an_unusable_address_are_told_apart() -> None:
    with pytest.raises(UnknownService):
        connect("nobody", Credentials("https://cliqtel.com", {"api_key": "k"}))
    with pytest.raises(BadAddress):
        connect("cliqtel", Credentials("cliqtel.com", {"api_key": "k"}))


def test_a_service_that_nobody_here_knows_keeps_its_own_word() -> None:
    assert (service_name("cliqtel"), service_name("future")) == ("Cliqtel", "future")


def test_a_web_site_is_named_only_as_people_can_open_it() -> None:
    """B24, G1: where to top up; nothing where the service's papers name no site."""
    for service in SERVICES.values():
        assert service.site == "" or web_address(service.site) is not None
