"""The desktop's own notifications: what differs between desktops, and desktops that have none."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest
from desktop_notifier.backends.base import DesktopNotifierBackend
from desktop_notifier.common import Capability, Notification

from desktop.ui.notifications import Did
from desktop.ui.notifications_model import Note
from desktop.ui.notifications_system import SystemNotifications, own_backend

ALL = frozenset({Capability.TITLE, Capability.MESSAGE, Capability.BUTTONS, Capability.REPLY_FIELD})
NOTE = Note("7", "Zoë", "<b>Are</b> you & yours open?", answers=True, reply=True)


class Interface:
    """What the bus of a Linux desktop answers."""

    def __init__(self, *capabilities: str) -> None:
        self._capabilities = list(capabilities)
        self.give_token: Callable[[int, str], None] = lambda *_: None

    async def call_get_capabilities(self) -> list[str]:
        return self._capabilities

    def on_activation_token(self, listener: Callable[[int, str], None]) -> None:
        self.give_token = listener


class Screen(DesktopNotifierBackend):
    """desktop-notifier with a desktop behind it that only remembers."""

    def __init__(self, can: frozenset[Capability] = ALL, interface: Interface | None = None) -> None:
        super().__init__("Linedesk")
        self.interface = interface
        self.standing: dict[str, Notification] = {}
        self.asked = 0
        self.fails: Exception | None = None
        self._can = can

    async def request_authorisation(self) -> bool:
        return True

    async def has_authorisation(self) -> bool:
        return True

    async def _send(self, notification: Notification) -> None:
        if self.fails:
            raise self.fails
        self.standing[notification.identifier] = notification

    async def _clear(self, identifier: str) -> None:
        del self.standing[identifier]

    async def _clear_all(self) -> None:
        self.standing.clear()

    async def _get_capabilities(self) -> frozenset[Capability]:
        self.asked += 1
        if self.fails:
            raise self.fails
        return self._can

    @property
    def only(self) -> Notification:
        (one,) = self.standing.values()
        return one


async def hang(*_: object) -> None:
    await asyncio.Event().wait()


def on(screen: Screen) -> tuple[SystemNotifications, list[tuple[str, Did, str]]]:
    did: list[tuple[str, Did, str]] = []
    return SystemNotifications(lambda *what: did.append(what), lambda: screen), did


async def test_a_note_has_its_words_a_button_and_a_field_where_the_desktop_can() -> None:
    screen = Screen()
    ours, did = on(screen)
    assert await ours.show(NOTE)
    shown = screen.only
    assert (shown.title, shown.message) == (NOTE.title, NOTE.body)
    assert [one.title for one in shown.buttons] == ["Mark as read"]
    screen.handle_button(shown.identifier, shown.buttons[0].identifier, shown)
    screen.handle_replied(shown.identifier, "Yes", shown)
    screen.handle_clicked(shown.identifier, shown)
    assert did == [("7", Did.READ, ""), ("7", Did.REPLIED, "Yes"), ("7", Did.OPENED, "")]


async def test_a_desktop_that_can_do_less_gets_less() -> None:
    screen = Screen(frozenset({Capability.TITLE, Capability.MESSAGE}))
    ours, _ = on(screen)
    await ours.show(NOTE)
    assert screen.only.buttons == ()
    assert screen.only.reply_field is None


async def test_a_summary_has_neither_button_nor_field() -> None:
    screen = Screen()
    ours, _ = on(screen)
    await ours.show(Note("summary", "12 new texts from 5 people"))
    assert screen.only.buttons == ()
    assert screen.only.reply_field is None


@pytest.mark.parametrize(
    ("capabilities", "body"),
    [
        (["body", "body-markup"], "&lt;b&gt;Are&lt;/b&gt; you &amp; yours open?"),
        (["body"], "<b>Are</b> you & yours open?"),
    ],
)
async def test_words_from_outside_are_no_markup(capabilities: list[str], body: str) -> None:
    screen = Screen(interface=Interface(*capabilities))
    ours, _ = on(screen)
    await ours.show(NOTE)
    assert screen.only.message == body


async def test_a_click_brings_the_token_that_wayland_wants_to_see() -> None:
    interface = Interface()
    screen = Screen(interface=interface)
    ours, did = on(screen)
    await ours.show(NOTE)
    interface.give_token(1, "from-the-compositor")
    screen.handle_clicked(screen.only.identifier, screen.only)
    assert did == [("7", Did.OPENED, "from-the-compositor")]


async def test_a_second_note_of_a_conversation_takes_the_place_of_the_first() -> None:
    screen = Screen()
    ours, _ = on(screen)
    await ours.show(NOTE)
    await ours.show(Note("7", "Zoë", "Hello?"))
    assert screen.only.message == "Hello?"
    await ours.withdraw("7")
    assert screen.standing == {}
    await ours.withdraw("7")


async def test_the_end_of_the_program_takes_all_notes_away() -> None:
    screen = Screen()
    ours, _ = on(screen)
    await ours.show(NOTE)
    await ours.show(Note("8", "Viktor"))
    await ours.close()
    assert screen.standing == {}


async def test_a_desktop_without_notifications_is_asked_once_in_a_while_and_logged_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen()
    screen.fails = ConnectionError("no bus")
    ours, _ = on(screen)
    with caplog.at_level(logging.WARNING, "desktop"):
        assert not await ours.show(NOTE)
        assert not await ours.show(NOTE)
        assert screen.asked == 1
        monkeypatch.setattr("desktop.ui.notifications_system.ASK_AGAIN", 0.0)
        ours._not_before = 0.0
        assert not await ours.show(NOTE)
        assert screen.asked == 2
        screen.fails = None
        assert await ours.show(NOTE)
    assert [one.getMessage() for one in caplog.records] == [
        "this desktop takes no notifications (ConnectionError)"
    ]


async def test_a_desktop_that_stops_taking_them_is_noticed(caplog: pytest.LogCaptureFixture) -> None:
    screen = Screen()
    ours, _ = on(screen)
    assert await ours.show(NOTE)
    screen.fails = RuntimeError("gone")
    with caplog.at_level(logging.CRITICAL):
        assert not await ours.show(NOTE)


@pytest.mark.parametrize("hangs", ["_get_capabilities", "_send"])
async def test_a_desktop_that_hangs_is_done_without(hangs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the next way, the tray, tells of the text."""
    monkeypatch.setattr("desktop.ui.notifications_system.LONGEST", 0.01)
    screen = Screen()
    monkeypatch.setattr(screen, hangs, hang)
    ours, _ = on(screen)
    assert not await ours.show(NOTE)
    monkeypatch.undo()
    assert not await ours.show(NOTE)


async def test_a_desktop_that_hangs_keeps_nobody_from_quitting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the task that closes has been cancelled itself, as at the end of the program."""
    monkeypatch.setattr("desktop.ui.notifications_system.LONGEST", 0.01)
    screen = Screen()
    ours, _ = on(screen)
    for key in range(50):
        assert await ours.show(Note(str(key), "Zoë"))
    monkeypatch.setattr(screen, "_clear", hang)

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await ours.close()
            closed.set()

    closed = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work())
        await asyncio.sleep(0)
        task.cancel()
    assert closed.is_set()
    assert ours._backend is None


async def test_a_backend_that_shows_nothing_is_none() -> None:
    """As desktop-notifier's on a macOS where Linedesk is no signed bundle."""
    ours, _ = on(Screen(frozenset()))
    assert not await ours.show(NOTE)


async def test_without_a_bus_the_real_backend_says_so_and_does_not_hang() -> None:
    """Tests have no session bus: this is desktop-notifier itself, on a system without notifications."""
    ours: Any = SystemNotifications(lambda *_: None, own_backend)
    assert not await asyncio.wait_for(ours.show(NOTE), 30)
    await ours.close()
