"""The screens of the gallery about a key that lasts an hour: it has ended, a new one could not be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop import samples
from desktop.announce import AccountsChanged, Link, LinkChanged
from desktop.providers.base import Credentials
from desktop.providers.catalog import connect
from desktop.settings.accounts import Account
from desktop.store import accounts, lines
from desktop.store.lines import Line
from desktop.store.messages import queue
from desktop.sync.translate import stored_capabilities

if TYPE_CHECKING:
    from desktop.ui.gallery import Room

_SALES = Account(
    id="sales",
    provider="salesmsg",
    name="Sales",
    url="https://api.salesmessage.com/pub/v2.3",
    key_place="keyring",
)
_NUMBER = "+12125550142"


def ended(room: Room) -> None:
    """The computer was off for longer than an hour: the card says why a sign-in is needed."""
    _account(room, Link.SIGN_IN_NEEDED, "told:salesmsg_token:Unauthorized")
    room.furnishing.accounts.open()


def again(room: Room) -> None:
    """Where a new one is made, in the form that asks for it."""
    _account(room, Link.SIGN_IN_NEEDED, "told:salesmsg_token:Unauthorized")
    room.window.show_page("accounts")
    room.furnishing.accounts.page.show_sign_in(_SALES.id)
    room.furnishing.accounts.page.sign_in.submit()


def waits(room: Room) -> None:
    """A text written meanwhile, and why it waits."""
    _account(room, Link.SIGN_IN_NEEDED, "told:salesmsg_token:Unauthorized")
    _open(room)


def unkept(room: Room) -> None:
    """It works, and its next start will not."""
    _account(room, Link.ONLINE, "unkept:keyring_silent")
    _open(room)


def _open(room: Room) -> None:
    text = queue(
        room.furnishing.db, account_id=_SALES.id, line=_NUMBER, peer=samples.ZOE, body="We open at nine."
    )
    room.window.show_page("messages")
    room.furnishing.lines.choose(_SALES.id, _NUMBER)
    room.furnishing.messages.open(text.conversation_id)


def _account(room: Room, link: Link, reason: str) -> None:
    can = stored_capabilities(
        connect("salesmsg", Credentials(_SALES.url, {"api_key": "samples"})).capabilities
    )
    accounts.learn(room.furnishing.db, _SALES.id, capabilities=can, balance="1250.50", currency="credits")
    lines.replace(room.furnishing.db, _SALES.id, [Line(_SALES.id, "1", _NUMBER, "Sales")])
    room.furnishing.accounts.list.add(_SALES)
    room.furnishing.announcer.publish(LinkChanged(_SALES.id, link, reason))
    room.furnishing.announcer.publish(AccountsChanged())
