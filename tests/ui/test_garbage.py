"""Garbage that holds parts of a window is freed on the window's thread, whatever other threads do."""

import gc
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.ui.garbage import Garbage
from tests.sandbox_process import ROOT

FREED_IN_A_THREAD = """
import gc, sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QWidget
from desktop.ui.garbage import Garbage

class Ring(QWidget):
    def __init__(self):
        super().__init__()
        self.me, self.list = self, QListView(self)
        self.button = QPushButton("x", self)
        self.button.clicked.connect(self.close)
        self.timer = QTimer(self, interval=1)
        self.timer.timeout.connect(self.update)
        self.timer.start()

def work():
    for _ in range(60_000):
        [[]]  # enough for Python to collect again and again
    kept = [[] for _ in range(20_000)]

application = QApplication([])
garbage = Garbage() if sys.argv[1] == "here" else None
for _ in range(60):
    for _ in range(5):
        Ring().show()
    application.processEvents()
    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive():
        application.processEvents()
if garbage is not None:
    garbage.look()
    garbage.stop()
print("whole")
"""


class Ring(QObject):
    """Only the collector can free it."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


@pytest.fixture
def garbage() -> Iterator[Garbage]:
    made = Garbage()
    yield made
    made.stop()


def objects(number: int) -> list[list[None]]:
    """So many that a collection is due as long as they live."""
    return [[] for _ in range(number)]


def churn() -> None:
    """So many objects that Python, left to itself, would collect."""
    objects(50_000)


def test_no_other_thread_frees_what_belongs_to_the_window(garbage: Garbage) -> None:
    gc.collect()
    ring = Ring()
    gone: list[int] = []
    ring.destroyed.connect(lambda: gone.append(threading.get_ident()))
    del ring
    thread = threading.Thread(target=churn)
    thread.start()
    thread.join()
    assert gone == []
    kept = objects(50_000)
    garbage.look()
    assert gone == [threading.get_ident()] and kept


def test_it_looks_by_itself(garbage: Garbage, qtbot: QtBot) -> None:
    gc.collect()
    ring = Ring()
    gone: list[bool] = []
    ring.destroyed.connect(lambda: gone.append(True))
    del ring
    kept = objects(50_000)
    qtbot.waitUntil(lambda: bool(gone))
    assert kept


def test_what_lives_long_is_looked_through_too(garbage: Garbage) -> None:
    """Generation by generation, as Python does."""
    ring = Ring()
    gc.collect(1)  # it is old now
    assert shiboken6.isValid(ring)
    gone: list[bool] = []
    ring.destroyed.connect(lambda: gone.append(True))
    del ring
    for _ in range(200):
        kept = objects(2_000)
        garbage.look()
        del kept
    assert gone == [True]


def test_what_stands_when_the_window_is_whole_is_not_looked_through_again(garbage: Garbage) -> None:
    before = len(gc.get_objects())
    garbage.settle()
    assert len(gc.get_objects()) < before / 10
    garbage.stop()
    assert len(gc.get_objects()) > before / 2


def test_what_the_first_work_loads_is_not_looked_through_again(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("desktop.ui.garbage.BEGUN_MS", 20)
    made = Garbage()
    try:
        made.settle()
        loaded = objects(50_000)
        qtbot.waitUntil(lambda: len(gc.get_objects()) < len(loaded) / 10)
        ring = Ring()
        gone: list[bool] = []
        ring.destroyed.connect(lambda: gone.append(True))
        del ring
        gc.collect()
        assert gone == [True]
    finally:
        made.stop()


def test_afterwards_python_collects_by_itself_again() -> None:
    made = Garbage()
    assert not gc.isenabled()
    made.stop()
    assert gc.isenabled()


def test_threads_that_make_thousands_of_objects_do_not_end_the_program() -> None:
    """Without it, the same program ends with a segmentation fault."""
    command = [sys.executable, "-c", FREED_IN_A_THREAD, "here"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "whole\n"), ended.stderr
