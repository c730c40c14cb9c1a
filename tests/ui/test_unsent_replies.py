"""A reply from a notification that could not be queued stays with its own conversation, and is never lost."""

import pytest

from desktop.announce import Announcer
from desktop.desk import Desk
from desktop.furnishing import Furnishing
from desktop.settings.profile import Profile
from desktop.store import drafts, lines
from desktop.store.database import open_database
from desktop.store.drafts import Draft
from desktop.store.merge import merge
from desktop.ui.notifications import Did
from desktop.ui.question_dialog import QuestionDialog
from tests.desk import Steps, play, room_of
from tests.store.texts import WINDOW, at
from tests.ui.account import SALES, SUPPORT, line
from tests.ui.messages.texts import VIKTOR
from tests.ui.test_presence import inbound, profile

__all__ = ["profile"]

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")
FULL = "The disk is full."
THIRD = "+12025550177"


def box_of(room: Furnishing) -> QuestionDialog:
    box = room.presence.replies.box.shown
    assert box is not None
    return box


def draft_of(profile: Profile, peer: str, ours: str = SUPPORT) -> str:
    """What stands in the store for somebody."""
    database = open_database(profile.database, Announcer())
    account_id = lines.listing(database)[0].account_id
    body = drafts.get(database, account_id, ours, peer).body
    database.close()
    return body


def lose_texting(profile: Profile) -> str:
    """All lines of the account carry calls alone from now on, as another process learned; the account."""
    database = open_database(profile.database, Announcer())
    account_id = lines.listing(database)[0].account_id
    voice = [line(one, "", False, False, "voice_only", account_id=account_id) for one in (SUPPORT, SALES)]
    lines.replace(database, account_id, voice)
    database.close()
    return account_id


@pytest.fixture
def three(profile: Profile) -> Profile:
    """A third conversation, on the line of the first."""
    database = open_database(profile.database, Announcer())
    account_id = lines.listing(database)[0].account_id
    merge(database, account_id, [inbound("9", "Third", ours=SUPPORT, peer=THIRD)], window=WINDOW, now=at(2))
    database.close()
    return profile


def test_it_stands_in_the_composer_and_a_draft_stays(profile: Profile) -> None:
    def story(desk: Desk) -> None:
        room = room_of(desk)
        room.presence.notes.unsent.emit(1, "Yes", FULL)
        assert room.thread.conversation_id == 1
        assert room.composer.text == "Yes"
        assert box_of(room).text() == f"{FULL} The reply was not sent; it stands in the composer."
        box_of(room).close()
        room.presence.notes.unsent.emit(1, "No", FULL)
        assert room.composer.text == "Yes"
        assert box_of(room).text().endswith("Add it to the text you had begun here?")

    assert play(profile, story) == 0


def test_where_texting_is_gone_it_waits_as_its_own_conversation_s_draft(three: Profile) -> None:
    """Another thread is open meanwhile, whose composer is not touched."""

    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        room.messages.open(1)
        lose_texting(three)
        room.lines.reload()
        yield lambda: desk.window.page == "calls"
        room.presence.notifications.heard("3", Did.REPLIED, "For the third alone")
        assert desk.window.page == "calls"
        assert room.composer.text == ""
        assert "cannot text" in box_of(room).text()
        assert box_of(room).text().endswith("It is kept as the draft of its conversation.")

    assert play(three, story) == 0
    assert draft_of(three, THIRD) == "For the third alone"


def test_a_draft_that_stands_there_stays_and_the_words_are_shown(three: Profile) -> None:
    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        room.messages.open(1)
        database = open_database(three.database, Announcer())
        account_id = lose_texting(three)
        drafts.keep(database, account_id, SUPPORT, THIRD, Draft(body="half a sen"))
        database.close()
        room.lines.reload()
        yield lambda: desk.window.page == "calls"
        room.presence.notifications.heard("3", Did.REPLIED, "For the third alone")
        assert box_of(room).text().endswith("Its words were:\nFor the third alone")

    assert play(three, story) == 0
    assert draft_of(three, THIRD) == "half a sen"


@pytest.mark.parametrize("talk", [1, None])
def test_a_reply_to_nobody_any_more_is_shown_and_put_into_no_composer(
    profile: Profile, talk: int | None
) -> None:
    """Whether another conversation is open or none; and a link does not take the words away."""

    def story(desk: Desk) -> None:
        room = room_of(desk)
        if talk is not None:
            room.messages.open(talk)
        room.presence.notifications.heard("4711", Did.REPLIED, "For somebody else")
        assert room.composer.text == ""
        room.presence.notifications.heard("4712", Did.REPLIED, "And another")
        desk.asked(f"sms:{VIKTOR}?line={SALES}&body=Hello")
        assert room.composer.text == "Hello"
        said = box_of(room).text()
        assert said.startswith("This conversation is no longer on this computer. The reply was not sent.")
        assert "For somebody else" in said and said.endswith("And another")

    assert play(profile, story) == 0
