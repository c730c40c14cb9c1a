"""How many inputs the fuzz tests tried, printed at the end of a run; a plugin of pytest (tests/conftest.py).

With several processes, each tells its counts to the one that prints.
"""

from collections import Counter
from typing import Any

import pytest

TRIED: Counter[str] = Counter()
"""Inputs by kind."""
_KEY = "linedesk_fuzz_inputs"


def tried(kind: str, number: int = 1) -> None:
    """So many more inputs of this kind were tried."""
    TRIED[kind] += number


def pytest_sessionfinish(session: pytest.Session) -> None:
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_KEY] = dict(TRIED)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    TRIED.update(getattr(node, "workeroutput", {}).get(_KEY, {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if line := said():
        terminalreporter.write_line(line)


def said() -> str:
    """The counts in one line; "" where nothing was tried."""
    if not TRIED:
        return ""
    kinds = ", ".join(f"{kind} {number:,}" for kind, number in TRIED.most_common())
    return f"fuzz: {TRIED.total():,} inputs tried: {kinds}"
