"""Any screen on sample data: ``python -m desktop.ui.gallery`` shows one, or saves pictures of all.

Whoever changes a screen looks at its pictures. The screens are in ``gallery_scenes``, what stands on them in
``desktop.samples``; nothing is asked of any service, and nobody's profile is touched.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop import samples
from desktop.announce import Announcer, Link, LinkChanged
from desktop.app import pass_on_qt_messages, start_application
from desktop.furnishing import Furnishing
from desktop.settings import preferences
from desktop.settings.accounts import Accounts
from desktop.settings.cache_key import LENGTH, CacheKey
from desktop.settings.preferences import Preferences
from desktop.settings.profile import Profile, open_profile
from desktop.store.database import open_database
from desktop.sync.cache import Cache
from desktop.ui.fair_loop import FairLoop
from desktop.ui.gallery_scenes import SCENES, Scene
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Choice, Theme
from desktop.ui.turns import turns
from desktop.ui.window import Window

SCHEMES = tuple(choice.value for choice in Choice if choice is not Choice.SYSTEM)
WIDTHS = (360, 760, 1080)
SCALES = (1, 2)
HEIGHT = 720
SETTLED = 0.25
"""Seconds after which a screen has come to rest: longer than a search waits."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a screen is looked at: ``width`` and ``height`` in pixels, ``text_size`` in per cent."""

    scheme: str = "light"
    width: int = 1080
    mirrored: bool = False
    text_size: int = 100
    height: int = HEIGHT

    @property
    def name(self) -> str:
        """For a file: ``light-1080``, ``dark-360-mirrored-text200``."""
        more = ["mirrored"] * self.mirrored + [f"text{self.text_size}"] * (self.text_size != 100)
        more += [f"high{self.height}"] * (self.height != HEIGHT)
        return "-".join([self.scheme, str(self.width), *more])


@dataclass(slots=True)
class Room:
    """A window on a profile of samples, with all that stands in it."""

    window: Window
    furnishing: Furnishing
    theme: Theme
    profile: Profile
    tasks: Tasks


class _Work(Tasks):
    """Knows when nothing is under way any more, such as counting in a thread."""

    def __init__(self, group: asyncio.TaskGroup) -> None:
        super().__init__(group, _raise)
        self._under_way: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[object, object, object], name: str) -> asyncio.Task[None]:
        task = super().start(work, name)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def done(self) -> None:
        """Wait until all that was started has ended, and what that started."""
        while self._under_way:
            await asyncio.wait(self._under_way)


@dataclass(slots=True)
class Gallery:
    """Builds each scene once and looks at it in every way that is asked for."""

    application: QApplication
    theme: Theme
    folder: Path
    """Where profiles may be made."""
    settled: float = SETTLED

    async def visit(
        self,
        scenes: Iterable[Scene],
        looks: Sequence[Look],
        seen: Callable[[Scene, Look, Room], object],
    ) -> None:
        """Show every scene in every look, and call ``seen`` when it has come to rest."""
        for scene in scenes:
            async with asyncio.TaskGroup() as group:
                work = _Work(group)
                room = self.build(scene, work, looks[0])
                try:
                    for look in looks:
                        self.dress(room, look)
                        if look is looks[0]:
                            scene.arrange(room)
                        await asyncio.sleep(self.settled)
                        await work.done()
                        # What the work brought is laid out before anybody looks.
                        self.application.sendPostedEvents(None, QEvent.Type.LayoutRequest)
                        seen(scene, look, room)
                finally:
                    self.clear(room)
            await asyncio.sleep(0)  # its widgets go

    def build(self, scene: Scene, tasks: Tasks, look: Look) -> Room:
        """A window with the scene's samples behind it, shown in the scheme and size of ``look``."""
        # Before there are widgets: dressing them anew takes longer than building them.
        self.theme.choose(Choice(look.scheme))
        self.theme.set_text_size(look.text_size)
        profile = open_profile(self._profile(scene))
        chosen = {"motion": "off", "scheme": look.scheme, "text_size": look.text_size}
        preferences.save(profile.preferences, Preferences.model_validate(chosen))
        window = Window(self.theme)
        window.resize(WIDTHS[-1], HEIGHT)
        window.show()
        furnishing = Furnishing(profile, self.theme, window, tasks, cache=_cache(scene))
        window.activateWindow()
        if scene.accounts:
            furnishing.announcer.publish(LinkChanged(samples.ACCOUNT.id, Link.ONLINE))
        return Room(window, furnishing, self.theme, profile, tasks)

    def dress(self, room: Room, look: Look) -> None:
        """Put a look on."""
        direction = Qt.LayoutDirection
        self.application.setLayoutDirection(direction.RightToLeft if look.mirrored else direction.LeftToRight)
        room.furnishing.preferences.change(scheme=look.scheme, text_size=look.text_size)
        room.window.resize(look.width, look.height)

    def clear(self, room: Room) -> None:
        """Take a scene away."""
        self.application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for window in _others(room.window):
            window.close()
        room.furnishing.close()
        turns().drop_screens()
        room.window.hide()
        room.window.deleteLater()

    def _profile(self, scene: Scene) -> Path:
        """A profile of the scene's own, since what is done in one scene must not show in the next."""
        folder = self.folder / scene.name
        if not scene.accounts:
            return folder
        if not scene.samples:
            profile = open_profile(folder)
            Accounts(profile.accounts).add(samples.ACCOUNT)
            db = open_database(profile.database, Announcer(), _cache(scene).key)
            samples.furnish_lines(db)
            db.close()
            return folder
        template = self.folder / "_samples"
        if not template.exists():
            profile = open_profile(template)
            Accounts(profile.accounts).add(samples.ACCOUNT)
            db = open_database(profile.database, Announcer())
            samples.furnish(db)
            db.close()
        shutil.copytree(template, folder, dirs_exist_ok=True)
        return folder


