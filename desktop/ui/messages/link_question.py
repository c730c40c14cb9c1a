"""The question before a link opens: where it truly leads, what is doubtful in it, the whole address.

Everything is shown as plain text, and Cancel is the answer of whoever just presses Enter.
"""

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication, QShowEvent, QTextOption
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from desktop.sms.links import LinkKind
from desktop.sms.web_address import Doubt, WebAddress
from desktop.ui.plain import shown
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import isolated, tr

_WIDTH = 460
_HIGHEST = 560
"""Pixels, where there is no window that says how much room there is; what is higher scrolls."""
_PIECE = 12
"""Letters of a host between which no line ends."""
_MOST_LINES = 4
_FRAME = 12
"""Edge and padding of a field, above and below."""


def doubt_words(doubt: Doubt, host: str) -> str:
    """Why to look twice, in a sentence."""
    sentences = {
        Doubt.USER_INFO: tr("What stands before the @ is no place on the web. This leads to {host}."),
        Doubt.ODD_LETTERS: tr("The name has letters beyond a to z, which may look like other letters."),
        Doubt.MIXED_SCRIPTS: tr("The name mixes letters of several alphabets, as names made to deceive do."),
        Doubt.BARE_NUMBER: tr("This is the number of a computer and not the name of a site."),
        Doubt.PORT: tr("It names a port that ordinary web sites do not use."),
        Doubt.HIDDEN_ORDER: tr(
            "The text has invisible signs that change the order of letters. Go by the address below."
        ),
    }
    return sentences[doubt].format(host=isolated(_breakable(host)))


