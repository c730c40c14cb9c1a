"""Every screen, wide and narrow and mirrored, in usual and in large letters: nothing clipped, all named."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop import samples
from desktop.announce import Announcer
from desktop.settings.accounts import Accounts
from desktop.settings.profile import open_profile
from desktop.store.database import open_database
from desktop.ui.fair_loop import FairLoop
from desktop.ui.gallery import Gallery, Look, Room
from desktop.ui.gallery_scenes import SCENES, Scene
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from tests.desk import clipped
from tests.ui.account import unnamed
from tests.worn import worn

# Putting on another scheme takes longer than all the rest; colours are measured elsewhere.
LOOKS = (
    Look("light", 1080),
    Look("light", 760, mirrored=True),
    Look("light", 360),
)
LARGE = (Look("light", 1080, text_size=150), Look("light", 360, text_size=150))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all scenes have their profiles: the samples are written once."""
    return tmp_path_factory.mktemp("gallery")


def faults(scene: Scene, look: Look, room: Room) -> list[str]:
    """What is wrong on the screen, for whoever looks and whoever listens."""
    shown: Sequence[QWidget] = [
        one for one in QApplication.topLevelWidgets() if one.isVisible() and not one.inherits("QTipLabel")
    ]
    wrong = [fault for window in shown for fault in clipped(window)]
    wrong += [f"no name: {what}" for window in shown for what in unnamed(window)]
    focus: QWidget | None = room.window.focusWidget()
    if focus is not None and not focus.isVisible():
        wrong.append(f"the focus is on {focus}, which does not show")
    return [f"{scene.name} {look.name}: {fault}" for fault in wrong]


def faults_of(scene: Scene, looks: Sequence[Look], theme: Theme, folder: Path) -> list[str]:
    """What is wrong on the screen in any of these looks."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    loop = FairLoop(application)
    asyncio.set_event_loop(loop)
    found: list[str] = []
    with loop:
        gallery = Gallery(application, theme, folder, settled=0.02)
        loop.run_until_complete(gallery.visit([scene], looks, lambda *seen: found.extend(faults(*seen))))
    asyncio.set_event_loop(None)
    return found


@pytest.mark.parametrize("scene", list(SCENES.values()), ids=list(SCENES))
def test_every_screen_shows_all_its_words_and_names_all_its_controls(
    scene: Scene, theme: Theme, folder: Path
) -> None:
    """Demand 25, visual.md: no screen rots."""
    assert faults_of(scene, LOOKS, theme, folder) == []


@pytest.fixture(scope="module")
def large(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Theme, Path]]:
    """A theme for large words, worn by all these screens, and where they have their profiles.

    So nobody takes it off between two of them.
    """
    with worn(qapp) as theme:
        yield theme, tmp_path_factory.mktemp("large")


@pytest.mark.parametrize("scene", list(SCENES.values()), ids=list(SCENES))
def test_every_screen_does_so_in_large_words(scene: Scene, large: tuple[Theme, Path]) -> None:
    """Demand 25, visual.md."""
    assert faults_of(scene, LARGE, *large) == []


@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_in_the_smallest_window_a_question_its_answers_and_the_composer_can_all_be_reached(
    theme: Theme, application: QApplication, folder: Path, text_size: int
) -> None:
    """With the banner above it. What has no room scrolls; nothing is cut or lies over something else."""

    def look_at(scene: Scene, look: Look, room: Room) -> None:
        found.extend(faults(scene, look, room))
        pane = room.furnishing.messages.pane
        shown = [room.window.line_bar, room.window.banner, pane, room.window.navigation]
        found.extend(overlaps(room.window, [one for one in shown if one is not None]))
        found.extend(overlaps(pane, [pane.header, pane.thread_view, pane.attention, pane.composer]))
        for button in (*pane.attention.findChildren(QPushButton), *pane.composer.findChildren(QPushButton)):
            if button.isVisible() and button.height() < min(button.sizeHint().height(), SIZES.target):
                found.append(f"{button.accessibleName()} is squeezed to {button.height()}")

    loop = FairLoop(application)
    asyncio.set_event_loop(loop)
    found: list[str] = []
    with loop:
        gallery = Gallery(application, theme, folder, settled=0.02)
        looks = [Look(width=SIZES.least_width, height=SIZES.least_height, text_size=text_size)]
        loop.run_until_complete(gallery.visit([SCENES["thread-blind"]], looks, look_at))
    asyncio.set_event_loop(None)
    assert found == []


def overlaps(above: QWidget, parts: Sequence[QWidget]) -> list[str]:
    """Which of these, that stand below each other, lie over what shows of the next (it may be scrolled)."""
    tops = [one.mapTo(above, QPoint(0, 0)).y() if one is not above else 0 for one in parts]
    return [
        f"{upper.metaObject().className()} lies over {lower.metaObject().className()}"
        for upper, top, lower, below in zip(parts, tops, parts[1:], tops[1:], strict=False)
        if upper.isVisible() and lower.isVisible() and not upper.isAncestorOf(lower)
        if not (seen := lower.visibleRegion().boundingRect()).isEmpty()
        if upper.visibleRegion().boundingRect().bottom() + top >= below + seen.top()
    ]


@pytest.mark.parametrize("ago", [timedelta(minutes=1), timedelta(days=1), timedelta(days=40)])
def test_the_question_about_a_text_fits_whenever_it_was_looked_for_last(
    theme: Theme, tmp_path: Path, ago: timedelta
) -> None:
    """Times of another day are longer words than those of today: at night "a while ago" is yesterday."""
    profile = open_profile(tmp_path / "_samples")
    Accounts(profile.accounts).add(samples.ACCOUNT)
    db = open_database(profile.database, Announcer())
    samples.furnish(db, datetime.now(UTC) - ago)
    db.close()
    assert faults_of(SCENES["thread-states"], LOOKS, theme, tmp_path) == []
    assert faults_of(SCENES["thread-states"], LARGE, theme, tmp_path) == []


def test_the_gallery_saves_its_pictures_at_the_scale_that_was_asked_for(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop.ui.gallery", "conversations", "--save", str(tmp_path)]
    command += ["--scale", "2", "--scheme", "dark", "--width", "760", "--direction", "rtl"]
    environment = {name: value for name, value in os.environ.items() if name != "QT_SCALE_FACTOR"}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    (path,) = tmp_path.rglob("*.png")
    assert path.relative_to(tmp_path).as_posix() == "scale2/conversations/dark-760-mirrored.png"
    assert QImage(str(path)).width() == 2 * 760


def test_a_screen_that_there_is_not_is_said(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop.ui.gallery", "moon", "--save", str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "There is no screen moon." in ended.stderr
