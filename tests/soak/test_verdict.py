"""When a soak calls something growth, a stall of the window, or a log that nobody can read."""

from tests.soak.verdict import Sample, growths, own_stalls, repetitions


def samples(megabytes: list[float], handles: int = 20, tasks: int = 12) -> list[Sample]:
    return [Sample(float(second), size, handles, tasks) for second, size in enumerate(megabytes)]


def test_what_is_loaded_in_the_beginning_is_no_growth() -> None:
    found = growths(samples([80.0 + min(second, 60) for second in range(400)]))
    assert [one.name for one in found] == ["megabytes", "handles", "tasks"]
    assert not any(one.too_much for one in found)


def test_memory_that_goes_on_growing_is_growth_with_its_slope() -> None:
    memory, *_ = growths(samples([100.0 + second / 10 for second in range(400)]))
    assert memory.too_much
    assert 5.9 < memory.slope < 6.1


def test_handles_that_go_up_and_down_are_no_growth_and_those_that_only_come_are() -> None:
    waves = [Sample(float(at), 100.0, 20 + at % 5, 12) for at in range(400)]
    leak = [Sample(float(at), 100.0, 20 + at // 10, 12) for at in range(400)]
    assert [one.too_much for one in growths(waves)] == [False, False, False]
    assert [one.too_much for one in growths(leak)] == [False, True, False]


def test_a_line_of_the_log_may_come_again_but_not_all_the_time() -> None:
    transitions = [(float(second), "the connection is offline now") for second in range(0, 600, 5)]
    assert repetitions(transitions) == {}
    flood = [(second / 2, f"text {second} is not confirmed") for second in range(200)]
    assert repetitions(flood) == {"text 0 is not confirmed": 120}


def test_a_machine_that_had_other_things_to_do_is_no_stall_of_the_window() -> None:
    ours: dict[str, float | str] = {"late": 0.09, "worked": 0.085, "at": "store/merge.py:1 merge"}
    theirs: dict[str, float | str] = {"late": 0.4, "worked": 0.002, "at": ""}
    assert own_stalls([ours, theirs]) == [ours]
