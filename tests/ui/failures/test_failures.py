"""The page of failures, as a person uses it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.sms.remedy import Kind
from desktop.ui.failures.failures_model import FailuresModel
from desktop.ui.failures.failures_view import FailuresView
from desktop.ui.failures.group_card import PAGE, GroupCard
from desktop.ui.failures.marked_words import MarkedWords
from desktop.ui.theme import Theme
from tests.ui.account import Account, names, unnamed
from tests.ui.failures.failing import fail


def card(view: FailuresView, kind: Kind) -> GroupCard:
    return next(one for one in view.cards() if one.key.remedy.kind is kind)


def focus(view: QWidget) -> QWidget | None:
    found: QWidget | None = view.window().focusWidget()
    return found


def test_it_says_that_there_is_nothing_to_deal_with(view: FailuresView) -> None:
    assert view.nothing.isVisible()
    view.setFocus()
    assert focus(view) is view.head.back


def test_a_card_says_how_many_why_and_who_acts(
    view: FailuresView, model: FailuresModel, account: Account
) -> None:
    fail(account, ["21408", "21408"])
    model.look()
    shown = card(view, Kind.SETTING)
    assert shown.title.text() == "2 texts to countries switched off"
    assert shown.cause.text() and shown.actor.text() == "Whoever runs the account has to act."
    assert shown.main.text() == "Dealt with" and shown.leave.isHidden()
    assert not view.nothing.isVisible()
    assert unnamed(view) == []


def test_a_press_is_told_and_undone_by_keyboard_alone(
    view: FailuresView, model: FailuresModel, account: Account
) -> None:
    fail(account, ["30006"] * 9)
    model.look()
    view.setFocus()
    QTest.keyClick(card(view, Kind.LANDLINE).main, Qt.Key.Key_Return)
    assert view.bar.text == "9 numbers are marked as landlines."
    assert view.nothing.isVisible() and focus(view) is view.bar.button
    QTest.keyClick(view.bar.button, Qt.Key.Key_Return)
    assert card(view, Kind.LANDLINE).title.text() == "9 texts to landlines"
    assert view.bar.text == "9 texts are in the list again."
    assert focus(view) is card(view, Kind.LANDLINE).main


def test_texts_are_shown_a_page_at_a_time(view: FailuresView, model: FailuresModel, account: Account) -> None:
    fail(account, ["30006"] * (PAGE + 5))
    model.look()
    shown = card(view, Kind.LANDLINE)
    assert shown.rows == [] and shown.show_texts.text() == f"Show the {PAGE + 5} texts"
    shown.show_texts.click()
    assert len(shown.rows) == PAGE and shown.more.isVisible()
    assert shown.more.text() == "Show 5 more"
    shown.more.click()
    assert len(shown.rows) == PAGE + 5 and not shown.more.isVisible()
    assert focus(view) is shown.rows[PAGE].open
    shown.show_texts.click()
    assert shown.rows == []


def test_open_rows_stay_while_others_come_and_go(
    view: FailuresView, model: FailuresModel, account: Account
) -> None:
    fail(account, ["30003", "30003"])
    model.look()
    shown = card(view, Kind.UNREACHABLE)
    shown.show_texts.click()
    first, second = shown.rows
    first.open.setFocus()
    fail(account, ["30003"], first=10)
    model.look()
    assert len(shown.rows) == 3 and first in shown.rows and focus(view) is first.open
    second.leave.click()
    assert second not in shown.rows and shown.title.text() == "2 texts to phones that were off"
    assert focus(view) is first.open


def test_a_row_opens_edits_and_sends_its_own_text(
    view: FailuresView, model: FailuresModel, account: Account
) -> None:
    opened: list[int] = []
    edited: list[int] = []
    view.open_wanted.connect(opened.append)
    view.edit_wanted.connect(edited.append)
    (text,) = fail(account, ["30008"])
    model.look()
    shown = card(view, Kind.NO_REASON)
    shown.show_texts.click()
    (row,) = shown.rows
    row.open.click()
    row.edit.click()
    assert (opened, edited) == ([text], [text])
    row.again.click()
    assert view.bar.text == "1 text is sent again."


def test_what_must_not_go_out_again_has_no_button_for_it(
    view: FailuresView, model: FailuresModel, account: Account
) -> None:
    fail(account, ["30006", "21610", "30007"])
    model.look()
    for shown in view.cards():
        shown.show_texts.click()
        (row,) = shown.rows
        assert row.again.isHidden()
        assert row.edit.isHidden() is (shown.key.remedy.kind is not Kind.CONTENT)
        assert "Send" not in shown.main.text()


def test_suspected_words_are_marked_and_named(
    view: FailuresView, model: FailuresModel, account: Account, theme: Theme, qtbot: QtBot
) -> None:
    """B22."""
    fail(account, ["30007"], "Your payday loan <i>is</i> here")
    model.look()
    shown = card(view, Kind.CONTENT)
    shown.show_texts.click()
    qtbot.waitUntil(lambda: "Your payday loan <i>is</i> here" in names(shown))
    assert any("Perhaps for: payday loan" in name for name in names(shown))
    plain, marked = shown.rows[0].words.grab().toImage(), MarkedWords(theme)
    qtbot.addWidget(marked)
    marked.resize(shown.rows[0].words.size())
    marked.show_words("Your payday loan <i>is</i> here", ())
    assert marked.grab().toImage() != plain


def test_words_take_the_lines_they_need(theme: Theme, qtbot: QtBot) -> None:
    words = MarkedWords(theme)
    qtbot.addWidget(words)
    words.show_words("كلمات كثيرة and many more words " * 8, [(0, 5)])
    assert words.heightForWidth(160) > words.heightForWidth(600) > 0


def test_the_focus_is_never_lost(view: FailuresView, model: FailuresModel, account: Account) -> None:
    fail(account, ["30006", "21610"])
    model.look()
    shown = card(view, Kind.OPTED_OUT)
    shown.show_texts.click()
    shown.rows[0].leave.setFocus()
    shown.rows[0].leave.click()
    found = focus(view)
    assert found is not None and found.isVisible()
