"""Every colour by its role, and every length, in one place: change a look here and nowhere else.

Colours mean something or are not there; each pair that can meet on screen keeps WCAG's contrast (4.5:1 for
words, 3:1 for greyed controls, 7:1 throughout in high contrast), which the tests measure.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor


class Scheme(StrEnum):
    """The sets of colours there are."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


@dataclass(frozen=True, slots=True)
class Roles:
    """One set of colours, each ``#RRGGBB``."""

    window: str
    """Frame, navigation, lists."""
    surface: str
    """Thread, cards, fields."""
    raised: str
    """Inbound bubble, hover, chips."""
    outline: str
    """Separators. A field's edge that is its only cue takes ``muted``."""
    edge: str
    """Edge of buttons, chips and the inbound bubble: as ``raised``, but seen in high contrast."""
    text: str
    muted: str
    """Times, captions."""
    faint: str
    """Greyed controls only: 3:1, not for reading matter."""
    accent: str
    """Current item, links, focus ring, Send."""
    on_accent: str
    """Words and icons on ``accent``."""
    out_bubble: str
    out_text: str
    ok: str
    """This and the next two always stand with an icon and a word, never alone."""
    warn: str
    bad: str


ROLES: dict[Scheme, Roles] = {
    Scheme.LIGHT: Roles(
        window="#F4F5F7",
        surface="#FFFFFF",
        raised="#ECEEF2",
        outline="#D5D9E0",
        edge="#ECEEF2",
        text="#14171C",
        muted="#58616E",
        faint="#7B8492",
        accent="#2356D8",
        on_accent="#FFFFFF",
        out_bubble="#2356D8",
        out_text="#FFFFFF",
        ok="#1A7A4A",
        warn="#8A5700",
        bad="#B3261E",
    ),
    Scheme.DARK: Roles(
        window="#14171C",
        surface="#1B1F26",
        raised="#262C36",
        outline="#39414E",
        edge="#262C36",
        text="#E9EBEE",
        muted="#A4ADBA",
        faint="#78818F",
        accent="#8AB0FF",
        on_accent="#14171C",
        out_bubble="#2A4FA8",
        out_text="#FFFFFF",
        ok="#5BD59A",
        warn="#F0BE62",
        bad="#FF8A80",
    ),
    Scheme.HIGH_CONTRAST: Roles(
        window="#000000",
        surface="#000000",
        raised="#1C1C1C",
        outline="#FFFFFF",
        edge="#FFFFFF",
        text="#FFFFFF",
        muted="#D8DCE2",
        faint="#B4BAC4",
        accent="#FFE14D",
        on_accent="#000000",
        out_bubble="#0B2F80",
        out_text="#FFFFFF",
        ok="#6BEBAC",
        warn="#FFCB66",
        bad="#FFA69E",
    ),
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in logical pixels, unless the name says otherwise."""

    grid: int = 8
    half_grid: int = 4
    """For hairline cases, where a whole step is too much."""
    row: int = 64
    """A conversation's row."""
    avatar: int = 40
    icon: int = 24
    glyph: int = 16
    target: int = 32
    """Least height of a button or field."""
    navigation: int = 64
    bubble_radius: int = 14
    card_radius: int = 10
    field_radius: int = 8
    bubble_gap: int = 2
    """Between bubbles of one side within two minutes."""
    turn_gap: int = 10
    """Between all other bubbles."""
    bubble_share: float = 0.72
    """Of the pane's width, at most."""
    focus_ring: int = 2
    window_width: int = 1080
    window_height: int = 720
    least_width: int = 360
    least_height: int = 560
    list_width: int = 360
    """Of the pane with the list, where two panes show."""
    two_panes: int = 760
    """Below this width one pane shows at a time."""
    motion_ms: int = 120


SIZES = Sizes()


def contrast(one: str | QColor, other: str | QColor) -> float:
    """The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""

    def luminance(colour: QColor) -> float:
        channels = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (lighter + 0.05) / (darker + 0.05)
