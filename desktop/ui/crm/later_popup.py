"""Choosing when a text leaves: some times that people often want, and any other; and the time over there."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDateTime, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateTimeEdit, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.crm.later_words_model import leaves
from desktop.ui.messages.their_time import their_time
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

SOONEST = timedelta(minutes=2)
"""Sooner it may be too late before the service knows of it."""
_LONGEST = timedelta(days=365)
_WIDEST = 340
_NINE = 9


class LaterPopup(QFrame):
    """Kept and shown again. It closes on Escape, on a click beside it, and once a time was chosen."""

    chosen = Signal(object)
    """The time, a ``datetime`` in UTC."""

    def __init__(
        self, theme: Theme, parent: QWidget, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._clock = clock
        self._number = ""
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(tr("Send later"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*[2 * SIZES.grid] * 4)
        self._layout.setSpacing(SIZES.grid)
        self.usual = [self._usual_button() for _ in range(3)]
        self.other = QDateTimeEdit()
        self.other.setAccessibleName(tr("Another time"))
        self.other.setDisplayFormat(_format())
        field = self.other.findChild(QLineEdit)
        assert field is not None
        field.setTextMargins(SIZES.grid, 0, SIZES.grid, 0)
        self.note = Words(role="muted")
        self.confirm = QPushButton(tr("Send at this time"))
        self.confirm.setProperty("kind", "primary")
        self.confirm.setAutoDefault(True)
        for widget in (Words(tr("Another time")), self.other, self.note, self.confirm):
            self._layout.addWidget(widget)
        self.other.dateTimeChanged.connect(lambda _: self._judge())
        self.confirm.clicked.connect(lambda: self._choose(self._written()))

    def open_above(self, anchor: QWidget, number: str) -> None:
        """Show it above ``anchor``, for a text to this number."""
        self._number = number
        now = self._clock()
        for button, due in zip(self.usual, usual_times(now), strict=True):
            words = leaves(due, now)
            button.setText(words[:1].upper() + words[1:])
            button.setAccessibleName(button.text())
            button.setProperty("due", due.timestamp())
        soonest, latest = now + SOONEST, now + _LONGEST
        self.other.setDateTimeRange(_to_qt(soonest), _to_qt(latest))
        self.other.setDateTime(_to_qt(now + timedelta(hours=2)))
        self._judge()
        window = anchor.window()
        corner = window.mapToGlobal(QPoint(0, 0))
        width = _WIDEST * max(self._theme.text_size, 100) // 100
        self.setFixedWidth(min(width, window.width() - 2 * SIZES.grid))
        self.adjustSize()
        at = anchor.mapToGlobal(QPoint(anchor.width(), 0))
        left = max(at.x() - self.width(), corner.x() + SIZES.grid)
        self.move(left, max(at.y() - self.height() - SIZES.half_grid, corner.y()))
        self.show()
        self.usual[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _usual_button(self) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "card")
        button.setAutoDefault(True)

        def choose() -> None:
            self._choose(datetime.fromtimestamp(button.property("due"), UTC))

        button.clicked.connect(choose)
        self._layout.addWidget(button)
        return button

    def _written(self) -> datetime:
        return datetime.fromtimestamp(self.other.dateTime().toSecsSinceEpoch(), UTC)

    def _judge(self) -> None:
        """What the time is where they are, where that is known."""
        due = self._written()
        there = their_time(self._number, due) if self._number else ""
        self.note.setText(there)
        self.note.setVisible(bool(there))
        self.confirm.setAccessibleDescription(" ".join((leaves(due, self._clock()), there)).strip())

    def _choose(self, due: datetime) -> None:
        if self.isVisible():
            self.close()
            self.chosen.emit(due)


def usual_times(now: datetime) -> tuple[datetime, datetime, datetime]:
    """In an hour, tomorrow at nine, and on Monday at nine (of next week, where that is tomorrow); in UTC."""
    local = now.astimezone()
    hour = (now + timedelta(hours=1)).replace(second=0, microsecond=0)
    nine = local.replace(hour=_NINE, minute=0, second=0, microsecond=0, tzinfo=None)
    days = (7 - local.weekday()) % 7 or 7
    monday = days if days > 1 else days + 7
    return hour, (nine + timedelta(days=1)).astimezone(UTC), (nine + timedelta(days=monday)).astimezone(UTC)


def _format() -> str:
    """Date, with the whole year, and time of day, as the locale writes them."""
    short = QLocale.FormatType.ShortFormat
    day = QLocale().dateFormat(short)
    return f"{day if 'yyyy' in day else day.replace('yy', 'yyyy')} {QLocale().timeFormat(short)}"


def _to_qt(moment: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
