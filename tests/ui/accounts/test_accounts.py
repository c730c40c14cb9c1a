"""The accounts' screens: the list with its cards, the form, signing out, and the welcome of a first start."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.announce import Link
from desktop.settings.accounts import Account
from desktop.sms.preflight import Finding, Fix, Rule, Severity
from desktop.store import messages
from desktop.ui.accounts.accounts_view import AccountsView
from desktop.ui.accounts.former_card import FormerCard
from desktop.ui.accounts.former_model import FormerShown
from desktop.ui.accounts.key_field import KeyField
from desktop.ui.accounts.service_words import what_to_do
from desktop.ui.accounts.sign_out_model import Step
from desktop.ui.accounts.welcome_view import WelcomeView
from desktop.ui.messages.link_question import LinkQuestion
from desktop.ui.theme import Theme
from desktop.ui.turns import turns
from tests.cli.own_keyring import Keyring
from tests.desk import words
from tests.providers.odd_server import answer, odd_server
from tests.ui.account import unnamed
from tests.ui.accounts.house import FOR_NOW, KEPT, KEY, NUMBER, House, house, numbers

LONG = KEPT.model_copy(
    update={
        "id": "long",
        "name": "A shop with a name that is far too long for any card to hold it in one line",
        "url": "https://sms.example.com/a/long/path/that/goes/on/and/on/and/on",
    }
)


@asynccontextmanager
async def page(folder: Path, theme: Theme, *accounts: Account) -> AsyncIterator[tuple[House, AccountsView]]:
    """The Accounts page of a house, shown."""
    async with house(folder, *accounts) as one:
        view = AccountsView(one.model, theme)
        view.resize(760, 720)
        view.show()
        view.activateWindow()
        try:
            yield one, view
        finally:
            view.hide()
            view.deleteLater()


def focused(view: QWidget) -> QWidget | None:
    found: QWidget | None = view.focusWidget()
    return found


async def test_somebody_adds_an_account_and_sees_it_on_the_list(tmp_path: Path, theme: Theme) -> None:
    async with page(tmp_path, theme) as (one, view), odd_server(numbers(NUMBER)) as server:
        view.add.click()
        form = view.sign_in
        assert form.isVisible() and focused(view) is form.name
        assert (form.name.text(), form.address.text()) == ("Cliqtel", "https://cliqtel.com")
        form.address.setText(server.url)
        form.key.edit.setText(f" {KEY}\n")
        form.check.click()
        assert form.progress.text() == "Checking with Cliqtel …"
        assert not form.check.isEnabled() and focused(view) is form.cancel
        await one.until(view.cards)
        (card,) = view.cards()
        assert card.title.text() == "Cliqtel" and not form.isVisible()
        assert form.key.edit.text() == ""


def about(fix: Fix, code: Rule = Rule.NO_CREDIT, **values: str) -> Finding:
    return Finding(Severity.BLOCK, code, "B24", fix, tuple(values.items()))


async def test_what_is_done_at_the_service_is_said_on_its_card_with_the_way_there(
    tmp_path: Path, theme: Theme
) -> None:
    """B24, A14, B29: the link asks before it opens."""
    async with page(tmp_path, theme, KEPT, FOR_NOW) as (_, view):
        card = view.card(KEPT.id)
        view.advise(KEPT.id, about(Fix.TOP_UP))
        assert "Top up at Cliqtel. What you wrote stays in its conversation: send it then." in words(card)
        assert focused(view) is card.site
        card.site.click()
        (question,) = view.findChildren(LinkQuestion)
        assert question.host.accessibleName() == "cliqtel.com"
        question.reject()
        view.hide()
        assert card.advice.isHidden() and card.site.isHidden()


async def test_where_no_address_is_known_the_card_says_what_to_do_and_takes_the_focus(
    tmp_path: Path, theme: Theme
) -> None:
    """B14: an account on another server, and what is kept here."""
    async with page(tmp_path, theme, KEPT, FOR_NOW) as (_, view):
        view.advise(FOR_NOW.id, about(Fix.UPGRADE, Rule.TRIAL_PARTS))
        card = view.card(FOR_NOW.id)
        assert "say so here, under “Plan and countries”" in card.advice.text()
        assert card.site.isHidden()
        assert focused(view) is card.plan
        view.advise(KEPT.id, about(Fix.OPEN_SETTING, Rule.COUNTRY_OFF, learned=""))
        kept = view.card(KEPT.id)
        assert kept.advice.text().startswith("Which countries may be texted is kept here")
        assert focused(view) is kept.plan


@pytest.mark.parametrize("fix", [Fix.TOP_UP, Fix.UPGRADE, Fix.VERIFY_LINE, Fix.OPEN_SETTING])
def test_every_button_that_leads_to_an_account_has_its_sentence(fix: Fix) -> None:
    assert "at Cliqtel" in what_to_do(about(fix), "Cliqtel")


async def test_what_stands_in_the_way_is_said_and_the_field_to_blame_has_the_focus(
    tmp_path: Path, theme: Theme
) -> None:
    async with page(tmp_path, theme) as (one, view), odd_server(answer({}, "401 Unauthorized")) as server:
        view.show_sign_in()
        form = view.sign_in
        form.address.setText(server.url)
        form.key.edit.setText("wrong")
        form.submit()
        await one.until(lambda: form.trouble.text)
        assert "does not accept the key" in form.trouble.text and form.trouble.isVisible()
        assert focused(view) is form.key.edit
        assert form.key.edit.accessibleDescription() == form.trouble.text
        assert form.key.edit.text() == "wrong" and form.check.isEnabled()
        form.address.setText("nowhere")
        form.submit()
        assert focused(view) is form.address
        assert form.key.edit.accessibleDescription() == ""


async def test_escape_stops_a_check_first_and_leaves_the_form_then(tmp_path: Path, theme: Theme) -> None:
    async def never(*_: object) -> None:
        await one.until(lambda: not view.sign_in.isVisible())

    async with page(tmp_path, theme) as (one, view), odd_server(never) as server:
        view.show_sign_in()
        form = view.sign_in
        form.address.setText(server.url)
        form.key.edit.setText(KEY)
        form.submit()
        form.leave()
        assert form.isVisible() and form.check.isEnabled() and not form.progress.isVisible()
        assert form.key.key == KEY
        form.leave()
        assert not form.isVisible() and focused(view) is view.add
        assert form.key.key == ""


async def test_without_a_keyring_the_session_is_chosen_by_itself_and_that_is_said(
    tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.cli.own_keyring.Keyring.__module__", "keyring.backends.fail")
    async with page(tmp_path, theme) as (one, view):
        view.show_sign_in()
        form = view.sign_in
        assert form.in_keyring.isChecked()
        await one.until(lambda: form.for_session.isChecked())
        assert not form.in_keyring.isEnabled()
        assert form.about_keyring.text() == (
            "This computer offers no keyring. So the key can only be held until Linedesk closes."
        )
        assert "you enter the key again" in form.for_session.accessibleDescription()


async def test_an_account_whose_session_is_over_is_signed_in_again_from_its_card(
    tmp_path: Path, theme: Theme
) -> None:
    async with page(tmp_path, theme, FOR_NOW) as (one, view), odd_server(numbers(NUMBER)) as server:
        card = view.card(FOR_NOW.id)
        assert card.sign_in.text() == "Change key"
        one.standing.set_link(FOR_NOW.id, Link.SIGN_IN_NEEDED, "session_over")
        turns().catch_up()
        assert card.sign_in.text() == "Sign in again"
        assert card.note.text() == "The key was only for one session. Sign in again to send and receive."
        card.sign_in.click()
        form = view.sign_in
        assert focused(view) is form.key.edit and form.for_session.isChecked()
        assert (form.name.text(), form.address.text()) == ("Van", "https://sms.example")
        assert not form.service.isEnabled() and form.check.text() == "Check and save"
        form.address.setText(server.url)
        form.key.edit.setText(KEY)
        form.check.click()
        await one.until(lambda: not form.isVisible())
        assert focused(view) is card.check


async def test_a_check_is_told_on_the_card(tmp_path: Path, theme: Theme, ring: Keyring) -> None:
    async with odd_server(numbers(NUMBER)) as server:
        account = KEPT.model_copy(update={"url": server.url})
        ring.kept["linedesk", account.id] = KEY
        async with page(tmp_path, theme, account) as (one, view):
            card = view.card(account.id)
            card.check.click()
            assert card.state.text() == "Checking with Cliqtel …"
            await one.until(lambda: card.outcome.text)
            assert card.outcome.text == "It works and has 1 line." and card.outcome.isVisible()


async def test_a_new_name_is_given_on_the_card(tmp_path: Path, theme: Theme) -> None:
    async with page(tmp_path, theme, KEPT, FOR_NOW) as (_, view):
        card = view.card(KEPT.id)
        card.rename.click()
        assert focused(view) is card.edit and card.edit.text() == "Shop"
        card.edit.setText("Van")
        card.save.click()
        assert card.outcome.text == "There is an account named Van already." and card.edit.isVisible()
        card.edit.setText("Front desk")
        card.save.click()
        assert card.title.text() == "Front desk" and not card.edit.isVisible()
        assert focused(view) is card.rename and card.outcome.text == ""


async def test_signing_out_asks_first_then_about_the_texts(
    tmp_path: Path, theme: Theme, ring: Keyring
) -> None:
    ring.kept["linedesk", KEPT.id] = KEY
    async with page(tmp_path, theme, KEPT) as (one, view):
        out = view.sign_out
        view.card(KEPT.id).sign_out.click()
        assert out.question.text() == "Sign out of Shop?" and focused(view) is out.no
        out.no.click()
        assert not out.isVisible() and ring.kept
        one.model.sign_out.begin(KEPT.id)
        view.show_sign_out(KEPT.id)
        ring.locked = True
        out.yes.click()
        assert out.words.text() == "Waiting for your password manager …"
        await one.until(lambda: out.trouble.text)
        assert "You are still signed in." in out.trouble.text
        assert out.yes.text() == "Try again" and out.anyway.isVisible()
        ring.locked = False
        out.yes.click()
        await one.until(lambda: not out.isVisible())
        assert view.cards() == [] and focused(view) is view.add and not ring.kept


async def test_texts_that_stay_or_go_are_asked_about(tmp_path: Path, theme: Theme) -> None:
    async with page(tmp_path, theme, KEPT) as (one, view):
        view.show_sign_out(KEPT.id)
        one.model.sign_out.texts = 3
        one.model.sign_out._go(Step.CACHE)
        out = view.sign_out
        assert out.question.text() == "Signed out of Shop." and out.words.text().startswith("3 texts of it")
        assert out.keep.isVisible() and out.delete.isVisible() and not out.yes.isVisible()
        assert focused(view) is out.keep
        out.keep.click()
        assert not out.isVisible()


async def test_texts_that_stayed_are_deleted_from_their_card_after_one_question(
    tmp_path: Path, theme: Theme
) -> None:
    async with house(tmp_path, KEPT) as before:
        messages.queue(before.db, account_id=KEPT.id, line=NUMBER, peer="+12025550123", body="one")
        before.accounts.remove(KEPT.name, texts_stay=True)
    async with page(tmp_path, theme) as (one, view):
        assert view.cards() == []
        (card,) = view.former_cards()
        assert (card.title.text(), card.state.text()) == ("Shop", "Signed out. 1 text is kept here.")
        card.delete.click()
        assert card.question.isVisible() and focused(view) is card.keep and not card.delete.isVisible()
        assert unnamed(view) == [] and card.yes.accessibleName() == "Delete them: Shop"
        card.keep.click()
        assert not card.question.isVisible() and focused(view) is card.delete
        card.delete.click()
        card.yes.click()
        await one.until(lambda: not view.former_cards())
        assert one.accounts.former() == [] and focused(view) is view.add


def test_escape_leaves_the_question_and_deletes_nothing(theme: Theme) -> None:
    card = FormerCard(theme, "kept")
    card.show_account(FormerShown("kept", "Shop", "Cliqtel", "https://cliqtel.com", 2, False, ""))
    card.show()
    wanted: list[str] = []
    card.delete_wanted.connect(wanted.append)
    card.delete.click()
    assert card.question.text().startswith("Delete 2 texts from this computer?")
    QTest.keyClick(card.keep, Qt.Key.Key_Escape)
    assert not card.question.isVisible() and wanted == []
    card.delete.click()
    card.yes.click()
    assert wanted == ["kept"] and not card.question.isVisible()
    card.hide()


async def test_every_control_has_a_name_that_tells_its_account(tmp_path: Path, theme: Theme) -> None:
    async with page(tmp_path, theme, LONG, FOR_NOW) as (one, view):
        one.standing.set_link(FOR_NOW.id, Link.SIGN_IN_NEEDED, "session_over")
        for show in (view.show_list, view.show_sign_in, lambda: view.show_sign_out(LONG.id)):
            show()
            assert unnamed(view) == []
        assert view.card(LONG.id).check.accessibleName().startswith("Check now: A shop")


async def test_the_welcome_offers_two_ways(tmp_path: Path, theme: Theme) -> None:
    async with house(tmp_path) as one, odd_server(numbers(NUMBER)) as server:
        view = WelcomeView(one.model, theme)
        view.resize(360, 560)
        view.show()
        began: list[None] = []
        view.began.connect(lambda: began.append(None))
        assert "No account yet" in words(view) and unnamed(view) == []
        view.sign_in.click()
        assert view.form.isVisible() and unnamed(view) == []
        view.form.leave()
        assert view.practise.isVisible()
        view.sign_in.click()
        view.form.address.setText(server.url)
        view.form.key.edit.setText(KEY)
        view.form.check.click()
        await one.until(lambda: began)
        view.practise.click()
        assert [account.practice for account in one.accounts.listing()] == [False, True]
        view.hide()
        view.deleteLater()


async def test_a_practice_server_that_cannot_be_put_on_the_list_is_said(tmp_path: Path, theme: Theme) -> None:
    async with house(tmp_path) as one:
        view = WelcomeView(one.model, theme)
        view.show()
        one.path.write_text("{")
        view.practise.click()
        assert "accounts.json cannot be read" in view.trouble.text
        view.hide()
        view.deleteLater()


def test_a_key_is_hidden_until_somebody_wants_to_see_it_and_loses_what_copying_added() -> None:
    field = KeyField()
    field.show()
    field.edit.setText("  clq_\n abc\t ")
    assert field.key == "clq_abc"
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    QTest.mouseClick(field.show_key, Qt.MouseButton.LeftButton)
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert field.show_key.accessibleName() == "Hide: Key"
    field.clear()
    assert field.key == "" and field.edit.echoMode() == QLineEdit.EchoMode.Password
    field.hide()
