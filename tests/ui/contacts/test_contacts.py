"""The page as somebody uses it: adding, changing, deleting and taking back, at any width."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.store import contact_edits, contacts, messages
from desktop.store.contact_edits import Details
from desktop.store.contacts import Contact, Number
from desktop.ui.contacts.contacts_view import ContactsView
from tests.ui.account import ACCOUNT, SUPPORT, Account, names, unnamed
from tests.ui.contacts.conftest import PEOPLE, Work

CTRL = Qt.KeyboardModifier.ControlModifier


def listed(page: ContactsView) -> list[str]:
    model = page.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(page: ContactsView, name: str) -> None:
    page.list.setCurrentIndex(page.list.model().index(listed(page).index(name), 0))


def test_a_new_contact_is_in_the_list_and_on_its_card_at_once(page: ContactsView, account: Account) -> None:
    QTest.mouseClick(page.people.pane.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.form.name, "Ada Berg")
    QTest.keyClicks(page.form.numbers.fields[0].number, "020 7946 0111")
    QTest.keyClick(page.form.name, Qt.Key.Key_Return, CTRL)
    assert listed(page) == ["Ada Berg", "Nell", "Viktor", "Zoë Patel"]
    assert page.list.currentIndex().data() == "Ada Berg"
    assert page.card.isVisible()
    assert "Your own contact." in names(page.card)
    assert contacts.name_of(account.db, "+442079460111") == "Ada Berg"


def test_a_number_from_elsewhere_comes_filled_in_and_is_not_lost_by_escape(page: ContactsView) -> None:
    """Calls and the dialpad: "Add to contacts"."""
    page.add_with("+442079460111")
    assert page.form.details.numbers == (Number("+44 20 7946 0111", "mobile"),)
    assert page.form.name.hasFocus()
    QTest.keyClick(page.form.name, Qt.Key.Key_Escape)
    assert page.form.asks.text


def test_another_number_waits_until_the_unfinished_form_is_settled(page: ContactsView) -> None:
    page.add_with("")
    QTest.keyClicks(page.form.name, "Ada")
    page.add_with("+442079460111")
    assert page.form.details.name == "Ada"
    assert "\u2068+44 20 7946 0111\u2069" in page.form.asks.text
    QTest.mouseClick(page.form.asks.yes, Qt.MouseButton.LeftButton)
    assert page.form.details == Details("", "", (Number("+44 20 7946 0111", "mobile"),))


def test_what_was_typed_stays_while_other_pages_are_looked_at(page: ContactsView) -> None:
    page.add_with("")
    QTest.keyClicks(page.form.name, "Ada")
    page.hide()
    page.show()
    choose(page, "Viktor")
    assert page.form.isVisible()
    assert page.form.details.name == "Ada"


def test_changing_an_own_contact_keeps_what_was_not_changed(page: ContactsView, own: Contact) -> None:
    choose(page, "Ada Berg")
    QTest.mouseClick(page.card.edit, Qt.MouseButton.LeftButton)
    page.form.name.setText("Ada Lind")
    QTest.mouseClick(page.form.save, Qt.MouseButton.LeftButton)
    kept = page.card.contact
    assert kept is not None
    assert (kept.id, kept.name, kept.numbers, kept.notes) == (own.id, "Ada Lind", own.numbers, own.notes)


def test_what_an_import_brought_while_the_form_was_open_stays(
    page: ContactsView, own: Contact, account: Account
) -> None:
    choose(page, "Ada Berg")
    page.people.edit_current()
    more = Details(own.name, "Berg & Daughters", (*own.numbers, Number("+12025550199")), own.email, own.notes)
    contact_edits.edit(account.db, own.id, more, region=None)
    page.form.name.setText("Ada Quay")
    QTest.keyClick(page.form.name, Qt.Key.Key_Return, CTRL)
    now = contacts.get(account.db, own.id)
    assert now is not None
    assert Details.of(now) == Details("Ada Quay", more.company, more.numbers, own.email, own.notes)


def test_changing_a_services_entry_makes_an_own_one_that_says_so(
    page: ContactsView, account: Account
) -> None:
    choose(page, "Zoë Patel")
    assert "From Cliqtel's phone book." in names(page.card)
    page.people.edit_current()
    assert "Cliqtel's phone book stays as it is: your own entry stands in for it here." in names(page.form)
    page.form.notes.setPlainText("After four.")
    page.form.submit()
    assert listed(page).count("Zoë Patel") == 1
    assert "Your own contact. It stands in for the entry of Cliqtel." in names(page.card)
    assert "After four." in names(page.card)


def test_what_the_service_changed_later_shows_and_waits_for_a_decision(
    page: ContactsView, account: Account
) -> None:
    choose(page, "Zoë Patel")
    page.people.edit_current()
    page.form.notes.setPlainText("After four.")
    page.form.submit()
    renamed = Contact(ACCOUNT, "1", "Zoë Shah", "Shah & Daughters", PEOPLE[0].numbers)
    contacts.replace(account.db, ACCOUNT, [renamed, *PEOPLE[1:]])
    choose(page, "Zoë Patel")
    assert page.card.stand_in.isVisible()
    assert "Cliqtel changed its entry. Yours is shown until you choose." in names(page.card)
    QTest.mouseClick(page.card.stand_in.keep, Qt.MouseButton.LeftButton)
    assert not page.card.stand_in.isVisible()
    assert "Zoë Patel" in listed(page)
    again = Contact(ACCOUNT, "1", "Zoë Shah", "Shah Ltd", PEOPLE[0].numbers)
    contacts.replace(account.db, ACCOUNT, [again, *PEOPLE[1:]])
    QTest.mouseClick(page.card.stand_in.take, Qt.MouseButton.LeftButton)
    assert "Zoë Shah" in listed(page)
    assert not page.card.stand_in.isVisible()


def test_a_deleted_contact_can_be_taken_back_in_place(page: ContactsView, own: Contact) -> None:
    choose(page, "Ada Berg")
    QTest.mouseClick(page.card.delete, Qt.MouseButton.LeftButton)
    assert "Ada Berg" not in listed(page)
    assert page.bar.text == "Ada Berg was deleted."
    assert page.list.hasFocus()
    QTest.mouseClick(page.bar.button, Qt.MouseButton.LeftButton)
    assert "Ada Berg" in listed(page)
    assert not page.bar.isVisible()
    assert page.list.hasFocus()


def test_a_services_entry_stays_and_says_why(page: ContactsView) -> None:
    choose(page, "Zoë Patel")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert "Zoë Patel" in listed(page)
    assert page.card.delete.reason == ("This entry is in Cliqtel's phone book and can only be deleted there.")


def test_a_contact_that_is_gone_meanwhile_costs_nobody_what_was_typed(
    page: ContactsView, account: Account, own: Contact
) -> None:
    choose(page, "Ada Berg")
    page.people.edit_current()
    page.form.name.setText("Ada Lind")
    contact_edits.delete(account.db, own.id)
    page.form.submit()
    assert page.form.isVisible()
    assert page.form.details.name == "Ada Lind"
    assert "no longer in the phone book" in page.form.trouble


def test_texts_go_to_the_preferred_number_and_the_row_shows_it(page: ContactsView, own: Contact) -> None:
    wanted: list[str] = []
    page.message_to.connect(wanted.append)
    choose(page, "Ada Berg")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert wanted == ["+447700900111"]
    assert "mobile · preferred for texts" in names(page.card)


def test_without_a_preferred_number_texts_go_to_the_one_used_last(
    page: ContactsView, account: Account
) -> None:
    wanted: list[str] = []
    page.message_to.connect(wanted.append)
    messages.queue(account.db, account_id=ACCOUNT, line=SUPPORT, peer="+442079460958", body="Hello")
    choose(page, "Viktor")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert wanted == ["+442079460958"]
    assert "office · last used" in names(page.card)


def test_ctrl_enter_calls_the_current_contact(page: ContactsView) -> None:
    called: list[str] = []
    page.call_wanted.connect(called.append)
    QTest.keyClicks(page.search, "zo")
    QTest.keyClick(page.search, Qt.Key.Key_Return, CTRL)
    assert called == ["+447700900123"]


def test_in_a_narrow_window_the_card_covers_the_list_until_one_goes_back(page: ContactsView) -> None:
    page.resize(360, 560)
    assert page.list.isVisible() and not page.card.isVisible()
    choose(page, "Zoë Patel")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Right)
    assert page.card.isVisible() and not page.list.isVisible()
    assert page.card.back.hasFocus()
    QTest.keyClick(page.card.back, Qt.Key.Key_Escape)
    assert page.list.hasFocus() and not page.card.isVisible()
    page.resize(760, 560)
    assert page.list.isVisible() and page.card.isVisible()


def test_in_a_mirrored_narrow_window_the_key_that_points_into_the_row_shows_the_card(
    page: ContactsView,
) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.resize(360, 560)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Left)
    assert page.card.isVisible()


def test_in_a_narrow_window_the_form_takes_the_whole_width(page: ContactsView, qtbot: QtBot) -> None:
    page.resize(360, 560)
    page.add()
    assert page.form.isVisible() and not page.list.isVisible()
    qtbot.waitUntil(lambda: page.form.width() == 360)
    QTest.mouseClick(page.form.head.back, Qt.MouseButton.LeftButton)
    assert page.list.hasFocus()


@pytest.mark.parametrize("width", [360, 1080])
def test_every_pane_is_named_throughout(width: int, page: ContactsView, account: Account, work: Work) -> None:
    """Demand 25."""
    page.resize(width, 560)
    own = Details("Zoe", "", (Number("+447700900123"),))
    contact_edits.add(account.db, own, region="GB")
    work.run()
    assert unnamed(page) == []
    page.people._show_card()
    assert unnamed(page) == []
    page.add()
    assert unnamed(page) == []
    page.review_duplicates()
    assert unnamed(page) == []
    focused = QApplication.focusWidget()
    assert focused is not None and focused.isVisible()
