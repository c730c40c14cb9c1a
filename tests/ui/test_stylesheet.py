from dataclasses import fields

from PySide6.QtGui import QColor, QPalette

from desktop.ui.roles import ROLES, SIZES, Roles, Scheme
from desktop.ui.stylesheet import palette, stylesheet


def test_the_palette_wears_the_roles() -> None:
    for scheme in Scheme:
        worn, roles = palette(ROLES[scheme]), ROLES[scheme]
        assert worn.color(QPalette.ColorRole.Window) == QColor(roles.window)
        assert worn.color(QPalette.ColorRole.Base) == QColor(roles.surface)
        assert worn.color(QPalette.ColorRole.WindowText) == QColor(roles.text)
        assert worn.color(QPalette.ColorRole.Highlight) == QColor(roles.accent)
        assert worn.color(QPalette.ColorRole.HighlightedText) == QColor(roles.on_accent)


def test_a_placeholder_can_be_read() -> None:
    for roles in ROLES.values():
        assert palette(roles).color(QPalette.ColorRole.PlaceholderText) == QColor(roles.muted)


def test_the_style_sheet_holds_no_colour_but_the_roles() -> None:
    roles = ROLES[Scheme.DARK]
    sheet = stylesheet(roles, SIZES, lambda name, colour: "none")
    for role in fields(Roles):
        sheet = sheet.replace(getattr(roles, role.name), "")
    assert "#" not in sheet
