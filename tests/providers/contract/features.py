"""What a service lacks: switched off with a reason that people can read, and harmless to ask for."""

from dataclasses import fields
from zoneinfo import ZoneInfo

from desktop import wording
from desktop.providers.base import Capabilities, Feature, Provider
from desktop.providers.catalog import service_name
from desktop.sms import coverage
from desktop.sms.delivery import proof_of
from tests.providers.contract.adapters import Adapters
from tests.providers.contract.service import Service

FEATURES = [one.name for one in fields(Capabilities) if one.type is Feature]


class Features(Adapters):
    """The promises about capabilities, which are data."""

    async def test_whatever_is_off_says_why_in_words(self, service: Service, provider: Provider) -> None:
        """A5, §1.6: a missing feature is never a silence."""
        can = (await provider.check()).capabilities
        assert len(FEATURES) >= 9
        for name in FEATURES:
            feature: Feature = getattr(can, name)
            words = wording.feature_off(feature.reason, service=service_name(service.key))
            assert (feature.on, bool(feature.reason), bool(words)) in [
                (True, False, False),
                (False, True, True),
            ]

    async def test_what_the_service_is_known_for_is_what_the_tables_say(
        self, service: Service, provider: Provider
    ) -> None:
        """B27, C6, I7: one table each, and no adapter that says otherwise."""
        can = (await provider.check()).capabilities
        assert (can.service, can.proof) == (service.key, proof_of(service.key))
        assert can.bulk.on is (service.key not in coverage.NO_BULK)
        assert ZoneInfo(can.zone).key and can.pace > 0 and can.listing_delay.total_seconds() >= 0
        assert (can.price_per_part is None) or can.currency

    async def test_lists_that_the_service_has_are_read_and_may_be_empty(
        self, service: Service, provider: Provider
    ) -> None:
        """I1: an empty phone book is a phone book."""
        can = (await provider.check()).capabilities
        lists = [provider.contacts] * can.contacts.on + [provider.calls] * can.calls.on
        for work in lists:
            found = await work()
            assert (found.good, found.bad) == ((), ())
