"""Desktop entry, icons and AppStream data agree with the program, each other and their specifications."""

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.app import start_application
from desktop.start import LINKS, read
from tests.sandbox_process import ROOT

NAME = "io.github.linedesk.Linedesk"
PACKAGING = ROOT / "packaging"
ICONS = PACKAGING / "icons" / "hicolor"
ENTRY = PACKAGING / f"{NAME}.desktop"
METAINFO = PACKAGING / f"{NAME}.metainfo.xml"


def entry() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(ENTRY.read_text(encoding="utf-8"))
    return parser


def metainfo() -> ElementTree.Element:
    return ElementTree.fromstring(METAINFO.read_text(encoding="utf-8"))


def words(element: str) -> list[str]:
    return [(one.text or "").strip() for one in metainfo().iter(element)]


def differing(one: QImage, other: QImage) -> int:
    """Pixels that look different; another version of Qt smooths edges a little otherwise."""

    def channels(image: QImage, x: int, y: int) -> tuple[int, int, int, int]:
        pixel = image.pixelColor(x, y)
        return pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()

    places = ((x, y) for x in range(one.width()) for y in range(one.height()))
    return sum(
        any(abs(a - b) > 24 for a, b in zip(channels(one, *at), channels(other, *at), strict=True))
        for at in places
    )


def test_the_entry_is_the_programs_own(qapp: QApplication) -> None:
    """Wayland finds a window's icon by the name of its entry."""
    start_application()
    assert qapp.desktopFileName() == NAME
    main = entry()["Desktop Entry"]
    assert (main["Type"], main["Name"], main["Icon"]) == ("Application", "Linedesk", NAME)
    assert main["Terminal"] == "false"
    assert main["X-GNOME-SingleMainWindow"] == "true"
    assert words("id") == [NAME]
    assert words("launchable") == [ENTRY.name]
    assert words("name") == [main["Name"]]
    assert words("summary") == [main["Comment"]]


def test_every_command_in_it_is_one_that_opens_the_window() -> None:
    commands = [section["Exec"] for section in entry().values() if "Exec" in section]
    assert commands[0] == "linedesk %u"
    for command in commands:
        program, *arguments = command.replace("%u", "sms:+447700900123").split()
        assert program == "linedesk"
        assert read(arguments) is not None
    assert words("binary") == ["linedesk"]


def test_it_is_offered_for_the_links_that_the_program_opens() -> None:
    types = [f"x-scheme-handler/{link.rstrip(':')}" for link in LINKS]
    assert entry()["Desktop Entry"]["MimeType"].rstrip(";").split(";") == types
    assert words("mediatype") == types


def test_every_action_has_its_group() -> None:
    groups = entry()
    actions = [one for one in groups["Desktop Entry"]["Actions"].split(";") if one]
    assert groups.sections() == ["Desktop Entry", *(f"Desktop Action {one}" for one in actions)]
    assert all(groups[f"Desktop Action {one}"].keys() == {"Name", "Exec"} for one in actions)


def test_the_newest_release_is_this_version() -> None:
    releases = [(one.get("version"), one.get("date")) for one in metainfo().iter("release")]
    assert releases[0][0] == __version__
    assert all(date and date.count("-") == 2 for _, date in releases)


def test_what_a_software_centre_asks_for_is_there() -> None:
    root = metainfo()
    assert root.tag == "component"
    assert root.get("type") == "desktop-application"
    needed = {"id", "name", "summary", "metadata_license", "project_license", "description", "content_rating"}
    assert needed <= {child.tag for child in root}
    assert words("project_license") == ["MIT"]
    (summary,) = words("summary")
    assert len(summary) < 80
    assert not summary.endswith(".")


def test_its_icons_are_the_programs_drawings(qapp: QApplication, tmp_path: Path) -> None:
    """When this fails: run packaging/make_icons.py, and look at what it made."""
    drawing = ROOT / "resources" / "icons" / "linedesk.svg"
    assert (ICONS / "scalable" / "apps" / f"{NAME}.svg").read_bytes() == drawing.read_bytes()
    symbolic = (ICONS / "symbolic" / "apps" / f"{NAME}-symbolic.svg").read_text()
    assert 'fill="currentColor"' in symbolic
    assert "stroke" not in symbolic
    made = subprocess.run(
        [sys.executable, PACKAGING / "make_icons.py", tmp_path], check=False, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    for side in (48, 128, 256):
        path = Path(f"{side}x{side}", "apps", f"{NAME}.png")
        ours, fresh = QImage(str(ICONS / path)), QImage(str(tmp_path / path))
        assert (ours.width(), ours.height()) == (side, side)
        assert ours.hasAlphaChannel()
        assert differing(ours, fresh) == 0


@pytest.mark.parametrize(
    ("validator", "arguments"),
    [
        ("desktop-file-validate", [ENTRY]),
        ("appstreamcli", ["validate", "--no-net", METAINFO]),
    ],
)
def test_the_specifications_own_validators_have_nothing_to_say(
    validator: str, arguments: list[str | Path]
) -> None:
    """Where they are installed; what they check of ours is checked above in any case."""
    found = shutil.which(validator)
    if found is not None:
        ended = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stdout + ended.stderr


def test_it_is_put_into_the_menu_of_one_user_and_taken_out_again(tmp_path: Path) -> None:
    data = tmp_path / "data of mine"
    environment = os.environ | {"XDG_DATA_HOME": str(data)}
    script = PACKAGING / "install-desktop-entry.sh"
    subprocess.run([script], env=environment, check=True)
    placed = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    assert f"applications/{ENTRY.name}" in placed
    assert f"metainfo/{METAINFO.name}" in placed
    assert sum(path.startswith("icons/hicolor/") for path in placed) == 5
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.read(data / "applications" / ENTRY.name)
    program = parser["Desktop Entry"]["Exec"].removesuffix(" %u").strip('"')
    assert Path(program).is_file()
    subprocess.run([script, "--remove"], env=environment, check=True)
    left = {path.name for path in data.rglob("*") if path.is_file()}
    assert left <= {"mimeinfo.cache"}
