"""What one process of a storm is: the window with an agent in it, or a command of ``linedesk``.

It is the program itself, but for: short time-outs, a service that lists a text within half a second, and,
where the order says so, a wrong clock and a step at which it dies.
"""

import asyncio
import dataclasses
import faulthandler
import importlib
import os
import signal
import sys
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import time_machine

if TYPE_CHECKING:
    from tests.storm.starter import Order

READ, CONNECT, WHOLE = 1.5, 1.5, 4.0
"""Time-outs of a request, in seconds."""
LISTING_DELAY = timedelta(seconds=0.6)
"""How soon the practice server lists a text; its fault ``list_lag`` stays below this."""
PACE = 8.0
"""Texts a second: a storm can't wait for what a person's pace would be."""


MUTANT = "STORM_MUTANT"
"""The variable that names one of ``mutants``, for a storm that has to find it."""


class WrongClock:
    """This computer's clock, moved for this process alone; what only counts on is not touched."""

    def __init__(self) -> None:
        self._moved: Any = None

    def move(self, seconds: float) -> None:
        """Be ahead by so many seconds from now on; 0 is right again."""
        if self._moved is not None:
            self._moved.stop()
            self._moved = None
        if seconds:
            self._moved = time_machine.travel(datetime.now(UTC) + timedelta(seconds=seconds), tick=True)
            self._moved.start()


CLOCK = WrongClock()


def live(order: "Order") -> NoReturn:
    """The whole life of the process."""
    code = 1
    try:
        os.environ.update(order.environment)
        if order.kind == "program":
            os.execv(sys.executable, [sys.executable, "-m", "desktop", *order.arguments])
        # Those of the starter think that they lead where its own do.
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", closefd=False)
        faulthandler.enable()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _hurry()
        if mutant := os.environ.get(MUTANT):
            from tests.storm.mutants import MUTANTS

            MUTANTS[mutant]()
        CLOCK.move(order.clock)
        if order.step:
            from tests.journeys import killed_at

            killed_at.arm(order.step)
        code = _window(Path(order.arguments[0])) if order.kind == "window" else _command(order.arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001  the storm reads it in the log and reports it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _hurry() -> None:
    from desktop.providers import (
        cloudtalk_calls,
        http_client,
        salesmsg_calls,
        salesmsg_pull,
        voipms,
        voipms_calls,
    )
    from desktop.providers.catalog import SERVICES

    for timeout in (http_client.TIMEOUT, voipms_calls.TIMEOUT, cloudtalk_calls.TIMEOUT):
        timeout.read = timeout.write = READ
        timeout.connect = timeout.pool = CONNECT
    http_client.WHOLE = WHOLE
    voipms.CALLS_A_SECOND = PACE * 100
    salesmsg_calls.A_MINUTE = PACE * 100 * 60
    salesmsg_pull.CLOSED_EVERY = 0.0
    for service in SERVICES.values():
        _hurried(importlib.import_module(service.module))


def _hurried(module: Any) -> None:
    """Let its adapters send at the storm's pace, to a service that lists a text soon."""
    connect = module.connect

    def connected(credentials: Any) -> Any:
        adapter = connect(credentials)
        adapter.capabilities = dataclasses.replace(
            adapter.capabilities, listing_delay=LISTING_DELAY, rest=timedelta(0), pace=PACE, daily=None
        )
        return adapter

    module.connect = connected


def _command(arguments: tuple[str, ...]) -> int:
    from desktop.cli.main import run

    def no_window(*_: object) -> int:
        raise AssertionError("a command opened the window")

    run(no_window, no_window, arguments)


def _window(folder: Path) -> int:
    from desktop.app import pass_on_qt_messages, start_application
    from desktop.desk import Desk
    from desktop.settings.profile import open_profile
    from desktop.start import prepare_output
    from desktop.ui.fair_loop import FairLoop
    from desktop.ui.theme import Choice, Theme
    from tests.storm.agent import Agent

    prepare_output(verbose=True)
    pass_on_qt_messages()
    application = start_application()
    loop = FairLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        desk = Desk(open_profile(folder), Theme(application, Choice.LIGHT))
        sys.excepthook = desk.show_unexpected
        desk.window.show()
        agent = Agent(desk)
        loop.run_until_complete(desk.run())
        agent.rest()
    return desk.exit_code
