"""One picture or other file of a text over the thread: shown, or the reason why not, and a way to save it.

Esc closes. What is said comes from ``media_words_model``; fetching and decoding are ``media_opener``'s.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.messages.media_model import About
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

_WIDTH, _HEIGHT = 720, 620
_LEAST = 160


class Picture(QWidget):
    """Paints an image as large as fits, never larger than it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST, _LEAST)

    def show_image(self, image: QImage) -> None:
        """Paint this from now on."""
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.image.size()
        if room.width() > self.width() or room.height() > self.height():
            room = room.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRect(self.rect().topLeft(), room.expandedTo(QSize(1, 1)))
        area.moveCenter(self.rect().center())
        painter.drawImage(area, self.image)
        painter.end()


class MediaView(QDialog):
    """Shows one file. Whoever made it answers ``again``, ``save`` and fills it."""

    def __init__(self, theme: Theme, about: About, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(about.kind)
        self._about = about
        self.whose = Words(about.whose, "muted")
        self.words = Words()
        for label in (self.whose, self.words):
            label.setFont(theme.font())
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.picture = Picture(self)
        self.again = self._button(tr("Try again"))
        self.save = self._button(tr("Save as …"))
        self.close_button = self._button(tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self._buttons = ButtonRow(self.again, self.save, self.close_button, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(2 * SIZES.grid,) * 4)
        layout.setSpacing(SIZES.grid)
        layout.addWidget(self.whose)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.words)
        layout.addWidget(self._buttons)
        self._window = parent.window()
        self._fit()
        self.wait()

    def wait(self) -> None:
        """It is being fetched."""
        self._set(tr("Fetching it …"), again=False, save=False)
        self.close_button.setFocus()

    def show_picture(self, image: QImage, words: str) -> None:
        """It is a picture, and here it is."""
        self.picture.show_image(image)
        self.picture.show()
        self._fit()
        self.picture.setAccessibleName(f"{self._about.kind}. {self._about.whose}")
        self._set(words, again=False, save=True)
        announce(self, self.picture.accessibleName())

    def say(self, words: str, *, again: bool, save: bool) -> None:
        """It is not shown, for the reason in ``words``; a try again or saving it may still help."""
        self.picture.hide()
        self._set(words, again=again, save=save)
        self._fit()
        announce(self, words)

    def tell(self, words: str) -> None:
        """Something came of a press of a button."""
        self.words.setText(words)
        self.words.show()
        announce(self, words)

    def _fit(self) -> None:
        """As large as a picture may need, and no higher than words alone do."""
        room = self._window.size()
        width = min(_WIDTH, room.width() - 2 * SIZES.grid)
        height = min(_HEIGHT, room.height() - 2 * SIZES.grid)
        layout = self.layout()
        if self.picture.isHidden() and layout is not None:
            layout.activate()
            height = min(height, layout.totalHeightForWidth(width))
        self.resize(width, height)

    def _set(self, words: str, *, again: bool, save: bool) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))
        # Whoever has the focus is not taken away under it.
        if (self.again.hasFocus() and not again) or (self.save.hasFocus() and not save):
            self.close_button.setFocus()
        self.again.setVisible(again)
        self.save.setVisible(save)
        self._buttons.arrange()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        return button
