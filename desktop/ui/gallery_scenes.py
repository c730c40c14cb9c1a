"""The screens of the gallery: what is done to a furnished window until it shows each.

A new screen gets its line here; ``gallery`` shows it, ``tests/ui/test_gallery.py`` looks for clipped words
and unnamed controls on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import samples
from desktop.announce import Link, LinkChanged

if TYPE_CHECKING:
    from desktop.ui.gallery import Room


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen; ``arrange`` brings a fresh window to it, ``words`` say what it shows."""

    name: str
    words: str
    arrange: Callable[[Room], object]
    accounts: bool = True
    """Whether the profile has an account with samples in it."""


def _page(name: str) -> Callable[[Room], object]:
    return lambda room: room.window.show_page(name)


def _thread(peer: str) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        rows = room.furnishing.conversations
        shown = [rows.conversation(rows.index(place)) for place in range(rows.rowCount())]
        room.furnishing.messages.open(next(row.id for row in shown if row.peer == peer))

    return arrange


def _write(words: str) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        _thread(samples.ZOE)(room)
        room.furnishing.messages.composer.edit.setPlainText(words)

    return arrange


def _read_older(room: Room) -> None:
    _thread(samples.ZOE)(room)
    bar = room.furnishing.messages.thread_view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)


def _new_message(room: Room) -> None:
    room.furnishing.messages.start_new("020 7946 0018")


def _search(words: str) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        room.furnishing.messages.search.setText(words)
        room.furnishing.conversations.show_matches(words)

    return arrange


def _voice_only(room: Room) -> None:
    room.furnishing.lines.choose(samples.ACCOUNT.id, samples.FREEPHONE)


def _offline(room: Room) -> None:
    _thread(samples.ZOE)(room)
    room.furnishing.announcer.publish(LinkChanged(samples.ACCOUNT.id, Link.OFFLINE, "timed out"))


def _sign_in_needed(room: Room) -> None:
    _thread(samples.ZOE)(room)
    room.furnishing.announcer.publish(LinkChanged(samples.ACCOUNT.id, Link.SIGN_IN_NEEDED, "401"))


def _dial(room: Room) -> None:
    room.window.show_page("dialpad")
    room.furnishing.dialpad.field.setText(samples.SHOP)


SCENES: dict[str, Scene] = {
    scene.name: scene
    for scene in (
        Scene("conversations", "the Messages tab before a thread is open", _page("messages")),
        Scene("thread", "a long thread at its end", _thread(samples.ZOE)),
        Scene("thread-older", "the same thread, scrolled back", _read_older),
        Scene("thread-arabic", "two scripts in one thread, unread texts in it", _thread(samples.OMAR)),
        Scene("thread-states", "a text in every state", _thread(samples.WEI)),
        Scene("thread-long-name", "a name that does not fit", _thread(samples.LONG)),
        Scene("composer-unicode", "one curly quote", _write("It’s on the van and arrives before noon. " * 3)),
        Scene("composer-too-long", "more than the service takes", _write("Much too long. " * 120)),
        Scene("new-message", "a text to a number that has no thread yet", _new_message),
        Scene("search", "conversations that hold a word", _search("parcel")),
        Scene("search-nothing", "a search without a hit", _search("xyzzy")),
        Scene("voice-only", "a line that cannot text: Messages is greyed", _voice_only),
        Scene("offline", "no connection, everything readable", _offline),
        Scene("sign-in-needed", "the key is not accepted any more", _sign_in_needed),
        Scene("calls", "the Calls tab", _page("calls")),
        Scene("contacts", "the Contacts tab", _page("contacts")),
        Scene("dialpad", "the empty dialpad", _page("dialpad")),
        Scene("dialpad-number", "a number with a match", _dial),
        Scene("welcome", "the first start", lambda _: None, accounts=False),
    )
}
"""By name, in the order of the pictures."""
