"""The two rates of the alarm budget, printed at the end of a run; a plugin of pytest (tests/conftest.py).

With several processes, each tells its rates to the one that prints.
"""

from typing import Any

import pytest

RATES: dict[str, str] = {}
"""What was measured, by what it is called."""
_KEY = "linedesk_preflight_rates"


def measured(name: str, part: int, whole: int) -> None:
    """``part`` of ``whole``."""
    RATES[name] = f"{name} {part} of {whole:,} ({part / whole:.1%})"


def pytest_sessionfinish(session: pytest.Session) -> None:
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_KEY] = dict(RATES)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    RATES.update(getattr(node, "workeroutput", {}).get(_KEY, {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if RATES:
        terminalreporter.write_line("preflight: " + ", ".join(RATES.values()))
