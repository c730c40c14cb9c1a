"""What adapters of CRMs offer beside the Provider protocol: told by capabilities, and really there."""

from inspect import iscoroutinefunction

import pytest

from desktop.providers import crm_offers
from desktop.providers.base import OFF, Capabilities, Credentials
from desktop.providers.catalog import SERVICES, connect
from tests.providers.test_catalog import SECRETS

OFFERS = {
    "snippets": crm_offers.KeepingSnippets,
    "scheduled": crm_offers.Scheduling,
    "shared_unread": crm_offers.SharingUnread,
    "needs_contact": crm_offers.AddingPeople,
}


@pytest.mark.parametrize("key", sorted(SERVICES))
@pytest.mark.parametrize("feature", OFFERS)
async def test_whoever_says_that_it_offers_something_has_what_that_takes(key: str, feature: str) -> None:
    secrets = {field.name: SECRETS.get(field.name, "k") for field in SERVICES[key].fields}
    provider = connect(key, Credentials(SERVICES[key].url, secrets))
    names = [name for name in vars(OFFERS[feature]) if not name.startswith("_")]
    has = [iscoroutinefunction(getattr(provider, name, None)) for name in names]
    assert names and all(has) is getattr(provider.capabilities, feature).on
    await provider.close()


def test_nobody_offers_it_by_saying_nothing() -> None:
    assert all(getattr(Capabilities(), feature) == OFF for feature in OFFERS)
