"""Faults: names, ranges, chances."""

from typing import Any

import pytest

from desktop.sandbox.faults import KINDS, FaultError, Faults

ROWS: list[dict[str, Any]] = [{"id": number} for number in range(60)]


def test_there_is_no_fault_until_one_is_asked_for() -> None:
    faults = Faults({}, seed=1)
    assert faults.values == dict.fromkeys(KINDS, 0.0)
    assert not any(faults.strikes(name) for name in KINDS for _ in range(50))
    assert faults.disturb(ROWS) == ROWS


def test_a_fault_of_one_strikes_every_time_and_one_of_a_half_sometimes() -> None:
    faults = Faults({"cut": 1, "garbage": 0.5}, seed=1)
    assert all(faults.strikes("cut") for _ in range(200))
    assert {faults.strikes("garbage") for _ in range(200)} == {True, False}


def test_the_same_seed_strikes_at_the_same_times() -> None:
    def struck(seed: int) -> list[bool]:
        faults = Faults({"cut": 0.5}, seed)
        return [faults.strikes("cut") for _ in range(64)]

    assert struck(3) == struck(3) != struck(4)


def test_doubled_rows_lose_none_and_stand_beside_each_other() -> None:
    disturbed = Faults({"duplicate_rows": 1}, seed=1).disturb(ROWS)
    assert len(disturbed) == 80
    assert list(dict.fromkeys(row["id"] for row in disturbed)) == list(range(60))


def test_one_row_is_doubled_and_none_stays_none() -> None:
    faults = Faults({"duplicate_rows": 1, "reorder_rows": 1}, seed=1)
    assert faults.disturb(ROWS[:1]) == [ROWS[0], ROWS[0]]
    assert faults.disturb([]) == []


def test_shuffled_rows_lose_none() -> None:
    disturbed = Faults({"reorder_rows": 1}, seed=1).disturb(ROWS)
    assert disturbed != ROWS
    assert sorted(row["id"] for row in disturbed) == list(range(60))


def test_a_list_of_faults_counts_whole_or_not_at_all() -> None:
    faults = Faults({"cut": 0.5}, seed=1)
    with pytest.raises(FaultError, match="delays"):
        faults.merge({"cut": 1, "delays": 1})
    with pytest.raises(FaultError, match="from 0 to 1"):
        faults.merge({"cut": 0, "garbage": float("nan")})
    assert faults.values["cut"] == 0.5


def test_a_clock_may_be_wrong_in_either_direction_for_three_days_at_most() -> None:
    faults = Faults({"clock": -5400, "clock_rows": 0.5, "list_lag": 2}, seed=1)
    assert (faults.clock_ahead, faults.rows_ahead, faults.lag) == (-5_400_000_000, 500_000, 2_000_000)
    with pytest.raises(FaultError, match="from -259200 to 259200"):
        faults.merge({"clock": 300_000})


def test_a_delay_is_in_seconds() -> None:
    assert Faults({"delay": 2.5}, seed=1).delay == 2.5
    with pytest.raises(FaultError, match="3600"):
        Faults({"delay": float("inf")}, seed=1)
