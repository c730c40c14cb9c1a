"""A message as it is painted: its colours and signs, and nothing but plain text whatever its body holds."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.ui.roles import SIZES
from desktop.ui.theme import Choice, Theme
from tests.ui.account import Account
from tests.ui.messages.texts import NOON, Tab, change, put

HOSTILE = {
    "tags": "<img src='x'><script>alert(1)</script><table><tr><td>" * 20,
    "bidi overrides": "pay \u202e000,1$\u202d now \u2066\u2067\u2068" * 50,
    "control characters": "".join(chr(code) for code in range(1, 32)) + "\x7f\x80\x9f",
    "one megabyte": "word " * 200_000,
    "five thousand emoji": "👩‍👩‍👧‍👦" * 5_000,
    "only line ends": "\n" * 3_000,
    "zero width": "\u200b\u200c\u200d\u2060\ufeff" * 100,
    "combining": "Z" + "\u0335\u0321\u034e" * 500,
    "lone surrogate made good": "\ufffd\ufffd",
    "nothing": "",
    "one long word": "x" * 30_000,
}


def picture(tab: Tab, row: int = 0) -> QImage:
    whole = tab.window.grab()
    view = tab.view.thread_view
    area = view.visualRect(tab.thread.index(row)).intersected(view.viewport().rect())
    area.moveTopLeft(view.viewport().mapTo(tab.window, area.topLeft()))
    return whole.copy(area).toImage()


def colours(image: QImage, where: QRect | None = None) -> set[str]:
    area = where or image.rect()
    return {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    }


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_is_painted_as_plain_text(
    account: Account, open_tab: Callable[..., Tab], qtbot: QtBot, kind: str
) -> None:
    """Warnings of Qt fail a test here; a text that is worth gigabytes of pixels is cut."""
    there = put(account, [HOSTILE[kind]], outbound=kind in ("tags", "one megabyte"), tell=False)
    tab = open_tab(width=400)
    tab.view.open(there)
    view = tab.view.thread_view
    qtbot.waitUntil(lambda: view.viewport().width() > 300)
    assert len(colours(picture(tab))) > 1
    assert view.visualRect(tab.thread.index(0)).width() <= view.viewport().width()


def width_of(image: QImage, colour: QColor, y: int) -> int:
    """From the first to the last pixel of a colour in one line."""
    painted = [x for x in range(image.width()) if image.pixelColor(x, y) == colour]
    return painted[-1] - painted[0]


def test_tags_are_letters(account: Account, theme: Theme, tab: Tab) -> None:
    """As tags they would take no room at all."""
    tab.view.open(put(account, ["<b></b>", "|"]))
    raised = theme.color("raised")
    tags, bar = (picture(tab, row) for row in (0, 1))
    assert width_of(tags, raised, tags.height() // 2) > width_of(bar, raised, bar.height() // 2) + 30


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
def test_ours_are_on_the_right_in_colour_and_theirs_on_the_left(
    account: Account, theme: Theme, tab: Tab, choice: Choice
) -> None:
    there = put(account, ["theirs"])
    put(account, ["ours"], outbound=True, since=NOON.replace(hour=13))
    theme.choose(choice)
    tab.view.open(there)
    theirs, ours = picture(tab, 0), picture(tab, 1)
    half = theirs.width() // 2
    left, right = QRect(0, 0, half, ours.height()), QRect(half, 0, half, ours.height())
    out = theme.color("out_bubble").name()
    assert out in colours(ours, right) and out not in colours(ours, left)
    raised = theme.color("raised").name()
    assert raised in colours(theirs, QRect(0, 15, half, 15)) and raised not in colours(
        theirs, QRect(half, 15, half, 15)
    )


def test_right_to_left_the_sides_change(account: Account, theme: Theme, tab: Tab) -> None:
    tab.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    tab.view.open(put(account, ["ours"], outbound=True))
    image = picture(tab)
    out = theme.color("out_bubble").name()
    assert out in colours(image, QRect(0, 0, image.width() // 2, image.height()))


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (State.FAILED, "bad"),
        (State.UNCONFIRMED, "warn"),
        (State.DELIVERED, "muted"),
        (State.STOPPED, "muted"),
    ],
)
def test_the_sign_beside_a_bubble_has_the_colour_of_its_state(
    account: Account, theme: Theme, tab: Tab, state: State, role: str
) -> None:
    """C2, C8"""
    tab.view.open(put(account, ["x"], outbound=True, state=state, attempted_at=NOON, doubted_at=NOON))
    assert theme.color(role).name() in colours(picture(tab))


def test_a_bubble_changes_in_its_place_when_its_text_is_delivered(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    tab.view.open(put(account, ["x"], outbound=True, state=State.SENT))
    before, height = picture(tab), tab.view.thread_view.sizeHintForRow(0)
    change(account, 1, state=State.DELIVERED)
    qtbot.waitUntil(lambda: picture(tab) != before)
    assert tab.view.thread_view.sizeHintForRow(0) == height


def test_the_text_that_has_the_focus_has_a_ring(
    account: Account, theme: Theme, tab: Tab, qtbot: QtBot
) -> None:
    tab.view.open(put(account, ["hello"]))
    view = tab.view.thread_view
    accent = theme.color("accent").name()
    assert accent not in colours(picture(tab))
    view.setFocus()
    view.setCurrentIndex(tab.thread.index(0))
    qtbot.waitUntil(lambda: accent in colours(picture(tab)))


@pytest.mark.parametrize("width", [360, 1080])
def test_bubbles_stand_in_line_with_the_composer(
    account: Account, open_tab: Callable[..., Tab], theme: Theme, qtbot: QtBot, width: int
) -> None:
    there = put(account, ["a long text that fills more than one line " * 9], outbound=True, tell=False)
    tab = open_tab(width=width)
    tab.view.open(there)
    view = tab.view.thread_view
    qtbot.waitUntil(lambda: view.viewport().width() > 300)
    image = tab.window.grab().toImage()
    out = QColor(theme.color("out_bubble"))
    middle = view.viewport().mapTo(tab.window, view.visualRect(tab.thread.index(0)).center()).y()
    edge = [x for x in range(image.width()) if image.pixelColor(x, middle) == out][-1]
    edit = tab.view.composer.edit
    composer = edit.mapTo(tab.window, edit.rect().topRight()).x()
    assert abs(edge - composer) <= 1
    assert SIZES.bubble_radius > 2


def test_the_row_grows_for_a_hint_and_shrinks_again(account: Account, tab: Tab, qtbot: QtBot) -> None:
    """C4: it stands in the bubble, and what is read below it does not jump."""
    old = NOON - timedelta(minutes=5)
    tab.view.open(put(account, ["x"], outbound=True, state=State.ACCEPTED, since=old))
    view = tab.view.thread_view
    high = view.visualRect(tab.thread.index(0)).height()
    change(account, tab.thread.messages()[0].id, state=State.DELIVERED)
    qtbot.waitUntil(lambda: view.visualRect(tab.thread.index(0)).height() < high)


def test_a_text_sent_elsewhere_has_its_mark_beside_the_tick(account: Account, tab: Tab, qtbot: QtBot) -> None:
    """C17"""
    tab.view.open(put(account, ["x"], outbound=True, state=State.DELIVERED))
    before = picture(tab)
    change(account, tab.thread.messages()[0].id, outside=True)
    qtbot.waitUntil(lambda: picture(tab) != before)
