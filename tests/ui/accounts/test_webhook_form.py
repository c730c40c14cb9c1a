"""The webhook on an account's card: an address to copy, what has to forward to it, and a switch."""

from pathlib import Path

import httpx
import pytest
from PySide6.QtGui import QGuiApplication

from desktop.announce import WebhookChanged
from desktop.settings.accounts import Account
from desktop.store import messages
from desktop.ui.accounts.webhook_form import WebhookForm
from desktop.ui.theme import Theme
from desktop.webhook.running import with_webhooks
from tests.cli.own_keyring import Keyring
from tests.ui.account import unnamed
from tests.ui.accounts.house import FOR_NOW, KEPT, NUMBER
from tests.ui.accounts.test_accounts import focused, page
from tests.webhook.test_forms import posted

OFFICE = Account(id="tw", provider="twilio", name="Office", url="https://x.example", key_place="session")


async def test_a_webhook_is_switched_on_copied_and_takes_a_text(
    tmp_path: Path, theme: Theme, ring: Keyring
) -> None:
    """D2, D4: with the window's own listener."""
    async with page(tmp_path, theme, KEPT) as (one, view):
        card = view.card(KEPT.id)
        card.hook.click()
        form = card.webhook
        await one.until(form.isVisible)
        assert "asking Cliqtel again and again" in form.words.text() and form.url.isHidden()
        assert focused(view) is form.switch and form.switch.text() == "Switch on"
        form.switch.click()
        await one.until(form.url.text)
        assert "a tunnel or a reverse proxy of yours" in form.words.text()
        assert form.switch.text() == "Switch off" and unnamed(card) == []
        form.copy.click()
        url = QGuiApplication.clipboard().text()
        assert url == form.url.text() and url.startswith("http://127.0.0.1:8750/")
        assert url.rpartition("/")[2] in ring.kept.values()

        async def pass_on() -> None:
            async with httpx.AsyncClient(trust_env=False) as client:
                answer = ""
                while not answer:
                    try:
                        answer = (await client.post(url, content=posted(to=NUMBER))).text
                    except httpx.ConnectError:
                        continue
                assert answer == "ok"

        await with_webhooks(pass_on(), one.db, one.accounts)
        assert len(messages.newest(one.db)) == 1
        form.switch.click()
        await one.until(lambda: not form.url.text())
        assert ring.kept == {} and one.accounts.listing() == [KEPT]
        form.leave.click()
        assert form.isHidden() and focused(view) is card.hook


async def test_what_stands_in_the_way_is_said_on_the_card(
    tmp_path: Path, theme: Theme, ring: Keyring
) -> None:
    """E1: without a keyring there is no word that others could not read."""
    ring.locked = True
    async with page(tmp_path, theme, FOR_NOW) as (one, view):
        card = view.card(FOR_NOW.id)
        card.hook.click()
        await one.until(card.webhook.isVisible)
        card.webhook.switch.click()
        await one.until(lambda: card.webhook.trouble.text)
        assert "The keyring refused" in card.webhook.trouble.text
        assert one.accounts.listing() == [FOR_NOW] and card.webhook.url.isHidden()


async def test_a_service_that_passes_nothing_on_has_no_such_button(tmp_path: Path, theme: Theme) -> None:
    async with page(tmp_path, theme, OFFICE) as (_, view):
        assert view.card(OFFICE.id).hook.isHidden()


@pytest.mark.parametrize("listed", [True, False])
async def test_an_account_that_is_gone_has_no_webhook_to_switch(
    tmp_path: Path, theme: Theme, listed: bool
) -> None:
    async with page(tmp_path, theme, *([KEPT] if listed else [])) as (one, _):
        one.model.switch_webhook("nobody", True)
        one.model.look_at_webhook("nobody")
        assert one.model.webhook.said("nobody").url == ""


async def test_a_port_that_something_else_has_is_said_and_the_next_switch_takes_another(
    tmp_path: Path, theme: Theme, ring: Keyring
) -> None:
    """D2, E1: nothing would be taken, and nobody would know."""
    async with page(tmp_path, theme, KEPT) as (one, view):
        form = view.card(KEPT.id).webhook
        view.card(KEPT.id).hook.click()
        await one.until(form.isVisible)
        form.switch.click()
        await one.until(form.url.text)
        first = form.url.text()
        one.db.announce(WebhookChanged(KEPT.id, taken=True))
        await one.until(lambda: "Something else on this computer has port 8750" in trouble(form))
        form.switch.click()
        await one.until(lambda: not form.url.text())
        assert trouble(form) == ""
        form.switch.click()
        await one.until(form.url.text)
        assert "127.0.0.1:8751/" in form.url.text() and form.url.text() != first
        one.db.announce(WebhookChanged(KEPT.id, taken=True))
        await one.until(lambda: "port 8751" in trouble(form))
        one.db.announce(WebhookChanged(KEPT.id, taken=False))
        await one.until(lambda: trouble(form) == "")


def trouble(form: WebhookForm) -> str:
    """What is said to stand in the way; "" for nothing."""
    return "" if form.trouble.isHidden() else form.trouble.text
