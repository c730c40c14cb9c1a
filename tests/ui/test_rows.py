import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QStringListModel, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop.ui.roles import SIZES
from desktop.ui.rows import RowDelegate, RowList
from desktop.ui.theme import Choice, Theme
from tests.ui.clicks import double_click


class Words(RowDelegate):
    """One word at each end."""

    def paint_content(
        self,
        painter: QPainter,
        area: QRectF,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        font = self.theme.font()
        rest = self.words_at_end(painter, area, area, option, "13:27", font, "muted")
        self.words(painter, rest, area, option, str(index.data()), font, "text")


@pytest.fixture
def rows(theme: Theme, qtbot: QtBot) -> RowList:
    rows = RowList(theme, "Call list")
    qtbot.addWidget(rows)
    rows.setModel(QStringListModel([f"Row {place}" for place in range(40)], rows))
    rows.setItemDelegate(Words(theme, rows))
    rows.resize(320, 300)
    rows.show()
    rows.activateWindow()
    qtbot.waitUntil(rows.isActiveWindow)
    rows.setFocus()
    return rows


@pytest.fixture
def heard(rows: RowList) -> list[str]:
    heard: list[str] = []
    rows.entered.connect(lambda: heard.append(str(rows.currentIndex().data())))
    return heard


def marked(rows: RowList) -> list[str]:
    return [str(index.data()) for index in rows.selectedIndexes()]


def test_all_rows_are_as_high_as_the_design_says(rows: RowList) -> None:
    """Visual design, frame: 64 pixels."""
    assert {rows.visualRect(rows.model().index(place, 0)).height() for place in range(40)} == {SIZES.row}
    assert rows.uniformItemSizes()


def test_the_first_row_is_current_where_none_was(rows: RowList) -> None:
    rows.begin_at_first()
    assert marked(rows) == ["Row 0"]
    QTest.keyClick(rows, Qt.Key.Key_Down)
    rows.begin_at_first()
    assert marked(rows) == ["Row 1"]


def test_another_current_row_is_announced(rows: RowList) -> None:
    rows.begin_at_first()
    changes: list[str] = []
    rows.current_row_changed.connect(lambda: changes.append(str(rows.currentIndex().data())))
    QTest.keyClick(rows, Qt.Key.Key_End)
    assert changes == ["Row 39"]


def test_enter_and_a_double_click_enter_the_row(rows: RowList, heard: list[str]) -> None:
    rows.begin_at_first()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    third = rows.visualRect(rows.model().index(2, 0)).center()
    viewport = rows.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=third)
    assert heard == ["Row 0"]
    double_click(viewport, third)
    assert heard == ["Row 0", "Row 2"]


def test_a_double_click_below_the_last_row_enters_nothing(rows: RowList, heard: list[str]) -> None:
    rows.setModel(QStringListModel(["Row 0"], rows))
    rows.begin_at_first()
    double_click(rows.viewport(), QPoint(100, 250))
    assert heard == []


def test_the_current_row_stays_in_view_when_the_list_gets_smaller(rows: RowList) -> None:
    index = rows.model().index(3, 0)
    rows.setCurrentIndex(index)
    rows.resize(320, 140)
    assert rows.viewport().rect().intersects(rows.visualRect(index))


def ground(rows: RowList, place: int) -> QImage:
    return rows.viewport().grab(rows.visualRect(rows.model().index(place, 0))).toImage()


def test_the_current_row_is_marked_by_a_bar_and_not_by_colour_alone(rows: RowList, theme: Theme) -> None:
    theme.choose(Choice.HIGH_CONTRAST)
    plain = ground(rows, 1)
    rows.setCurrentIndex(rows.model().index(1, 0))
    current = ground(rows, 1)
    assert current != plain
    assert current.pixelColor(5, SIZES.row // 2) == theme.color("accent")


def test_where_one_reads_from_right_to_left_the_row_is_mirrored(rows: RowList, theme: Theme) -> None:
    rows.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    rows.setCurrentIndex(rows.model().index(1, 0))
    image = ground(rows, 1)
    accent = theme.color("accent")
    reached = [x for x in range(image.width()) if image.pixelColor(x, SIZES.row // 2) == accent]
    assert min(reached) > image.width() // 2
