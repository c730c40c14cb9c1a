"""What Qt itself paints: the palette and the style sheet that put the roles' colours on standard widgets.

Widgets of ours paint themselves from ``Theme``; this is for buttons, fields, lists, menus and tooltips.
Two properties choose a variant: ``kind`` of a button (``primary``, ``quiet``, and ``card`` for one that
stands on ``raised``) and ``role`` of a label (``muted``, ``ok``, ``warn``, ``bad``).
"""

from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette

from desktop.ui.roles import Roles, Sizes

_COLORS = QPalette.ColorRole
_PLACES = {
    "window": (_COLORS.Window,),
    "surface": (_COLORS.Base, _COLORS.ToolTipText),
    "raised": (_COLORS.AlternateBase, _COLORS.Button, _COLORS.Midlight),
    "outline": (_COLORS.Mid, _COLORS.Dark, _COLORS.Light),
    "text": (_COLORS.WindowText, _COLORS.Text, _COLORS.ButtonText, _COLORS.BrightText, _COLORS.ToolTipBase),
    "muted": (_COLORS.PlaceholderText,),
    "accent": (_COLORS.Highlight, _COLORS.Link, _COLORS.LinkVisited, _COLORS.Accent),
    "on_accent": (_COLORS.HighlightedText,),
}
_GREYED = (_COLORS.WindowText, _COLORS.Text, _COLORS.ButtonText, _COLORS.PlaceholderText)


def palette(roles: Roles) -> QPalette:
    """Qt's palette for these colours, disabled controls included."""
    result = QPalette()
    for role, places in _PLACES.items():
        for place in places:
            result.setColor(place, QColor(getattr(roles, role)))
    result.setColor(_COLORS.Shadow, QColor("#000000"))
    for place in _GREYED:
        result.setColor(QPalette.ColorGroup.Disabled, place, QColor(roles.faint))
    result.setColor(QPalette.ColorGroup.Disabled, _COLORS.Highlight, QColor(roles.outline))
    return result


