"""Runs the program and kills it, as if the power failed, at one step of a send.

    python -m tests.journeys.killed_at STEP ARGUMENT …

A step is a function of the program, just before it is called or just after it returned, or the moment
before the n-th transaction is committed. The arguments are those of ``linedesk``.
"""

import inspect
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from sqlalchemy import Engine, event

BEFORE, AFTER = "before", "after"

FUNCTIONS = {
    "before it is stored": (BEFORE, "desktop.store.messages", "queue"),
    "when it is stored": (AFTER, "desktop.store.messages", "queue"),
    "before it is marked as being sent": (BEFORE, "desktop.store.outbox", "mark_sending"),
    "when it is marked as being sent": (AFTER, "desktop.store.outbox", "mark_sending"),
    "before the request leaves": (BEFORE, "desktop.providers.http_client", "HttpClient.post"),
    "when the answer is there": (AFTER, "desktop.providers.http_client", "HttpClient.post"),
    "before the answer is stored": (BEFORE, "desktop.store.outbox", "accept"),
    "when the answer is stored": (AFTER, "desktop.store.outbox", "accept"),
    "before a crash is recovered from": (BEFORE, "desktop.store.outbox", "recover"),
    "when a crash is recovered from": (AFTER, "desktop.store.outbox", "recover"),
    "before a page is merged": (BEFORE, "desktop.sync.inbox", "merge"),
    "when a page is merged": (AFTER, "desktop.sync.inbox", "merge"),
}


def commit(number: int) -> str:
    """The step just before the ``number``-th commit of the process."""
    return f"before commit {number}"


def die() -> None:
    """No handler, no exit, no flush."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(step: str) -> None:
    """Let the process die at ``step``."""
    if step not in FUNCTIONS:
        _at_commit(int(step.removeprefix(commit(0).rstrip("0"))))
        return
    when, module, path = FUNCTIONS[step]
    *owners, name = path.split(".")
    owner: Any = import_module(module)
    for part in owners:
        owner = getattr(owner, part)
    setattr(owner, name, _deadly(getattr(owner, name), when))
    if path == "HttpClient.post":
        # Others send forms, or parts of which those that must not be repeated are marked.
        owner.post_form = _deadly(owner.post_form, when)
        deadly, alive = _deadly(owner.post_parts, when), owner.post_parts
        owner.post_parts = lambda *args, once, **more: (deadly if once else alive)(*args, once=once, **more)


def _deadly(function: Callable[..., Any], when: str) -> Callable[..., Any]:
    async def awaited(*args: Any, **kwargs: Any) -> Any:
        if when == BEFORE:
            die()
        result = await function(*args, **kwargs)
        die()
        return result

    def called(*args: Any, **kwargs: Any) -> Any:
        if when == BEFORE:
            die()
        result = function(*args, **kwargs)
        die()
        return result

    return awaited if inspect.iscoroutinefunction(function) else called


def _at_commit(number: int) -> None:
    left = number

    def count(_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            die()

    event.listen(Engine, "commit", count)


def _no_window(*_: object) -> int:
    raise AssertionError("this opens no window")


if __name__ == "__main__":
    from desktop.cli.main import run

    arm(sys.argv[1])
    run(_no_window, _no_window, sys.argv[2:])
