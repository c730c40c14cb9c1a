"""The log without what people wrote: what reaches stderr of an error is where it happened, not its words.

Look here for why a traceback in the log has no messages: the words of an error from outside our own modules
may repeat a text, a number or a key. Our own errors are written so that they never do. Uncaught errors of
every kind (of the program, of threads, of the loop, of what is being thrown away) come out the same way.
"""

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
"""What ``sys.exc_info`` gives."""

_OURS = "desktop."
_TOLD = (ImportError, AttributeError, NameError, TypeError)
"""Mistakes in a program, whose words name parts of it and no values."""
_LOOPS = ("asyncio", "qasync")
_DEEPEST = 20
log = logging.getLogger(__name__)


def speak(stream: TextIO, *, verbose: bool) -> None:
    """Let the log speak on ``stream``: errors, or all of it. The first call counts."""
    root = logging.getLogger()
    if root.handlers:
        return
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Plain("%(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO if verbose else logging.ERROR)
    sys.excepthook = _of_the_program
    threading.excepthook = _of_a_thread
    sys.unraisablehook = _of_what_is_thrown_away


class Plain(logging.Formatter):
    """Formats as its base, but errors without their words, and the loop's reports without their values."""

    def format(self, record: logging.LogRecord) -> str:
        """One entry, as text."""
        # Another formatter may have left the error's words in the record.
        shown = logging.makeLogRecord({**vars(record), "exc_text": None})
        if record.name.partition(".")[0] in _LOOPS:
            # What follows are the values that a callback or a task was given.
            first = record.getMessage().partition("\n")[0].partition("<")[0].rstrip()
            in_callback = first.startswith("Exception in callback")
            shown.msg, shown.args = "Exception in callback" if in_callback else first, ()
        return super().format(shown)

    def formatException(self, ei: Caught) -> str:  # noqa: N802  the name is logging's
        """The error ``ei`` and those behind it: where each happened and which it is."""
        return "" if ei[1] is None else "\n".join(_told(ei[1], _DEEPEST))


def _told(error: BaseException, deeper: int) -> list[str]:
    lines: list[str] = []
    cause = error.__cause__
    before = cause if cause is not None or error.__suppress_context__ else error.__context__
    if before is not None and deeper:
        lines += [*_told(before, deeper - 1), "which led to:"]
    if error.__traceback__ is not None:
        frames = traceback.format_tb(error.__traceback__)
        lines += ["Traceback (most recent call last):", *(frame.rstrip("\n") for frame in frames)]
    lines.append(_name(error))
    if isinstance(error, BaseExceptionGroup) and deeper:
        for one in error.exceptions:
            lines += ["made of:", *_told(one, deeper - 1)]
    return lines


def _name(error: BaseException) -> str:
    """Which error it is, and its words where they can hold nothing of anybody's."""
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    if isinstance(error, OSError):
        return f"{name}: {error.strerror or ''}".rstrip(": ")
    if isinstance(error, BaseExceptionGroup):
        return f"{name}: {len(error.exceptions)}"
    if kind.__module__.startswith(_OURS) or isinstance(error, _TOLD):
        return f"{name}: {error}"
    return name


def _of_the_program(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("an error that nobody caught", exc_info=(kind, error, trace))


def _of_a_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        name = args.thread.name if args.thread is not None else "a thread"
        log.error("%s ended with an error", name, exc_info=args.exc_value)


def _of_what_is_thrown_away(args: "UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        log.error("an error where nobody could be told", exc_info=args.exc_value)
