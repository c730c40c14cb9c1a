"""How the program starts: what it says where it cannot, and its first frame."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QTimer, qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QApplication

from desktop import app
from desktop.app import dressed, pass_on_qt_messages, start_application
from desktop.settings.appearance import Appearance
from desktop.settings.profile import open_profile
from desktop.ui.roles import Scheme
from desktop.ui.theme import Choice, Theme
from desktop.ui.window import Window
from tests.sandbox_process import ROOT
from tests.worn import forget_others


@pytest.fixture(autouse=True)
def no_theme_stays() -> Iterator[None]:
    """The program keeps its theme to the end; here others come after it."""
    yield
    application = QApplication.instance()
    if isinstance(application, QApplication):
        forget_others(application)


def test_a_folder_that_cannot_be_a_profile_is_said_in_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    assert app.run(tmp_path / "file") == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_without_a_display_it_says_so_and_does_not_abort(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    ended = subprocess.run(
        [sys.executable, "-m", "desktop", "--profile", str(tmp_path / "profile")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("There is no display to open a window on.")


def test_qt_speaks_through_our_log(caplog: pytest.LogCaptureFixture) -> None:
    before = qInstallMessageHandler(None)
    try:
        pass_on_qt_messages()
        with caplog.at_level(logging.WARNING):
            qWarning("something of Qt's")
    finally:
        qInstallMessageHandler(before)
    assert [(one.name, one.getMessage()) for one in caplog.records] == [("qt", "something of Qt's")]


def test_the_application_has_our_name_and_does_not_end_with_a_window(qapp: QApplication) -> None:
    assert start_application() is qapp
    assert qapp.applicationDisplayName() == "Linedesk"
    assert not qapp.quitOnLastWindowClosed()


def test_the_first_frame_looks_as_the_window_was_left(qapp: QApplication) -> None:
    theme = Theme(qapp)
    window = dressed(theme, Appearance(scheme="dark", text_size=150, size=(700, 600)))
    assert (window.width(), window.height()) == (700, 600)
    assert (theme.scheme, theme.text_size) == (Scheme.DARK, 150)
    theme.set_text_size(100)
    theme.choose(Choice.SYSTEM)
    shiboken6.delete(window)
    qapp.setStyleSheet("")


def test_a_window_that_is_closed_at_its_first_frame_ends_the_program(
    tmp_path: Path, qapp: QApplication
) -> None:
    def close() -> None:
        for window in qapp.topLevelWidgets():
            if isinstance(window, Window):
                window.close()

    QTimer.singleShot(0, close)
    assert app.run(tmp_path / "profile") == 0
    assert not open_profile(tmp_path / "profile").database.exists()


LARGE = ("asyncio", "qasync", "ssl", "sqlalchemy", "pydantic", "httpx", "typer")


def test_asyncio_and_the_store_come_after_the_first_frame() -> None:
    code = f"import desktop.app, sys; print([one for one in {LARGE} if one in sys.modules])"
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"
