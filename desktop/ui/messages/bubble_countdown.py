"""The *Undo* buttons beside the bubbles of texts that have not left yet.

Each is a real button over the thread, so that it takes the focus and a screen reader finds it; the bubble
leaves room for it beside its words (``room``) and counts the seconds in words, so nothing moves.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPushButton

from desktop.ui.messages.anchored_list import AnchoredList
from desktop.ui.messages.bubble_delegate import BubbleDelegate
from desktop.ui.messages.countdown_model import seconds
from desktop.ui.messages.thread_model import Message, ThreadModel
from desktop.ui.plain import one_line
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr

GAP = 6.0
_PAD = 10
_LEAST_HEIGHT = 24
_LONGEST = 40


class UndoButtons(QObject):
    """One for each text on screen that can be taken back."""

    wanted = Signal(int)
    """This text is to be taken back."""

    def __init__(
        self,
        view: AnchoredList,
        model: ThreadModel,
        bubbles: BubbleDelegate,
        theme: Theme,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._bubbles = bubbles
        self._theme = theme
        self._clock = clock
        self._buttons: dict[int, QPushButton] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.stand)
        bubbles.beside = self.room
        view.placed.connect(self.stand)
        # Methods, which end with this object: the model and the theme may outlive it.
        for signal in (view.verticalScrollBar().valueChanged, model.dataChanged, theme.changed):
            signal.connect(self._stand_soon)

    def room(self, message: Message) -> float:
        """Pixels that the button of a text takes beside its bubble, the gap included; 0 for no button."""
        if not seconds(message, self._clock()):
            return 0.0
        # Asked whenever its bubble is painted, perhaps in another place than before.
        if not self._soon.isActive():
            self._soon.start()
        return self._width() + GAP

    def button(self, message_id: int) -> QPushButton | None:
        """The button of a text, if it has one now."""
        return self._buttons.get(message_id)

    def stand(self) -> None:
        """Put every button where its bubble is now; those whose time is over go."""
        wanted: dict[int, tuple[Message, QRectF]] = {}
        now = self._clock()
        for row in self._view.shown_rows():
            index = self._model.index(row)
            message = self._model.message(index)
            if message is not None and seconds(message, now):
                wanted[message.id] = message, self._place(row)
        for gone in [one for one in self._buttons if one not in wanted]:
            self._let_go(self._buttons.pop(gone))
        for message_id, (message, place) in wanted.items():
            button = self._buttons.get(message_id) or self._make(message)
            button.setGeometry(place.toRect())
            button.show()

    def _stand_soon(self) -> None:
        self._soon.start()

    def _make(self, message: Message) -> QPushButton:
        button = QPushButton(tr("Undo"), self._view.viewport())
        button.setProperty("kind", "card")
        button.setFont(self._theme.font("caption"))
        button.setStyleSheet("QPushButton { min-height: 0; padding: 0; }")
        words = tr("Undo sending “{text}”")
        button.setAccessibleName(words.format(text=one_line(message.body, longest=_LONGEST)))
        button.setToolTip(tr("Take it back: the words return to the composer"))
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        message_id = message.id
        button.clicked.connect(lambda: self.wanted.emit(message_id))
        self._buttons[message_id] = button
        return button

    def _let_go(self, button: QPushButton) -> None:
        if button.hasFocus():
            self._view.setFocus()
        button.hide()
        button.deleteLater()

    def _width(self) -> float:
        metrics = QFontMetricsF(self._theme.font("caption"))
        return metrics.horizontalAdvance(tr("Undo")) + 2 * _PAD

    def _place(self, row: int) -> QRectF:
        """At the outer end of what stands beside the bubble, in the middle of its line."""
        index = self._model.index(row)
        bubble, area = self._bubbles.bubble(index), self._view.visualRect(index)
        meta = bubble.meta.translated(area.topLeft())
        height = max(QFontMetricsF(self._theme.font("caption")).height() + 6, _LEAST_HEIGHT)
        height = min(height, float(SIZES.target))
        mirrored, width = self._view.isRightToLeft(), self._width()
        left, top = meta.right() - width if mirrored else meta.left(), meta.center().y() - height / 2
        widest = self._view.viewport().width()
        if left < 0 or left + width > widest:
            # Large words in a narrow window: the bubble has several lines, and there is room above.
            left = meta.left() if mirrored else meta.right() - width
            left, top = min(max(left, 0.0), widest - width), meta.top() - height - 2
        return QRectF(left, top, width, height)
