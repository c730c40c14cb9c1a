"""Guards the pair of Python and PySide6: one that loses references to None or True aborts within minutes.

PySide6 6.12.0 on Python 3.11 does; the bounds in pyproject.toml keep it out. From Python 3.12 on, None
and True are immortal, and only the storm itself can show a fault.
"""

import subprocess
import sys

_NONE_COUNT = """
import sys
from PySide6.QtCore import QObject

thing = QObject()
before = sys.getrefcount(None)
for _ in range(2_000):
    thing.setObjectName("name")
print(sys.getrefcount(None) - before)
"""

_STORM = """
from PySide6.QtCore import QObject, Signal

class Source(QObject):
    value = Signal(object)
    flag = Signal(bool)

heard = 0

def hear(value):
    global heard
    heard += 1

source = Source()
source.value.connect(hear)
source.flag.connect(hear)
for _ in range(20_000):
    source.value.emit(None)
    source.value.emit(True)
    source.flag.emit(True)
print(heard)
"""


def _run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


def test_two_thousand_calls_that_return_nothing_leave_the_count_of_none_alone() -> None:
    """Each lost reference would show as one of 2,000; a few may come and go elsewhere."""
    ended = _run(_NONE_COUNT)
    assert ended.returncode == 0, ended.stderr
    assert abs(int(ended.stdout)) < 50


def test_a_storm_of_sixty_thousand_signals_with_none_and_true_is_survived() -> None:
    """A process that loses references ends with SIGABRT here; nothing may be lost either."""
    ended = _run(_STORM)
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) == 60_000
