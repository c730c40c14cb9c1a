from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.announce import Link, LinkChanged
from desktop.store import lines
from desktop.ui.lines.line_bar_view import LineBar
from desktop.ui.lines.line_model import LineModel
from desktop.ui.roles import SIZES
from desktop.ui.theme import Choice, Theme
from desktop.ui.turns import turns
from tests.ui.account import ACCOUNT, FREEPHONE, INTAKE, LINES, SUPPORT, Account, line, names, opened, unnamed


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


@pytest.fixture
def model(account: Account) -> LineModel:
    return LineModel(account.db, account.changes)


@pytest.fixture
def bar(model: LineModel, theme: Theme, qtbot: QtBot) -> LineBar:
    bar = LineBar(model, theme)
    qtbot.addWidget(bar)
    bar.set_link(ACCOUNT, Link.ONLINE, "")
    turns().catch_up()
    bar.resize(1080, bar.sizeHint().height())
    bar.show()
    return bar


def parts(bar: LineBar) -> list[QWidget]:
    """What shows in the bar, in reading order."""
    every: list[QWidget] = [bar.picker, bar.chip, bar.link_mark, bar.balance]
    return [part for part in every if part.isVisible()]


def settle(bar: LineBar, width: int) -> None:
    """Make it this wide, and lay it out now."""
    bar.resize(width, bar.sizeHint().height())
    layout = bar.layout()
    assert layout is not None
    layout.activate()


def test_the_bar_says_whose_number_what_it_can_do_and_how_the_account_stands(bar: LineBar) -> None:
    """A8, visual design: line, chip, state, balance."""
    assert bar.picker.currentText() == "Support UK  \u2068+44 7700 900010\u2069"
    assert [bar.chip.text(), bar.link_mark.text(), bar.balance.text()] == ["SMS", "Online", "€12.40"]
    assert bar.balance.accessibleName() == "Balance €12.40"


def test_changing_the_line_changes_the_bar_at_once(bar: LineBar, model: LineModel, account: Account) -> None:
    """A4."""
    model.choose(ACCOUNT, FREEPHONE)
    assert bar.chip.text() == "Voice only"
    lines.replace(account.db, ACCOUNT, [*LINES[:2], line(FREEPHONE, "Freephone UK"), *LINES[3:]])
    assert bar.chip.text() == "SMS"


def test_the_state_and_the_balance_are_those_of_the_current_lines_account(
    bar: LineBar, model: LineModel, account: Account
) -> None:
    lines.replace(account.db, "second", [line("+33639980011", "Second", account_id="second")])
    account.announcer.publish(LinkChanged("second", Link.OFFLINE, "no route"))
    assert bar.link_mark.text() == "Online"
    model.choose("second", "+33639980011")
    assert bar.link_mark.text() == "Offline"
    assert "no route" in bar.link_mark.toolTip()
    assert not bar.balance.isVisible()


def test_a_balance_that_is_not_known_takes_no_room(bar: LineBar, account: Account) -> None:
    account.offer(balance=None)
    assert parts(bar) == [bar.picker, bar.chip, bar.link_mark]
    account.offer(balance="3")
    assert bar.balance.text() == "€3.00"
    assert bar.balance.isVisible()


@pytest.mark.parametrize("number", [line.number for line in LINES])
@pytest.mark.parametrize("width", [SIZES.least_width, 400, 480, 560, SIZES.two_panes, SIZES.window_width])
def test_at_every_width_the_parts_stand_beside_each_other_and_none_is_clipped(
    number: str, width: int, bar: LineBar, model: LineModel
) -> None:
    """Visual design: a window may be 360 pixels wide."""
    model.choose(ACCOUNT, number)
    settle(bar, width)
    shown = parts(bar)
    assert shown[:3] == [bar.picker, bar.chip, bar.link_mark]
    before = QRect()
    for part in shown:
        place = part.geometry()
        assert bar.rect().contains(place), part
        assert place.left() > before.right() or before.isNull()
        before = place
    assert bar.picker.width() >= bar.picker.least_width()
    assert all(part.width() >= part.sizeHint().width() for part in shown[1:])


def test_as_the_bar_narrows_the_word_online_goes_before_the_line_is_cut(
    bar: LineBar, account: Account
) -> None:
    lines.replace(account.db, ACCOUNT, [line(SUPPORT, "Support for the United Kingdom and Ireland")])
    assert bar.link_mark.in_words
    for width in range(1080, SIZES.least_width - 1, -20):
        settle(bar, width)
        cut = bar.picker.width() < bar.picker.sizeHint().width()
        assert not (cut and bar.link_mark.in_words), width
    assert not bar.link_mark.in_words


def test_the_bar_never_keeps_the_window_wider_than_its_least_width(bar: LineBar, model: LineModel) -> None:
    for one in LINES:
        model.choose(ACCOUNT, one.number)
        assert bar.minimumSizeHint().width() <= SIZES.least_width


def test_everything_that_takes_focus_has_a_name_and_only_the_box_is_called_line(
    bar: LineBar, model: LineModel
) -> None:
    model.choose(ACCOUNT, INTAKE)
    assert unnamed(bar) == []
    assert names(bar).count("Line") == 1


def test_the_bar_repaints_in_the_colours_of_another_scheme(bar: LineBar, theme: Theme) -> None:
    light = bar.grab().toImage()
    theme.choose(Choice.DARK)
    assert bar.grab().toImage() != light


def test_a_store_without_lines_has_a_bar_that_says_so(
    bar: LineBar, account: Account, model: LineModel
) -> None:
    lines.replace(account.db, ACCOUNT, [])
    assert model.current is None
    assert parts(bar) == [bar.picker]
