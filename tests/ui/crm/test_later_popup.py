"""Choosing a time: usual ones by a key, any other, never one that is over."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.ui.crm.later_popup import SOONEST, usual_times
from tests.ui.account import unnamed
from tests.ui.crm.conftest import Room
from tests.ui.messages.texts import ZOE


def chosen(room: Room) -> list[datetime]:
    """The times that are chosen from now on, and none is carried out."""
    found: list[datetime] = []
    room.views.times.chosen.disconnect()
    room.views.times.chosen.connect(found.append)
    return found


def test_usual_times_are_to_come_and_differ() -> None:
    for day in range(9):
        now = datetime(2026, 3, 2 + day, 23, 30, tzinfo=UTC)
        times = usual_times(now)
        assert sorted(set(times)) == list(times) and times[0] > now + timedelta(minutes=58)
        assert all(one.astimezone().hour == 9 for one in times[1:])
        assert times[2].astimezone().weekday() == 0


def test_enter_takes_the_first_usual_time_and_every_field_has_a_name(room: Room) -> None:
    found = chosen(room)
    times = room.views.times
    times.open_above(room.composer, ZOE)
    assert unnamed(times) == [] and times.usual[0].hasFocus()
    QTest.keyClick(times.usual[0], Qt.Key.Key_Return)
    assert len(found) == 1 and found[0] > datetime.now(UTC) + timedelta(minutes=58)
    assert not times.isVisible()


def test_another_time_is_theirs_to_see_and_no_time_that_is_over_can_be_chosen(room: Room) -> None:
    found = chosen(room)
    times = room.views.times
    times.open_above(room.composer, ZOE)
    times.other.setDateTime(QDateTime.currentDateTime().addDays(-3))
    assert "their time" in times.note.text()
    QTest.mouseClick(times.confirm, Qt.MouseButton.LeftButton)
    assert found[0] > datetime.now(UTC) + SOONEST - timedelta(minutes=2)


def test_the_other_time_is_there_to_read(room: Room) -> None:
    times = room.views.times
    times.open_above(room.composer, ZOE)
    field = times.other.findChild(QLineEdit)
    assert isinstance(field, QLineEdit) and field.text()
    assert field.width() > field.fontMetrics().horizontalAdvance(field.text())


def test_escape_chooses_nothing(room: Room) -> None:
    found = chosen(room)
    room.views.times.open_above(room.composer, "")
    assert not room.views.times.note.isVisible()
    QTest.keyClick(room.views.times, Qt.Key.Key_Escape)
    assert found == [] and not room.views.times.isVisible()
