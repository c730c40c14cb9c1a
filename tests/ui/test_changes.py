import pytest
import shiboken6
from PySide6.QtCore import QObject

from desktop.announce import (
    AccountChanged,
    Announcement,
    Announcer,
    ContactsChanged,
    DraftsChanged,
    LinesChanged,
    Link,
    LinkChanged,
    MessagesChanged,
    StoreChangedElsewhere,
    TextQueued,
)
from desktop.ui.changes import Changes


def test_every_announcement_reaches_the_screens_as_its_signal() -> None:
    announcer = Announcer()
    changes = Changes(announcer)
    heard: list[object] = []
    changes.lines_changed.connect(lambda *values: heard.append(("lines", *values)))
    changes.messages_changed.connect(lambda *values: heard.append(("messages", *values)))
    changes.drafts_changed.connect(lambda *values: heard.append(("drafts", *values)))
    changes.link_changed.connect(lambda *values: heard.append(("link", *values)))
    changes.account_changed.connect(lambda *values: heard.append(("account", *values)))
    changes.contacts_changed.connect(lambda: heard.append(("contacts",)))
    changes.store_changed_elsewhere.connect(lambda: heard.append(("elsewhere",)))
    said: list[Announcement] = [
        LinesChanged("a"),
        MessagesChanged(frozenset({1, 2})),
        DraftsChanged(frozenset({3})),
        LinkChanged("a", Link.OFFLINE, "no route"),
        TextQueued("a"),
        AccountChanged("b"),
        ContactsChanged(),
        StoreChangedElsewhere(),
    ]
    for announcement in said:
        announcer.publish(announcement)
    assert heard == [
        ("lines", "a"),
        ("messages", frozenset({1, 2})),
        ("drafts", frozenset({3})),
        ("link", "a", Link.OFFLINE, "no route"),
        ("account", "b"),
        ("contacts",),
        ("elsewhere",),
    ]


def test_a_listener_that_has_gone_hears_nothing_and_disturbs_nobody() -> None:
    """Architecture 6: only Qt's own signals disconnect themselves when a widget dies."""

    class Screen(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.heard: list[str] = []

        def hear(self, account_id: str) -> None:
            self.heard.append(account_id)

    announcer = Announcer()
    changes = Changes(announcer)
    gone, still_there = Screen(), Screen()
    changes.lines_changed.connect(gone.hear)
    changes.lines_changed.connect(still_there.hear)
    shiboken6.delete(gone)
    announcer.publish(LinesChanged("a"))
    assert still_there.heard == ["a"]
    assert gone.heard == []


def test_the_core_may_go_on_announcing_when_the_window_is_gone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    announcer = Announcer()
    window = QObject()
    changes = Changes(announcer, window)
    heard: list[str] = []
    changes.lines_changed.connect(heard.append)
    shiboken6.delete(window)
    assert not shiboken6.isValid(changes)
    announcer.publish(LinesChanged("a"))
    assert heard == []
    assert not caplog.records
