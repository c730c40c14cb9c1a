"""What every service of the catalog says of itself before anything was asked: on purpose, and in words."""

import ast
import inspect
from dataclasses import fields
from datetime import timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest

from desktop import wording
from desktop.providers.base import Capabilities, Credentials, Feature
from desktop.providers.catalog import SERVICES, connect
from desktop.sms import coverage
from desktop.sms.delivery import PROVES
from tests.providers.test_catalog import SECRETS

DELIBERATE = {"history", "zone", "daily", "pace", "rest", "listing_delay", "match_window", "policy", "proof"}
"""What no adapter may leave to a default: somebody has looked it up, or says that nobody tells."""
EACH = pytest.mark.parametrize("key", sorted(SERVICES))


async def capabilities(key: str) -> Capabilities:
    """What an adapter says before it has asked anybody."""
    service = SERVICES[key]
    secrets = {field.name: SECRETS.get(field.name, "k") for field in service.fields}
    provider = connect(key, Credentials(service.url, secrets))
    await provider.close()
    return provider.capabilities


@EACH
async def test_what_is_off_has_a_reason_that_people_can_read(key: str) -> None:
    """A5, \u00a71.6: with the service's own name in it."""
    can = await capabilities(key)
    told = {one.name: getattr(can, one.name) for one in fields(can)}
    features = {name: value for name, value in told.items() if isinstance(value, Feature)}
    assert len(features) >= 9
    for name, feature in features.items():
        words = wording.feature_off(feature.reason, service=SERVICES[key].name)
        assert feature.on is (feature.reason == ""), name
        assert feature.on is (words == ""), name
        assert feature.on or (words.endswith(".") and "{" not in words), name


@EACH
async def test_numbers_and_times_are_possible_and_agree_with_the_tables(key: str) -> None:
    """B27, B28, C6, I7."""
    can = await capabilities(key)
    assert (can.service, can.proof) == (key, PROVES[key])
    assert can.bulk.on is (key not in coverage.NO_BULK)
    assert ZoneInfo(can.zone).key == can.zone
    assert 0 < can.pace <= 100 and timedelta(0) <= can.rest <= timedelta(minutes=2)
    assert timedelta(0) < can.listing_delay <= timedelta(minutes=10)
    assert timedelta(0) < can.match_window <= timedelta(minutes=10)
    assert can.history is None or can.history > timedelta(0)
    assert can.daily is None or can.daily > 0
    assert can.price_per_part is None or (can.price_per_part > 0 and can.currency)


@EACH
def test_nothing_of_it_is_left_to_a_default(key: str) -> None:
    """An adapter has to say how far the history reaches, in which zone days are told, which pace is right."""
    source = inspect.getsource(import_module(SERVICES[key].module))
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    made = [node for node in calls if isinstance(node.func, ast.Name) and node.func.id == "Capabilities"]
    assert len(made) == 1
    assert {word.arg for word in made[0].keywords} >= DELIBERATE


def test_a_reason_that_nobody_knows_has_no_words() -> None:
    assert wording.feature_off("", service="Cliqtel") == wording.feature_off("new", service="Cliqtel") == ""