def stylesheet(roles: Roles, sizes: Sizes, image: Callable[[str, str], str]) -> str:
    """The application's style sheet. Whatever takes focus shows it by a ring of ``accent``.

    An edge of the ring's width is always there, transparent until it is wanted, so that nothing moves.
    ``image`` turns the name of a drawing and a colour into a ``url(…)``.
    """
    ring, radius, grid = sizes.focus_ring, sizes.field_radius, sizes.grid
    return f"""
QToolTip {{
    background: {roles.text}; color: {roles.surface}; border: 1px solid {roles.muted};
    padding: {sizes.half_grid // 2}px;
}}
QLabel[role="muted"] {{ color: {roles.muted}; }}
QLabel[role="ok"] {{ color: {roles.ok}; }}
QLabel[role="warn"] {{ color: {roles.warn}; }}
QLabel[role="bad"] {{ color: {roles.bad}; }}

QPushButton, QToolButton {{
    background: {roles.raised}; color: {roles.text}; border: {ring}px solid {roles.edge};
    border-radius: {radius}px; padding: {sizes.half_grid}px {grid}px;
    min-height: {sizes.target - 2 * sizes.half_grid - 2 * ring}px;
}}
QPushButton {{ padding-left: {2 * grid}px; padding-right: {2 * grid}px; }}
QPushButton:hover {{ border-color: {roles.outline}; }}
QPushButton:pressed {{ background: {roles.surface}; }}
QPushButton[kind="card"] {{ background: {roles.surface}; border-color: {roles.outline}; }}
QPushButton[kind="quiet"], QToolButton {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover, QToolButton:hover, QToolButton:checked {{ background: {roles.raised}; }}
QPushButton[kind="quiet"]:pressed, QToolButton:pressed {{ background: {roles.surface}; }}
QPushButton[kind="primary"] {{
    background: {roles.accent}; color: {roles.on_accent}; border-color: {roles.accent}; font-weight: 600;
}}
QPushButton[kind="primary"]:disabled {{ border-color: {roles.edge}; }}
QToolButton[kind="chip"] {{ background: {roles.raised}; border-color: {roles.edge}; padding: 0 {grid}px; }}
QToolButton[kind="chip"]:checked {{ background: {roles.accent}; color: {roles.on_accent}; }}
QPushButton:disabled, QToolButton:disabled {{ background: {roles.raised}; color: {roles.faint}; }}
QPushButton[kind="quiet"]:disabled {{ background: transparent; }}
QPushButton:focus, QToolButton:focus {{ border-color: {roles.accent}; }}
QPushButton[kind="quiet"]:focus, QPushButton[kind="card"]:focus, QPushButton[kind="primary"]:focus {{
    border-color: {roles.accent};
}}
QPushButton[kind="primary"]:focus {{ background: {roles.surface}; color: {roles.accent}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {{
    background: {roles.surface}; color: {roles.text}; border: 1px solid {roles.muted};
    border-radius: {radius}px; padding: {sizes.half_grid + 1}px {grid + 1}px;
    selection-background-color: {roles.accent}; selection-color: {roles.on_accent};
    placeholder-text-color: {roles.muted};
}}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus {{
    border: {ring}px solid {roles.accent}; padding: {sizes.half_grid}px {grid}px;
}}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {{
    background: {roles.window}; color: {roles.faint}; border-color: {roles.outline};
}}

QTextEdit[kind="words"] {{ background: transparent; border: {ring}px solid transparent; padding: 0; }}
QTextEdit[kind="words"]:focus {{ border: {ring}px solid {roles.accent}; padding: 0; }}

QLineEdit, QAbstractSpinBox, QComboBox {{ min-height: {sizes.target - 2 * sizes.half_grid - 2 * ring}px; }}

QComboBox, QCheckBox, QRadioButton, QSlider {{
    border: {ring}px solid transparent; border-radius: {radius}px;
}}
QComboBox {{
    background: {roles.raised}; border-color: {roles.edge}; padding: {sizes.half_grid}px {grid}px;
}}
QComboBox::drop-down {{ border: none; width: {3 * grid}px; }}
QComboBox::down-arrow {{
    image: {image("chevron-down", roles.muted)}; width: {2 * grid}px; height: {2 * grid}px;
}}
QCheckBox, QRadioButton {{ padding: {sizes.half_grid // 2}px; spacing: {grid}px; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: {2 * grid}px; height: {2 * grid}px; background: {roles.surface}; border: 1px solid {roles.muted};
}}
QCheckBox::indicator {{ border-radius: {sizes.half_grid}px; }}
QRadioButton::indicator {{ border-radius: {grid + 1}px; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{
    background: {roles.accent}; border-color: {roles.accent};
}}
QCheckBox::indicator:checked {{ image: {image("check", roles.on_accent)}; }}
QRadioButton::indicator:checked {{ image: {image("dot", roles.on_accent)}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {roles.faint}; }}
QSlider::groove:horizontal {{ height: {sizes.half_grid}px; background: {roles.faint}; border-radius: 2px; }}
QSlider::handle:horizontal {{
    width: {2 * grid}px; margin: -6px 0; background: {roles.accent}; border-radius: {grid}px;
}}

QProgressBar {{
    background: {roles.raised}; border: 1px solid {roles.edge}; border-radius: {sizes.half_grid}px;
}}
QProgressBar::chunk {{ background: {roles.accent}; border-radius: {sizes.half_grid - 1}px; }}

QAbstractItemView, QScrollArea {{ background: transparent; border: {ring}px solid transparent; outline: 0; }}
QScrollArea[kind="page"] {{ border: none; }}
QAbstractItemView::item:selected {{ background: {roles.accent}; color: {roles.on_accent}; }}
QComboBox QAbstractItemView {{ background: {roles.surface}; border: 1px solid {roles.outline}; }}
QComboBox:focus, QCheckBox:focus, QRadioButton:focus, QSlider:focus, QLabel:focus,
QAbstractItemView:focus, QScrollArea:focus {{ border: {ring}px solid {roles.accent}; }}

QMenu {{
    background: {roles.surface}; color: {roles.text}; border: 1px solid {roles.outline};
    border-radius: {radius}px; padding: {sizes.half_grid}px;
}}
QMenu::item {{ padding: {sizes.half_grid + 2}px {2 * grid}px; border-radius: {radius - 2}px; }}
QMenu::item:selected {{ background: {roles.accent}; color: {roles.on_accent}; }}
QMenu::item:disabled {{ color: {roles.faint}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {roles.outline}; margin: {sizes.half_grid}px; }}

QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: {grid + 4}px; }}
QScrollBar:horizontal {{ height: {grid + 4}px; }}
QScrollBar::handle {{ background: {roles.faint}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: {4 * grid}px; }}
QScrollBar::handle:horizontal {{ min-width: {4 * grid}px; }}
QScrollBar[idle="true"]::handle {{ background: transparent; }}
QScrollBar::handle:hover {{ background: {roles.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QSplitter::handle {{ background: {roles.outline}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
"""
