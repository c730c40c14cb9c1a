"""What is done to a window until it shows accounts and sign-ins: scenes of ``gallery_scenes``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop import samples
from desktop.announce import AccountsChanged, Link, LinkChanged
from desktop.settings.accounts import Account
from desktop.store import accounts as learned
from desktop.store import lines
from desktop.store.lines import Line
from desktop.ui.accounts.webhook_model import WebhookSaid

if TYPE_CHECKING:
    from desktop.ui.gallery import Room

_SECOND = Account(provider="cliqtel", name="Second shop", url="https://cliqtel.com", key_place="session")
_FUTURE = Account(provider="future", name="Tomorrow", url="https://sms.example", key_place="keyring")
_VOIPMS = Account(
    id="voip",
    provider="voipms",
    name="Warehouse",
    url="https://voip.ms",
    key_place="keyring",
    fields={"api_username": "stock@example.com"},
)


def _add(room: Room, account: Account, link: Link, reason: str) -> None:
    room.furnishing.accounts.list.add(account)
    room.furnishing.announcer.publish(LinkChanged(account.id, link, reason))
    room.furnishing.announcer.publish(AccountsChanged())


def listed(room: Room) -> None:
    """An account that works, two that do not sign in, and one of a service that nobody knows."""
    _add(room, _SECOND, Link.SIGN_IN_NEEDED, "session_over")
    refusal = "told:ip_not_enabled:This IP is not enabled for API use (203.0.113.7)"
    _add(room, _VOIPMS, Link.SIGN_IN_NEEDED, refusal)
    _add(room, _FUTURE, Link.SIGN_IN_NEEDED, "unknown_service")
    room.furnishing.accounts.open()


def sign_in(room: Room) -> None:
    """An address that others could read the key on the way to."""
    room.window.show_page("accounts")
    room.furnishing.accounts.page.show_sign_in()
    form = room.furnishing.accounts.page.sign_in
    form.address.setText("http://sms.example")
    form.key.edit.setText("samples")
    form.submit()


def sign_in_fields(room: Room) -> None:
    """A service that asks for several things, of which one is missing."""
    room.window.show_page("accounts")
    room.furnishing.accounts.page.show_sign_in()
    form = room.furnishing.accounts.page.sign_in
    form.service.setCurrentIndex(form.service.findData("twilio"))
    form.key.edit.setText("samples")
    form.submit()


def sign_in_again(room: Room) -> None:
    """A new password for an account whose user name is known."""
    _add(room, _VOIPMS, Link.SIGN_IN_NEEDED, "told:invalid_credentials:")
    room.window.show_page("accounts")
    room.furnishing.accounts.page.show_sign_in(_VOIPMS.id)


def webhook(room: Room) -> None:
    """The address that an account's service has to be forwarded to."""
    room.furnishing.accounts.open()
    words = "Cliqtel cannot reach this computer by itself: a tunnel has to forward its calls to this address."
    said = WebhookSaid(True, words, "http://127.0.0.1:8750/made-up-word-of-samples")
    room.furnishing.accounts.page.card(samples.ACCOUNT.id).show_webhook(said)


def sign_out(room: Room) -> None:
    """What signing out does, with what waits."""
    room.window.show_page("accounts")
    room.furnishing.accounts.page.show_sign_out(samples.ACCOUNT.id)


def two_services(room: Room) -> None:
    """Conversations of all lines, with two services in the list of lines."""
    capabilities = json.dumps({"service": "voipms"})
    learned.learn(room.furnishing.db, _VOIPMS.id, capabilities=capabilities, balance="9.20", currency="USD")
    shared = Line(_VOIPMS.id, "4", samples.SALES, "Sales US", can_send=True, can_receive=True)
    lines.replace(room.furnishing.db, _VOIPMS.id, [shared, Line(_VOIPMS.id, "5", "+12125550143")])
    _add(room, _VOIPMS, Link.ONLINE, "")
    room.window.show_page("messages")
    room.furnishing.conversations.show_all_lines(True)
    room.furnishing.lines.choose(_VOIPMS.id, samples.SALES)
    room.furnishing.line_bar.picker.showPopup()