class LinkQuestion(QDialog):
    """Opens the address with the system's program after a person said so."""

    def __init__(self, address: WebAddress, kind: LinkKind, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._address = address
        self._theme = theme
        self._labels: list[tuple[QLabel, str]] = []
        self._room = min(_WIDTH, parent.width() - 2 * SIZES.grid) if parent is not None else _WIDTH
        web = kind is LinkKind.WEB
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Open this address?") if web else tr("Write to this address?"))
        # Letters made to deceive are not shown large.
        deceiving = Doubt.MIXED_SCRIPTS in address.doubts
        host, other = address.host.shown, address.host.ascii
        if deceiving:
            host, other = other, host
        doubts = [doubt for doubt in address.doubts if doubt is not Doubt.ODD_LETTERS or not deceiving]
        self.doubts = [doubt_words(doubt, host) for doubt in doubts]
        self._signs: list[QLabel] = []
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(*(3 * SIZES.grid,) * 4)
        self._column.setSpacing(SIZES.grid)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setStyleSheet("QScrollArea { border: none; }")
        self._scroll.setWidget(whole)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._scroll)
        leads = tr("This leads to") if web else tr("This writes to somebody at")
        self._add(leads, "body", "muted")
        self.host = self._add(isolated(_breakable(host)), "title")
        self.host.setAccessibleName(host)
        if other != host:
            beside = tr("It is written to look like {host}") if deceiving else tr("For computers: {host}")
            self._add(beside.format(host=isolated(_breakable(other))), "caption", "muted")
        for words in self.doubts:
            self._add_warning(words)
        self._column.addSpacing(SIZES.grid)
        self._add(tr("The whole address"), "caption", "muted")
        self.address = _address_field(address.opens)
        self._column.addWidget(self.address)
        self.trouble = self._add("", "body", "bad")
        self.trouble.hide()
        self._column.addSpacing(SIZES.grid)
        self._add_buttons(web)
        description = " ".join([leads, host, *self.doubts])
        self.setAccessibleDescription(description)
        self.cancel_button.setAccessibleDescription(description)
        self.cancel_button.setFocus()
        theme.changed.connect(self._dress)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def showEvent(self, event: QShowEvent) -> None:
        # Only now do labels and buttons have the style sheet's sizes.
        self._dress()
        super().showEvent(event)

    def open_address(self) -> None:
        """Hand the address to the system's program, exactly as it was shown; say so if that fails."""
        url = QUrl(self._address.opens)
        same = _host_in(url) == self._address.host.ascii.lower()
        # Qt reads some addresses in its own way; what was not shown is not opened.
        if same and QDesktopServices.openUrl(url):
            self.accept()
            return
        self.trouble.setText(tr("No program could open it. Copy the address and open it by hand."))
        self.trouble.show()

    def copy(self) -> None:
        """Put the whole address on the clipboard."""
        QGuiApplication.clipboard().setText(self._address.opens)
        self.reject()

    def _add(self, words: str, step: str, role: str = "", row: QBoxLayout | None = None) -> QLabel:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        self._labels.append((label, step))
        if row is None:
            self._column.addWidget(label)
        else:
            row.addWidget(label, 1)
        return label

    def _add_warning(self, words: str) -> None:
        sign = QLabel()
        self._signs.append(sign)
        sign.setAccessibleName(tr("Warning"))
        row = QHBoxLayout()
        row.setSpacing(SIZES.grid)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self._add(words, "body", row=row)
        self._column.addLayout(row)

    def _add_buttons(self, web: bool) -> None:
        self.open_button = QPushButton(tr("Open") if web else tr("Write"))
        self.open_button.setToolTip(
            tr("In the system's browser") if web else tr("In the system's mail program")
        )
        self.copy_button = QPushButton(tr("Copy address"))
        self.cancel_button = QPushButton(tr("Cancel"))
        for button in (self.open_button, self.copy_button):
            button.setAutoDefault(False)
        self.cancel_button.setDefault(True)
        self.open_button.clicked.connect(self.open_address)
        self.copy_button.clicked.connect(self.copy)
        self.cancel_button.clicked.connect(self.reject)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(SIZES.grid)
        self._row.addWidget(self.open_button)
        self._row.addWidget(self.copy_button)
        self._row.addStretch(1)
        self._row.addWidget(self.cancel_button)
        self._column.addLayout(self._row)

    def _dress(self) -> None:
        """Fonts as they are now; buttons that no longer fit beside each other stand one below the other."""
        for label, step in self._labels:
            label.setFont(self._theme.font(step))
        size = QSize(SIZES.glyph, SIZES.glyph)
        for sign in self._signs:
            sign.setPixmap(self._theme.icon("warning", "warn").pixmap(size, self.devicePixelRatioF()))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self._theme.font().pointSizeF())
        self.address.setFont(font)
        figure = self.address.fontMetrics().horizontalAdvance("0")
        fitting = max((self._room - 9 * SIZES.grid) // max(figure, 1), 1)
        lines = min(len(self._address.opens) // fitting + 1, _MOST_LINES)
        self.address.setFixedHeight(
            self.address.fontMetrics().lineSpacing() * lines + 2 * SIZES.grid + _FRAME
        )
        buttons = (self.open_button, self.copy_button, self.cancel_button)
        needed = sum(button.sizeHint().width() + SIZES.grid for button in buttons) + 6 * SIZES.grid
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if needed > self._room else direction.LeftToRight)
        self._align()
        self.setMinimumWidth(self._room)
        self._column.activate()
        parent = self.parentWidget()
        highest = parent.height() - 2 * SIZES.grid if parent is not None else _HIGHEST
        needed_height = self._column.heightForWidth(self._room)
        # Left to itself, a bar that showed for a moment makes the lines shorter and so stays.
        bar = Qt.ScrollBarPolicy
        self._scroll.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if needed_height > highest else bar.ScrollBarAlwaysOff
        )
        self.resize(self._room, min(needed_height, highest))

    def _align(self) -> None:
        # A host in Latin letters would stand on the left, beside Arabic words that stand on the right.
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        for label, _ in self._labels:
            label.setAlignment(leading | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


def _breakable(host: str) -> str:
    """``host`` with places where a line may end: a long one must not hide its end beyond the edge."""
    return "\u200b".join(shown(host)[place : place + _PIECE] for place in range(0, len(host), _PIECE))


def _host_in(url: QUrl) -> str:
    """The host that ``url`` leads to, in ASCII; of a mail address what stands behind the @."""
    if url.scheme() == "mailto":
        return url.path(QUrl.ComponentFormattingOption.FullyDecoded).rpartition("@")[2].lower()
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded).lower()
    return f"[{host}]" if ":" in host else host


def _address_field(address: str) -> QPlainTextEdit:
    """The address to read and select, broken anywhere, always from left to right."""
    field = QPlainTextEdit(shown(address))
    field.setReadOnly(True)
    field.setAccessibleName(tr("The whole address"))
    field.setTabChangesFocus(True)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
    field.document().setDefaultTextOption(option)
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return field
