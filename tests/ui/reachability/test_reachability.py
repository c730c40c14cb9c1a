"""What is said of a number before one writes to it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from desktop.sms.reachability import Reach, Reachability
from desktop.store import reach
from desktop.ui.reachability.reach_mark import ReachLine, ReachMark
from desktop.ui.reachability.reach_model import DEAD, LANDLINE, WORKS, ReachModel, ReachSaid, mark_words, said
from desktop.ui.theme import Theme
from tests.ui.account import ACCOUNT, SUPPORT, opened
from tests.ui.messages.texts import ZOE, full_disk, put

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 12, 12, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 3, 12, tzinfo=UTC)
DOUBTFUL = {WORKS, LANDLINE, DEAD}


@pytest.mark.parametrize(
    ("known", "words", "marks"),
    [
        (Reach(), "", {LANDLINE, DEAD}),
        (
            Reach(Reachability.DELIVERED, NOVEMBER, delivered_at=NOVEMBER, delivered_by=SUPPORT),
            "Delivered here 3 Nov, from Support UK",
            {LANDLINE, DEAD},
        ),
        (Reach(Reachability.DELIVERED, NOVEMBER), "They wrote 3 Nov", {LANDLINE, DEAD}),
        (Reach(Reachability.LANDLINE, OCTOBER), "A landline (failed 12 Oct)", {WORKS, DEAD}),
        (
            Reach(Reachability.LANDLINE, OCTOBER, marked=True),
            "A landline, as somebody here says",
            {WORKS, DEAD},
        ),
        (Reach(Reachability.DEAD, OCTOBER), "No longer in service (failed 12 Oct)", {WORKS, LANDLINE}),
        (
            Reach(Reachability.DEAD, OCTOBER, marked=True),
            "Not in service, as somebody here says",
            {WORKS, LANDLINE},
        ),
        (Reach(Reachability.UNREACHABLE, OCTOBER), "Unreachable lately (failed 12 Oct)", DOUBTFUL),
        (Reach(Reachability.WRONG_PAIR, OCTOBER), "Not reached from this line (failed 12 Oct)", DOUBTFUL),
        (
            Reach(Reachability.WRONG_PAIR, OCTOBER, delivered_by=SUPPORT),
            "Not reached from this line (failed 12 Oct), but from Support UK",
            DOUBTFUL,
        ),
        (Reach(Reachability.OPTED_OUT, OCTOBER), "Opted out 12 Oct", {LANDLINE, DEAD}),
    ],
)
def test_each_state_has_its_words_and_what_a_person_may_say(
    known: Reach, words: str, marks: set[str]
) -> None:
    found = said(known, NOW, lambda _: "Support UK")
    assert (found.words, set(found.marks)) == (words, marks)
    assert all(mark_words(mark) for mark in found.marks)


def test_a_number_is_looked_up_and_marked(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(tmp_path) as account:
        model = ReachModel(account.db, account.changes, clock=lambda: NOW)
        assert model.of(ACCOUNT, SUPPORT, "") == ReachSaid()
        with qtbot.waitSignal(model.changed):
            put(account, ["Hello"], outbound=True, since=NOVEMBER)
        assert model.of(ACCOUNT, SUPPORT, ZOE).words == "Delivered here 3 Nov, from Support UK"
        model.mark(ZOE, DEAD)
        assert model.of(ACCOUNT, SUPPORT, ZOE).what is Reachability.DEAD
        model.mark(ZOE, WORKS)
        assert reach.marked(account.db, ZOE) == reach.MOBILE


def test_a_mark_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    with opened(tmp_path) as account:
        model = ReachModel(account.db, account.changes)
        sentences: list[str] = []
        model.trouble.connect(sentences.append)
        with full_disk(account, "number_mark"):
            model.mark(ZOE, DEAD)
        assert len(sentences) == 1 and sentences[0].endswith("Nothing was changed.")
        assert reach.marked(account.db, ZOE) is None


def test_the_sign_shows_only_where_something_is_known(theme: Theme, qtbot: QtBot) -> None:
    mark = ReachMark(theme)
    qtbot.addWidget(mark)
    mark.show_reach(ReachSaid())
    assert mark.isHidden()
    mark.show_reach(ReachSaid(Reachability.LANDLINE, "A landline <b>"))
    assert not mark.isHidden() and "&lt;b&gt;" in mark.toolTip()
    face = QAccessible.queryAccessibleInterface(mark)
    assert face.text(QAccessible.Text.Name) == "A landline <b>"
    assert face.text(QAccessible.Text.Description) == "A landline <b>"


def test_no_two_states_share_a_sign(theme: Theme, qtbot: QtBot) -> None:
    mark = ReachMark(theme)
    qtbot.addWidget(mark)
    mark.resize(16, 16)
    pictures = []
    for what in Reachability:
        if what is not Reachability.UNKNOWN:
            mark.show_reach(ReachSaid(what, what.value))
            pictures.append(mark.grab().toImage())
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])


def test_beside_a_number_the_words_stand_once(theme: Theme, qtbot: QtBot) -> None:
    line = ReachLine(theme)
    qtbot.addWidget(line)
    line.show_reach(ReachSaid(Reachability.OPTED_OUT, "Opted out 12 Oct"))
    assert line.words.text() == "Opted out 12 Oct" and line.mark.text() == ""
    line.show_reach(ReachSaid())
    assert line.isHidden()


def test_days_are_short(theme: Theme) -> None:
    known = Reach(Reachability.DEAD, NOW - timedelta(days=400))
    assert said(known, NOW, str).words.endswith("2025)")
