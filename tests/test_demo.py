"""Whether there is a display to show the demo on, and what the demo does without one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.demo import has_display, run
from desktop.settings.accounts import Accounts


@pytest.mark.parametrize("platform", ["offscreen", "minimal"])
def test_a_platform_that_nobody_sees_is_no_display(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Item 2: with no display the demo makes a tour instead."""
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("DISPLAY", ":0")
    assert not has_display()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
@pytest.mark.parametrize("display", ["", ":4095"])
def test_a_display_that_is_not_named_or_does_not_answer_is_none(
    display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Item 2: Qt would end the whole process where a display is named that is not there."""
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setenv("DISPLAY", display)
    assert not has_display()


def test_without_a_display_the_demo_says_so_and_makes_the_tour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    made: list[tuple[Path, int | None]] = []

    def tour(pictures: Path, seed: int | None) -> int:
        made.append((pictures, seed))
        return 0

    monkeypatch.setattr("desktop.tour.run", tour)
    assert run(None, 7, None) == 0
    assert made == [(Path("demo-pictures"), 7)]
    Path("demo-pictures").rmdir()
    assert "no display" in capsys.readouterr().err


def test_pictures_that_cannot_be_saved_are_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert run(None, None, tmp_path / "file" / "pictures") == 1
    assert capsys.readouterr().err.startswith("The pictures cannot be saved in ")


def test_the_demo_opens_the_practice_account_in_a_profile_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Item 7: never another's data; a second demo finds the account of the first."""
    opened: list[Path | None] = []

    def window(root: Path | None, **rest: object) -> int:
        opened.append(root)
        return 0

    monkeypatch.setattr("desktop.demo.has_display", lambda: True)
    monkeypatch.setattr("desktop.app.run", window)
    assert run(tmp_path / "profile", None, None) == 0
    assert run(tmp_path / "profile", None, None) == 0
    assert opened == [tmp_path / "profile"] * 2
    accounts = Accounts(tmp_path / "profile" / "accounts.json").listing()
    assert [(account.name, account.practice) for account in accounts] == [("Practice", True)]


def test_a_window_without_a_display_is_refused_in_one_sentence(tmp_path: Path) -> None:
    hidden = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--profile", str(tmp_path / "profile")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "no display" in done.stderr
