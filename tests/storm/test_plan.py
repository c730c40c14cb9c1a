"""What happens in a round follows from the seed and its number alone."""

import inspect

from desktop.sandbox.faults import checked
from tests.journeys.killed_at import FUNCTIONS
from tests.storm.hands import Hands
from tests.storm.plan import COMMAND_STEPS, plan, setting


def test_a_round_is_the_same_again_from_its_seed_and_number() -> None:
    for number in (1, 7, 500):
        first, again = plan(3, number), plan(3, number)
        assert (first.weather, first.acts) == (again.weather, again.acts)
        assert setting(3, number) == setting(3, number)
    assert plan(3, 7).acts != plan(4, 7).acts != plan(4, 8).acts


def test_every_act_can_be_done_and_every_weather_is_one_of_the_practice_server() -> None:
    names = set()
    for number in range(1, 400):
        one = plan(1, number)
        checked(one.weather)
        for act in one.acts:
            names.add(act.name)
            inspect.signature(getattr(Hands, act.name)).bind(None, **act.more)
            checked(act.more.get("faults", {}))
    acts = {name for name in vars(Hands) if not name.startswith("_")} - {"close"}
    assert names == acts


def test_every_named_step_of_a_send_is_died_at() -> None:
    assert set(FUNCTIONS) <= set(COMMAND_STEPS)
