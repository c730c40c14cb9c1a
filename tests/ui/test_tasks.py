import asyncio
import logging

import pytest

from desktop.ui.tasks import Tasks


async def fail() -> None:
    raise LookupError("no such line")


async def test_work_that_fails_is_logged_and_shown_and_leaves_the_rest_running(
    caplog: pytest.LogCaptureFixture,
) -> None:
    shown: list[tuple[str, Exception]] = []
    finished = asyncio.Event()

    async def other() -> None:
        await failing
        finished.set()

    async with asyncio.TaskGroup() as group:
        tasks = Tasks(group, lambda name, error: shown.append((name, error)))
        failing = tasks.start(fail(), "reading the lines")
        tasks.start(other(), "other work")
    assert finished.is_set()
    [(name, error)] = shown
    assert name == "reading the lines"
    assert isinstance(error, LookupError)
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage() == "reading the lines failed"
    assert record.exc_info is not None


async def test_work_that_succeeds_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    async def work() -> int:
        done.append(1)
        return 1

    def unexpected(name: str, error: Exception) -> None:
        pytest.fail(f"{name}: {error}")

    async with asyncio.TaskGroup() as group:
        task = Tasks(group, unexpected).start(work(), "counting")
        assert task.get_name() == "counting"
    assert done == [1]
    assert not caplog.records


async def test_work_that_is_cancelled_before_its_first_step_is_let_go_of() -> None:
    """Python would warn of a coroutine that nobody ever awaited."""
    work = fail()
    async with asyncio.TaskGroup() as group:
        Tasks(group, lambda *_: None).start(work, "nothing").cancel()
    with pytest.raises(RuntimeError, match="already"):
        await work


async def test_cancelled_work_is_no_error() -> None:
    shown: list[str] = []
    waiting = asyncio.Event()

    async def wait() -> None:
        waiting.set()
        await asyncio.Event().wait()

    async with asyncio.TaskGroup() as group:
        task = Tasks(group, lambda name, error: shown.append(name)).start(wait(), "waiting")
        await waiting.wait()
        task.cancel()
    assert task.cancelled()
    assert shown == []


async def test_ending_the_program_cancels_what_still_runs() -> None:
    waiting = asyncio.Event()
    ended = asyncio.Event()

    async def wait() -> None:
        try:
            waiting.set()
            await asyncio.Event().wait()
        finally:
            ended.set()

    async def program() -> None:
        async with asyncio.TaskGroup() as group:
            Tasks(group, lambda name, error: None).start(wait(), "waiting")

    running = asyncio.get_running_loop().create_task(program())
    await waiting.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert ended.is_set()


async def test_an_error_that_cannot_even_be_shown_does_not_end_the_program(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(name: str, error: Exception) -> None:
        raise RuntimeError("the window is gone")

    async with asyncio.TaskGroup() as group:
        Tasks(group, broken).start(fail(), "reading the lines")
    assert [record.getMessage() for record in caplog.records] == [
        "reading the lines failed",
        "the failure of reading the lines could not be shown",
    ]


async def test_work_started_after_the_end_is_refused_and_leaves_nothing_behind() -> None:
    async with asyncio.TaskGroup() as group:
        tasks = Tasks(group, lambda name, error: None)
    with pytest.raises(RuntimeError):
        tasks.start(fail(), "too late")
