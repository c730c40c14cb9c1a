"""Scenes of the gallery that show the sheets of our numbers, and their settings at the service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from desktop import samples
from desktop.providers.base import ON, Capabilities, Provider
from desktop.providers.line_settings import LineSettings
from desktop.settings.accounts import Account
from desktop.sms.abilities import CAPABLE, PORTED_AT
from desktop.store import accounts, line_facts, lines
from desktop.store.lines import Line
from desktop.sync import translate
from desktop.ui.lines.line_settings_model import Stage
from desktop.ui.lines.sheet_view import SheetView

if TYPE_CHECKING:
    from desktop.ui.gallery import Room

OFF = "+12125550143"
_SOON = 50
"""Milliseconds after which it is looked again whether the settings were read."""


class _Shelf:
    """A service that has these settings, and nothing else."""

    capabilities = Capabilities(service="voipms", line_settings=ON)

    async def line_settings(self, _: str) -> LineSettings:
        """Always the same."""
        return LineSettings(
            email_on=True,
            email="desk@example.com",
            forward="+12025550117",
            callback="https://example.com/texts?from={FROM}&text={MESSAGE}",
        )

    async def close(self) -> None:
        """There is nothing to let go of."""


def sheet(number: str) -> Callable[[Room], None]:
    """The sheet of this number."""

    def arrange(room: Room) -> None:
        _note(room)
        room.furnishing.accounts.sheets.open(samples.ACCOUNT.id, number)

    return arrange


def off(room: Room) -> None:
    """A number that is switched off and was ported ten hours ago."""
    _note(room)
    now = datetime.now(UTC)
    ported = (now - timedelta(hours=10)).isoformat(timespec="minutes")
    line_facts.tell(room.furnishing.db, samples.ACCOUNT.id, OFF, PORTED_AT, ported, now)
    room.furnishing.accounts.sheets.open(samples.ACCOUNT.id, OFF)


def settings(room: Room) -> None:
    """The same number at a service whose settings can be changed, scrolled to these."""
    _open_settings(room)
    _when_read(room, lambda view: view.settings.callback.setFocus())


def confirm(room: Room) -> None:
    """The question before SMS is switched on."""
    _open_settings(room)
    _when_read(room, lambda view: view.settings.switch_on())


def _open_settings(room: Room) -> None:
    async def opened(_: Account) -> Provider:
        return cast(Provider, _Shelf())

    _note(room)
    told = translate.stored_capabilities(_Shelf.capabilities)
    accounts.learn(
        room.furnishing.db, samples.ACCOUNT.id, capabilities=told, balance="112.19", currency="USD"
    )
    room.furnishing.accounts.list.update(samples.ACCOUNT.model_copy(update={"provider": "voipms"}))
    room.furnishing.accounts.sheets.settings.open_provider = opened
    room.furnishing.accounts.sheets.open(samples.ACCOUNT.id, OFF)


def _when_read(room: Room, act: Callable[[SheetView], object]) -> None:
    def look() -> None:
        view = room.window.pages["line"]
        assert isinstance(view, SheetView)
        if room.furnishing.accounts.sheets.settings.stage is Stage.SHOWN:
            QTimer.singleShot(0, lambda: act(view))
        else:
            QTimer.singleShot(_SOON, look)

    look()


def _note(room: Room) -> None:
    """What the service tells of the numbers, and one more that is switched off."""
    db, account = room.furnishing.db, samples.ACCOUNT.id
    known = [line for line in lines.listing(db) if line.number != OFF]
    off_line = Line(
        account,
        "9",
        OFF,
        "Front desk",
        country="US",
        can_send=False,
        can_receive=False,
        reason_code="sms_off",
    )
    lines.replace(db, account, [*known, off_line])
    told = {
        line.number: {
            "send": "yes" if line.can_send else "no",
            "receive": "yes" if line.can_receive else "no",
        }
        for line in known
    }
    told[OFF] = {"send": "no", "receive": "no", CAPABLE: "yes", "media": "yes"}
    line_facts.note(db, account, told, datetime.now(UTC) - timedelta(days=19))
