"""Ending in good order: a signal cancels the work, which still tidies up."""

import asyncio
import signal

import pytest

from desktop.cli.interruption import SIGNALS, Interrupted, run


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_cancels_the_work_and_waits_until_it_has_tidied_up(number: signal.Signals) -> None:
    """C10: what was on the wire is written down before the process ends"""
    tidied = []

    async def work() -> None:
        signal.raise_signal(number)
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            tidied.append(True)

    with pytest.raises(Interrupted):
        run(work())
    assert tidied == [True]


def test_without_a_signal_there_is_a_result_and_the_signals_are_as_before() -> None:
    async def work() -> str:
        return "done"

    before = [signal.getsignal(number) for number in SIGNALS]
    assert run(work()) == "done"
    assert [signal.getsignal(number) for number in SIGNALS] == before


def test_a_cancellation_that_nobody_asked_for_is_not_taken_for_a_signal() -> None:
    async def work() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        run(work())


def test_work_that_ends_all_the_same_gives_its_result() -> None:
    async def work() -> str:
        signal.raise_signal(signal.SIGINT)
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return "it was just through"
        return "never"

    assert run(work()) == "it was just through"
