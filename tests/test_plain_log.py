"""What the log says of errors: where they happened, and nothing of what people wrote."""

import asyncio
import io
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import plain_log
from desktop.plain_log import Plain
from desktop.providers.base import Unreadable

SECRET = "my words to +447700900123"
ROOT = Path(__file__).parent.parent


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """What a log with our formatter says."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Plain("%(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def fail() -> None:
    body = SECRET
    try:
        raise KeyError(body)
    except KeyError as error:
        raise ValueError(f"cannot use {body}") from error


def test_an_error_is_told_by_where_it_happened_and_not_by_its_words(said: io.StringIO) -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("desktop.test").exception("the work failed")
    words = said.getvalue()
    assert words.startswith("ERROR desktop.test: the work failed\nTraceback (most recent call last):")
    assert "in fail" in words
    assert "KeyError\nwhich led to:" in words
    assert words.rstrip().endswith("ValueError")
    assert "my words" not in words
    assert "7700900123" not in words


def test_words_that_another_handler_made_of_the_error_are_not_repeated(said: io.StringIO) -> None:
    record = logging.LogRecord("desktop.test", logging.ERROR, "", 1, "failed", (), None)
    try:
        fail()
    except ValueError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    assert SECRET in logging.Formatter().format(record)
    assert SECRET not in Plain().format(record)


def test_our_own_errors_and_the_systems_keep_their_words(said: io.StringIO) -> None:
    for error in (Unreadable("no list under: a"), OSError(28, "No space left on device", "/secret/place")):
        logging.getLogger("desktop.test").error("failed", exc_info=error)
    words = said.getvalue()
    assert "desktop.providers.base.Unreadable: no list under: a" in words
    assert "OSError: No space left on device" in words
    assert "/secret/place" not in words


def test_a_group_tells_all_that_it_is_made_of(said: io.StringIO) -> None:
    group = ExceptionGroup(SECRET, [ValueError(SECRET), TypeError("f() takes no arguments")])
    logging.getLogger("desktop.test").error("failed", exc_info=group)
    words = said.getvalue()
    assert "ExceptionGroup: 2\nmade of:\nValueError\nmade of:\nTypeError: f() takes no arguments" in words
    assert SECRET not in words


def test_a_chain_that_goes_round_in_a_circle_ends(said: io.StringIO) -> None:
    one, other = ValueError(SECRET), KeyError(SECRET)
    one.__context__, other.__cause__ = other, one
    logging.getLogger("desktop.test").error("failed", exc_info=one)
    assert SECRET not in said.getvalue()


async def test_the_loop_does_not_tell_what_a_callback_was_given(said: io.StringIO) -> None:
    def callback(words: list[str]) -> None:
        raise ValueError(words[0])

    asyncio.get_running_loop().call_soon(callback, [SECRET])
    await asyncio.sleep(0)
    assert "ERROR asyncio: Exception in callback\nTraceback" in said.getvalue()
    assert "my words" not in said.getvalue()


async def test_the_loop_does_not_tell_what_a_forgotten_task_failed_with(said: io.StringIO) -> None:
    loop = asyncio.get_running_loop()
    forgotten = loop.create_future()
    forgotten.set_exception(ValueError(SECRET))
    del forgotten
    assert "ERROR asyncio: Future exception was never retrieved" in said.getvalue()
    assert "my words" not in said.getvalue()


def test_what_a_thread_and_a_destructor_fail_with_is_told_the_same_way(said: io.StringIO) -> None:
    error = ValueError(SECRET)
    plain_log._of_a_thread(threading.ExceptHookArgs((ValueError, error, None, threading.current_thread())))
    plain_log._of_the_program(ValueError, error, None)
    assert said.getvalue().count("\nValueError") == 2
    assert SECRET not in said.getvalue()


@pytest.mark.parametrize(
    "ending",
    [
        "raise ValueError(words)",
        "import threading; t = threading.Thread(target=int, args=(words,)); t.start(); t.join()",
        "class Gone:\n def __del__(self): raise ValueError(words)\nGone()",
        "import asyncio\nasync def work():\n asyncio.get_running_loop().call_soon(int, words)\n"
        " await asyncio.sleep(0)\nasyncio.run(work())",
        "import logging\ntry: int(words)\nexcept ValueError: logging.exception('it failed')",
    ],
    ids=["program", "thread", "destructor", "loop", "log"],
)
def test_no_way_for_an_error_to_end_tells_its_words(ending: str) -> None:
    code = (
        "from desktop import start\nstart.prepare_output(verbose=True)\n"
        f"words = {SECRET!r}[:8] + {SECRET!r}[8:]\n{ending}\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "Traceback" in ended.stderr
    assert "ValueError" in ended.stderr
    # The code itself is no file here, so that its lines are not in the traceback.
    assert SECRET not in ended.stderr
    assert not ended.stdout
