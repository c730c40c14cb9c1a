"""The scheme that is on now: colours, fonts and icons for whoever paints, and the application dressed in it.

Widgets get the one ``Theme`` handed in, ask it for ``color("muted")``, ``font("caption")`` or
``icon("send")`` when they paint, and repaint on ``changed``. The colours and sizes are in ``roles``. How
large words are, and whether anything moves, is chosen here, too.
"""

from enum import StrEnum
from math import ceil

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.ui import resources
from desktop.ui.roles import ROLES, SIZES, Roles, Scheme
from desktop.ui.stylesheet import palette, stylesheet
from desktop.ui.system_motion import SystemMotion
from desktop.ui.system_scheme import SystemScheme


class Choice(StrEnum):
    """What a person may choose; ``SYSTEM`` follows the desktop, live."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Motion(StrEnum):
    """Whether panes move when they change; ``SYSTEM`` asks the desktop."""

    SYSTEM = "system"
    ON = "on"
    OFF = "off"


_STEPS = {"body": 0, "caption": -2, "title": 2, "page_title": 6}
"""Points over the application's font."""
_LEAST_POINTS = 7.0
_TOLD_TO_QT = {
    Choice.LIGHT: Qt.ColorScheme.Light,
    Choice.DARK: Qt.ColorScheme.Dark,
    Choice.HIGH_CONTRAST: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """The scheme that is on, applied to the whole application; one per program.

    ``Choice.SYSTEM`` follows the desktop while the program runs; where the desktop does not say, the
    palette it started with decides. ``changed`` is emitted after the application wears the new colours.
    """

    changed = Signal()

    def __init__(self, application: QApplication, choice: Choice = Choice.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._icons: dict[tuple[str, str], QIcon] = {}
        # Painting asks for these dozens of times a row.
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, bool, bool], QFont] = {}
        self._files = resources.ColouredFiles()
        self._started_dark = application.palette().window().color().lightness() < 128
        self._hints = QGuiApplication.styleHints()
        self._system = SystemScheme(self)
        self.system_motion = SystemMotion(self)
        """What the desktop itself wants to move."""
        self._motion = Motion.SYSTEM
        self._usual_font = QFont(application.font())
        self._text_size = 100
        # Only from 6.10 on does Qt pass on the desktop's wish for contrast.
        self._accessibility = self._hints.accessibility() if hasattr(self._hints, "accessibility") else None
        self._choice = Choice.SYSTEM
        self._scheme = self._resolve()
        application.setStyle("Fusion")
        self._apply()
        self._system.changed.connect(self._update)
        if self._accessibility is not None:
            self._accessibility.contrastPreferenceChanged.connect(self._update)
        if choice is not Choice.SYSTEM:
            self.choose(choice)

    @property
    def choice(self) -> Choice:
        """What was chosen."""
        return self._choice

    @property
    def scheme(self) -> Scheme:
        """The set of colours that is on now."""
        return self._scheme

    @property
    def roles(self) -> Roles:
        """The colours that are on now."""
        return ROLES[self._scheme]

    def choose(self, choice: Choice) -> None:
        """Fix a scheme, or follow the system; takes effect at once."""
        self._choice = choice
        # Qt passes it on to title bars and native dialogs where the platform lets it.
        if choice is Choice.SYSTEM:
            self._hints.unsetColorScheme()
            self._system.refresh()
        else:
            self._hints.setColorScheme(_TOLD_TO_QT[choice])
        self._update()

    @property
    def text_size(self) -> int:
        """How large words are, in per cent of the desktop's font."""
        return self._text_size

    @property
    def motion_ms(self) -> int:
        """How long a change of panes moves, in milliseconds; 0 where nothing should move."""
        moves = self._motion is Motion.ON or (
            self._motion is Motion.SYSTEM and not self.system_motion.reduced
        )
        return SIZES.motion_ms if moves else 0

    def set_text_size(self, percent: int) -> None:
        """Make all words so large (100 is the desktop's own size); takes effect at once.

        Raises ``ValueError`` for what nobody could read: less than 50 or more than 300.
        """
        if not 50 <= percent <= 300:
            raise ValueError(f"{percent} % is no size of text")
        if percent == self._text_size:
            return
        self._text_size = percent
        font = QFont(self._usual_font)
        font.setPointSizeF(max(_points(font) * percent / 100, _LEAST_POINTS))
        self._application.setFont(self._usual_font if percent == 100 else font)
        self._fonts.clear()
        QToolTip.setFont(self.font())
        # Under a style sheet, widgets take another font only together with it.
        self._apply()
        self.changed.emit()

    def set_motion(self, motion: Motion) -> None:
        """Let things move, or not, or as the desktop wants."""
        self._motion = motion

    def line_height(self, step: str = "body") -> int:
        """Pixels that a line of words in this step needs."""
        return ceil(QFontMetricsF(self.font(step)).height())

    def row_height(self) -> int:
        """Pixels of a list's row of two lines: ``SIZES.row``, more where large words need it."""
        return max(SIZES.row, 2 * self.line_height() + 2 * SIZES.grid + SIZES.half_grid)

    def color(self, role: str) -> QColor:
        """The colour of a role of ``Roles`` now; raises ``AttributeError`` for any other word."""
        if role not in self._colors:
            self._colors[role] = QColor(getattr(self.roles, role))
        return QColor(self._colors[role])

    def font(self, step: str = "body", *, tabular: bool = False, strong: bool = False) -> QFont:
        """The font of a step: ``body``, ``caption``, ``title`` (semi-bold) or ``page_title`` (semi-bold).

        ``tabular`` gives all figures one width, for times and counters, where the font can.
        """
        key = (step, tabular, strong)
        if key not in self._fonts:
            self._fonts[key] = self._made_font(step, tabular=tabular, strong=strong)
        return QFont(self._fonts[key])

    def _made_font(self, step: str, *, tabular: bool, strong: bool) -> QFont:
        font = QFont(self._application.font())
        more = _STEPS[step] * self._text_size / 100
        font.setPointSizeF(max(_points(font) + more, _LEAST_POINTS))
        if strong or step in ("title", "page_title"):
            font.setWeight(QFont.Weight.DemiBold)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def icon(self, name: str, role: str = "text") -> QIcon:
        """The icon ``name`` in the colour of ``role``, which it keeps to when the scheme changes.

        Raises ``FileNotFoundError`` for a name without a drawing.
        """
        key = (name, role)
        if key not in self._icons:
            self._icons[key] = resources.icon(name, lambda: self.color(role), lambda: self.color("faint"))
        return self._icons[key]

    def _resolve(self) -> Scheme:
        if self._choice is not Choice.SYSTEM:
            return Scheme(self._choice.value)
        if (
            self._accessibility is not None
            and self._accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast
        ):
            return Scheme.HIGH_CONTRAST
        wanted = self._system.scheme
        dark = self._started_dark if wanted == Qt.ColorScheme.Unknown else wanted == Qt.ColorScheme.Dark
        return Scheme.DARK if dark else Scheme.LIGHT

    def _update(self) -> None:
        scheme = self._resolve()
        if scheme is not self._scheme:
            self._scheme = scheme
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._colors.clear()
        self._fonts.clear()
        self._application.setPalette(palette(self.roles))
        QToolTip.setPalette(palette(self.roles))
        self._application.setStyleSheet(stylesheet(self.roles, SIZES, self._files.url))


def _points(font: QFont) -> float:
    return font.pointSizeF() if font.pointSizeF() > 0 else QFontInfo(font).pointSizeF()


def fitted(font: QFont, text: str, room: float) -> QFont:
    """``font``, made smaller where one line of ``text`` is wider than ``room`` pixels."""
    wanted = QFontMetricsF(font).horizontalAdvance(text)
    if wanted <= room or room <= 0:
        return font
    smaller = QFont(font)
    smaller.setPointSizeF(_points(font) * room / wanted)
    return smaller
