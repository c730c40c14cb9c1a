"""What every benchmark gets: one real store of 100,000 texts, the whole window on it, and a table at the end.

``make bench`` runs them; ``make test`` does not. Nothing here fails for being slow: the table puts each
figure beside its aim and beside the floor, which is measured in the same run on the same machine.
"""

import math
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

import pytest
from PySide6.QtWidgets import QApplication

from desktop import samples
from desktop.announce import Announcer, Link, LinkChanged
from desktop.furnishing import Furnishing
from desktop.settings import preferences
from desktop.settings.accounts import Accounts
from desktop.settings.preferences import Preferences
from desktop.settings.profile import Profile, open_profile
from desktop.store.database import open_database
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Choice, Theme
from desktop.ui.window import Window

CONVERSATIONS = 5_000
MESSAGES = 100_000
LONGEST = 10_000
NOBODY = "http://127.0.0.1:9"
"""An address where nothing answers: the window works from its store alone."""


class Benchmark(Protocol):
    """What is used of pytest-benchmark's fixture."""

    extra_info: dict[str, Any]

    def pedantic(self, target: Any, *, setup: Any = ..., rounds: int, warmup_rounds: int = ...) -> Any: ...


@dataclass(frozen=True, slots=True)
class Room:
    """The window and what stands in it, without connections."""

    window: Window
    furnishing: Furnishing

    def paint(self) -> None:
        """Everything that is due, painted."""
        QApplication.processEvents()


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """A profile with 100,000 texts in 5,000 conversations, the first of 10,000."""
    profile = open_profile(tmp_path_factory.mktemp("large") / "profile")
    Accounts(profile.accounts).add(samples.ACCOUNT.model_copy(update={"url": NOBODY}))
    db = open_database(profile.database, Announcer())
    samples.crowd(db, conversations=CONVERSATIONS, messages=MESSAGES, longest=LONGEST, now=datetime.now(UTC))
    db.close()
    # As it was left: somebody has worked with this line before.
    left = Preferences(line=f"{samples.ACCOUNT.id}:{samples.SUPPORT}")
    preferences.save(profile.preferences, left)
    return profile


@pytest.fixture(scope="session")
def room(large: Profile, qapp: QApplication) -> Iterator[Room]:
    """The window on the large store."""
    theme = Theme(qapp, Choice.LIGHT)
    window = Window(theme)
    window.show()
    furnishing = Furnishing(large, theme, window, _NoTasks())
    furnishing.announcer.publish(LinkChanged(samples.ACCOUNT.id, Link.ONLINE))
    window.activateWindow()
    found = Room(window, furnishing)
    found.paint()
    yield found
    furnishing.close()
    window.hide()
    window.deleteLater()


class _NoTasks(Tasks):
    """There is no loop here, and nothing that is measured needs one."""

    def __init__(self) -> None:
        pass

    def start(self, work: Coroutine[object, object, object], name: str) -> Any:
        work.close()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """A line a benchmark: p50, p95 and p99 in milliseconds, the floor of its group, the aim."""
    session = getattr(config, "_benchmarksession", None)
    done = [one for one in getattr(session, "benchmarks", []) if one and one.stats.data]
    if not done:
        return
    terminalreporter.section("beside the floor and the aim")
    heads = ("", "p50 ms", "p95 ms", "p99 ms", "/ floor", "aim")
    terminalreporter.write_line("{:62}{:>9}{:>9}{:>9}{:>9}  {}".format(*heads))
    floors = {one.group: percentile(one.stats.data, 50) for one in done if one.extra_info.get("floor")}
    for one in done:
        middle, high, highest = (1000 * percentile(one.stats.data, share) for share in (50, 95, 99))
        floor = floors.get(one.group)
        ratio = f"{middle / 1000 / floor:.1f}" if floor else ""
        name = one.name.removeprefix("test_").replace("_", " ")
        aim = one.extra_info.get("aim", "floor" if one.extra_info.get("floor") else "")
        terminalreporter.write_line(f"{name:62}{middle:9.1f}{high:9.1f}{highest:9.1f}{ratio:>9}  {aim}")
    for one in done:
        for line in one.extra_info.get("memory", ()):
            terminalreporter.write_line(line)


def percentile(data: list[float], share: int) -> float:
    """The nearest-rank percentile."""
    ranked = sorted(data)
    return float(ranked[max(0, math.ceil(share / 100 * len(ranked)) - 1)])