def _cache(scene: Scene) -> Cache:
    key = CacheKey(bytes(LENGTH)) if scene.lock else None
    return Cache(key, scene.lock, reason=scene.plain_why)


def picture(window: QWidget) -> QPixmap:
    """What a person sees: the window, and what has opened above it."""
    whole = window.grab()
    painter = QPainter(whole)
    for other in _others(window):
        painter.drawPixmap(window.mapFromGlobal(other.pos()), other.grab())
    painter.end()
    return whole


def _others(window: QWidget) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible()]


def _raise(name: str, error: Exception) -> None:
    sys.stderr.write(f"{name}: {error!r}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Show one screen, or save pictures; returns the exit code."""
    options = _options(arguments)
    if options.list:
        for scene in SCENES.values():
            sys.stdout.write(f"{scene.name:22} {scene.words}\n")
        return 0
    names = options.scenes or list(SCENES)
    unknown = [name for name in names if name not in SCENES]
    if unknown:
        sys.stderr.write(f"There is no screen {', '.join(unknown)}. --list names them.\n")
        return 2
    if options.save is None and len(names) != 1:
        sys.stderr.write("Name one screen to see it (--list), or a folder for pictures: --save FOLDER\n")
        return 2
    if options.save is None:
        return _run([SCENES[names[0]]], [_looks(options)[0]], None)
    here = os.environ.get("QT_SCALE_FACTOR", "")
    if here not in {str(scale) for scale in options.scale}:
        return max(_at_scale(scale, arguments) for scale in options.scale)
    options.save.mkdir(parents=True, exist_ok=True)
    return _run([SCENES[name] for name in names], _looks(options), options.save / f"scale{here}")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m desktop.ui.gallery", description="Sample screens.")
    parser.add_argument("scenes", nargs="*", metavar="SCREEN", help="all without any")
    parser.add_argument("--list", action="store_true", help="name the screens")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="save pictures, open no window")
    parser.add_argument("--scheme", nargs="+", choices=SCHEMES, default=list(SCHEMES))
    parser.add_argument("--width", nargs="+", type=int, default=list(WIDTHS))
    parser.add_argument("--scale", nargs="+", type=int, default=list(SCALES))
    parser.add_argument("--text-size", nargs="+", type=int, default=[100])
    parser.add_argument("--direction", nargs="+", choices=("ltr", "rtl"), default=["ltr", "rtl"])
    return parser.parse_args(arguments)


def _looks(options: argparse.Namespace) -> list[Look]:
    ways = product(options.scheme, options.width, options.direction, options.text_size)
    return [Look(scheme, width, direction == "rtl", size) for scheme, width, direction, size in ways]


def _at_scale(scale: int, arguments: Sequence[str] | None) -> int:
    """Qt reads its scale once, when it starts: every scale is a process of its own."""
    command = [
        sys.executable,
        "-m",
        "desktop.ui.gallery",
        *(sys.argv[1:] if arguments is None else arguments),
    ]
    environment = {**os.environ, "QT_SCALE_FACTOR": str(scale), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=environment, check=False).returncode


def _run(scenes: Sequence[Scene], looks: Sequence[Look], pictures: Path | None) -> int:
    pass_on_qt_messages()
    application = start_application()
    loop = FairLoop(application)
    asyncio.set_event_loop(loop)
    unsaved: list[str] = []

    def save(scene: Scene, look: Look, room: Room) -> None:
        assert pictures is not None
        path = pictures / scene.name / f"{look.name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not picture(room.window).save(str(path)):
            unsaved.append(str(path))

    with tempfile.TemporaryDirectory(prefix="linedesk-gallery-") as folder, loop:
        gallery = Gallery(application, Theme(application, Choice(looks[0].scheme)), Path(folder))
        if pictures is None:
            loop.run_until_complete(_show(gallery, scenes[0], looks[0]))
        else:
            loop.run_until_complete(gallery.visit(scenes, looks, save))
    for path in unsaved:
        sys.stderr.write(f"{path} could not be written\n")
    return 1 if unsaved else 0


async def _show(gallery: Gallery, scene: Scene, look: Look) -> None:
    """Until its window is closed."""
    closed = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        room = gallery.build(scene, Tasks(group, _raise), look)
        room.window.closed.connect(closed.set)
        gallery.dress(room, look)
        scene.arrange(room)
        await closed.wait()
        gallery.clear(room)


if __name__ == "__main__":
    sys.exit(main())
