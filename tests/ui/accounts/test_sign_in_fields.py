"""The form with several fields: what each service asks for, and where what was pasted goes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop.announce import Link
from desktop.settings.accounts import Account
from desktop.ui.theme import Theme
from desktop.ui.turns import turns
from tests.cli.own_keyring import Keyring
from tests.desk import words
from tests.providers import twilio_account, voipms_account
from tests.providers.fakes.serving import serving
from tests.providers.fakes.twilio_shapes import ACCOUNT, KEY_SECRET, KEY_SID, TOKEN
from tests.ui.account import unnamed
from tests.ui.accounts.house import KEPT
from tests.ui.accounts.test_accounts import focused, page

MAIL = "agent@example.com"
TWILIO = Account(
    id="tw",
    provider="twilio",
    name="Office",
    url="https://api.twilio.com",
    key_place="keyring",
    fields={"account_sid": ACCOUNT, "key_sid": KEY_SID},
    plan="trial",
)


async def test_a_service_with_several_fields_asks_for_exactly_these(tmp_path: Path, theme: Theme) -> None:
    """G1: each with where it is found, and with a name for whoever does not see it."""
    async with page(tmp_path, theme) as (_, view):
        view.show_sign_in()
        form = view.sign_in
        assert form.fields.isHidden() and form.key.edit.accessibleName() == "Key"
        form.service.setCurrentIndex(form.service.findData("twilio"))
        assert [*form.fields.edits] == ["account_sid", "key_sid"]
        assert (form.name.text(), form.address.text()) == ("Twilio", "https://api.twilio.com")
        assert form.key_caption.text() == form.key.edit.accessibleName() == "Secret"
        said = words(form)
        assert "Account SID" in said and "API key SID (may stay empty)" in said
        form.service.setCurrentIndex(form.service.findData("voipms"))
        assert [*form.fields.edits] == ["api_username"] and form.name.text() == "VoIP.ms"
        assert "Main Menu › SOAP and REST/JSON API" in form.about_key.text()
        assert unnamed(form) == []
        form.name.setText("Mine")
        form.service.setCurrentIndex(form.service.findData("cliqtel"))
        assert form.fields.isHidden() and form.name.text() == "Mine"


async def test_what_was_pasted_as_a_whole_goes_where_it_belongs_and_the_secret_out_of_sight(
    tmp_path: Path, theme: Theme, ring: Keyring
) -> None:
    """G1, E1: ``AC…:token`` into the first field."""
    with serving(twilio_account.account().app) as wire:
        async with page(tmp_path, theme) as (one, view):
            view.show_sign_in()
            form = view.sign_in
            form.service.setCurrentIndex(form.service.findData("twilio"))
            form.address.setText(wire.url)
            form.fields.edits["account_sid"].setText(f" {ACCOUNT}:{TOKEN}\n")
            form.fields.edits["account_sid"].editingFinished.emit()
            assert form.fields.typed == {"account_sid": ACCOUNT, "key_sid": ""}
            assert form.key.edit.text() == TOKEN
            form.check.click()
            await one.until(view.cards)
            (account,) = one.accounts.listing()
            assert account.fields == {"account_sid": ACCOUNT}
            assert ring.kept == {("linedesk", account.id): TOKEN}


async def test_a_new_key_is_asked_for_with_what_is_no_secret_filled_in_and_the_rest_stays(
    tmp_path: Path, theme: Theme, ring: Keyring
) -> None:
    """G1, A14: what was said of the account's plan is kept."""
    with serving(twilio_account.account().app) as wire:
        account = TWILIO.model_copy(update={"url": wire.url})
        async with page(tmp_path, theme, account) as (one, view):
            one.standing.set_link(account.id, Link.SIGN_IN_NEEDED, "told:key_kind:")
            card = view.card(account.id)
            turns().catch_up()
            assert "An account SID begins with AC" in card.note.text()
            card.sign_in.click()
            form = view.sign_in
            assert form.fields.typed == dict(account.fields) and focused(view) is form.key.edit
            form.key.edit.setText(KEY_SECRET)
            form.check.click()
            await one.until(lambda: not form.isVisible())
            assert one.accounts.listing() == [account]
            assert ring.kept == {("linedesk", "tw"): KEY_SECRET}


async def test_the_field_that_is_missing_or_wrong_has_the_focus_and_says_why(
    tmp_path: Path, theme: Theme
) -> None:
    """G1: an API key's SID where the account's belongs."""
    with serving(twilio_account.account().app) as wire:
        async with page(tmp_path, theme) as (one, view):
            view.show_sign_in()
            form = view.sign_in
            form.service.setCurrentIndex(form.service.findData("twilio"))
            form.address.setText(wire.url)
            form.key.edit.setText(KEY_SECRET)
            form.submit()
            sid: QWidget = form.fields.edits["account_sid"]
            assert form.trouble.text.startswith("Account SID is missing.") and focused(view) is sid
            form.fields.edits["account_sid"].setText(KEY_SID)
            form.submit()
            await one.until(lambda: "right kinds of key" in form.trouble.text)
            assert focused(view) is sid and sid.accessibleDescription() == form.trouble.text
            assert one.accounts.listing() == []


@pytest.mark.parametrize("password", ["two words ", "pässwörd:x"])
async def test_a_password_with_spaces_and_accents_signs_in_once_the_portal_allows_it(
    tmp_path: Path, theme: Theme, ring: Keyring, password: str
) -> None:
    """G1: the address that the service saw is on the screen; spaces around it are no part of it."""
    fake = voipms_account.new_account()
    fake.password, fake.allowed = password.strip(), False
    with serving(fake.app) as wire:
        async with page(tmp_path, theme) as (one, view):
            view.show_sign_in()
            form = view.sign_in
            form.service.setCurrentIndex(form.service.findData("voipms"))
            form.address.setText(wire.url)
            form.fields.edits["api_username"].setText(MAIL)
            form.key.edit.setText(password)
            form.submit()
            await one.until(lambda: form.trouble.text)
            assert "\u2068203.0.113.7\u2069" in form.trouble.text and focused(view) is form.check
            fake.allowed = True
            form.submit()
            await one.until(view.cards)
            assert list(ring.kept.values()) == [password.strip()]


async def test_another_service_begins_with_empty_fields(tmp_path: Path, theme: Theme) -> None:
    async with page(tmp_path, theme, KEPT) as (_, view):
        view.show_sign_in()
        form = view.sign_in
        for service in ("voipms", "twilio", "voipms"):
            form.service.setCurrentIndex(form.service.findData(service))
            assert set(form.fields.typed.values()) == {""}
            next(iter(form.fields.edits.values())).setText(MAIL)
        view.show_sign_in(KEPT.id)
        assert form.fields.edits == {} and form.key.edit.accessibleName() == "Key"
