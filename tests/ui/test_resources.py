import gc
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication

from desktop.ui import resources

RED, BLUE = QColor("#FF0000"), QColor("#0000FF")
DRAWINGS = sorted(path.stem for path in (resources.folder() / "icons").glob("*.svg"))
NEEDED = """
    back calls chevron-down close contacts copy dialpad info linedesk lines messages more new-message offline
    phone search send warning
"""


def colours(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", NEEDED.split())
def test_every_drawing_that_the_window_needs_is_there_and_shows_something(
    name: str, qapp: QApplication
) -> None:
    assert colours(resources.pixmap(name, RED, QSize(24, 24)).toImage())


@pytest.mark.parametrize("name", [name for name in DRAWINGS if name != "linedesk"])
def test_all_icons_share_one_grid_and_one_stroke_and_take_any_colour(name: str) -> None:
    svg = (resources.folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in svg
    assert 'stroke="currentColor" stroke-width="1.75" stroke-linecap="round"' in svg
    assert not re.search(r"#[0-9A-Fa-f]{3}", svg)
    assert colours(resources.pixmap(name, BLUE, QSize(48, 48)).toImage()) == {BLUE.name()}


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0, 3.0])
def test_an_icon_is_sharp_at_any_pixel_ratio(ratio: float) -> None:
    """Conventions 4.2, high DPI."""
    icon = resources.icon("search", lambda: RED)
    gc.collect()
    picture = icon.pixmap(QSize(24, 24), ratio)
    assert picture.size() == QSize(round(24 * ratio), round(24 * ratio))
    assert picture.devicePixelRatio() == pytest.approx(ratio)


def test_an_icon_asks_for_its_colour_each_time_it_is_painted() -> None:
    now = RED
    icon = resources.icon("close", lambda: now)
    assert colours(icon.pixmap(QSize(24, 24), 1.0).toImage()) == {RED.name()}
    now = BLUE
    assert colours(icon.pixmap(QSize(24, 24), 1.0).toImage()) == {BLUE.name()}


def test_a_disabled_control_gets_its_own_colour() -> None:
    icon = resources.icon("close", lambda: RED, lambda: BLUE)
    picture = icon.pixmap(QSize(24, 24), 1.0, icon.Mode.Disabled)
    assert colours(picture.toImage()) == {BLUE.name()}


def test_a_copied_icon_still_paints() -> None:
    copy = type(resources.icon("close", lambda: RED))(resources.icon("close", lambda: RED))
    gc.collect()
    copy.addFile("")
    assert not copy.isNull()
    assert colours(copy.pixmap(QSize(24, 24), 1.0).toImage()) == {RED.name()}


def test_the_back_arrow_points_the_other_way_where_one_reads_from_right_to_left(
    qapp: QApplication,
) -> None:
    size = QSize(24, 24)
    right_way = resources.pixmap("back", RED, size).toImage()
    search = resources.pixmap("search", RED, size).toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert resources.pixmap("back", RED, size).toImage() == right_way.transformed(
            QTransform.fromScale(-1, 1)
        )
        assert resources.pixmap("search", RED, size).toImage() == search
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_drawing_can_be_painted_into_a_widgets_own_picture() -> None:
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    resources.draw(painter, "close", RED, QRect(24, 0, 24, 24))
    painter.end()
    assert RED.name() in colours(image.copy(24, 0, 24, 24))
    assert colours(image.copy(0, 0, 24, 48)) == {"#ffffff"}


def test_a_name_without_a_drawing_is_refused_when_the_icon_is_made() -> None:
    with pytest.raises(FileNotFoundError):
        resources.icon("unicorn", lambda: RED)


def test_the_programs_own_icon_has_the_sizes_that_desktops_ask_for() -> None:
    assert {16, 32, 48, 256} <= {size.width() for size in resources.app_icon().availableSizes()}


def test_the_folder_inside_the_package_comes_first_and_none_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "desktop"
    monkeypatch.setattr(resources, "_PACKAGE", package)
    with pytest.raises(FileNotFoundError):
        resources.folder()
    beside = tmp_path / "resources"
    (beside / "icons").mkdir(parents=True)
    assert resources.folder() == beside
    inside = package / "resources"
    (inside / "icons").mkdir(parents=True)
    assert resources.folder() == inside


def test_a_style_sheet_gets_its_drawings_as_files_in_the_colour_asked_for() -> None:
    files = resources.ColouredFiles()
    url = files.url("check", "#123456")
    path = Path(url.removeprefix('url("').removesuffix('")'))
    assert "#123456" in path.read_text(encoding="utf-8")
    assert files.url("check", "#123456") == url
    assert files.url("check", "#654321") != url


def test_a_disk_that_takes_no_drawings_costs_the_drawings_and_not_the_window(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Issue 2, bad input everywhere: a full disk."""

    def full(*_args: object, **_kwargs: object) -> int:
        raise OSError("No space left on device")

    files = resources.ColouredFiles()
    monkeypatch.setattr(Path, "write_text", full)
    assert files.url("check", "#123456") == "none"
    assert "No space left on device" in caplog.text
