"""How the core tells whoever listens."""

import logging
from collections.abc import Callable

import pytest

from desktop.announce import Announcement, Announcer, LinesChanged, TextQueued


def test_everyone_who_subscribed_hears_in_that_order() -> None:
    heard: list[tuple[str, Announcement]] = []
    announcer = Announcer()
    announcer.subscribe(lambda one: heard.append(("first", one)))
    announcer.subscribe(lambda one: heard.append(("second", one)))
    announcer.publish(LinesChanged("a"))
    assert heard == [("first", LinesChanged("a")), ("second", LinesChanged("a"))]


def test_whoever_has_ended_the_subscription_hears_nothing_more() -> None:
    heard: list[Announcement] = []
    announcer = Announcer()
    end = announcer.subscribe(heard.append)
    announcer.publish(TextQueued("a"))
    end()
    announcer.publish(TextQueued("b"))
    assert heard == [TextQueued("a")]


def test_a_listener_that_fails_is_logged_and_keeps_nobody_from_hearing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heard: list[Announcement] = []
    announcer = Announcer()

    def fail(_: Announcement) -> None:
        raise ValueError("broken screen")

    announcer.subscribe(fail)
    announcer.subscribe(heard.append)
    with caplog.at_level(logging.ERROR):
        announcer.publish(LinesChanged("a"))
    assert heard == [LinesChanged("a")]
    assert "LinesChanged" in caplog.text and "broken screen" in caplog.text


def test_one_that_leaves_while_it_hears_disturbs_nobody() -> None:
    heard: list[str] = []
    announcer = Announcer()
    ends: list[Callable[[], None]] = []

    def leave(_: Announcement) -> None:
        heard.append("leaver")
        ends[0]()

    ends.append(announcer.subscribe(leave))
    announcer.subscribe(lambda _: heard.append("stayer"))
    announcer.publish(LinesChanged("a"))
    announcer.publish(LinesChanged("a"))
    assert heard == ["leaver", "stayer", "stayer"]
