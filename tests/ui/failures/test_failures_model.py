from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.sms.remedy import Kind
from desktop.store import failures, messages, outbox, reach
from desktop.ui.failures.failure_groups_model import Key
from desktop.ui.failures.failures_model import MANY, FailuresModel
from tests.ui.account import Account
from tests.ui.contacts.conftest import Work
from tests.ui.failures.failing import fail
from tests.ui.messages.texts import full_disk, know, peer, put


def key(model: FailuresModel, kind: Kind) -> Key:
    return next(one.key for one in model.groups if one.key.remedy.kind is kind)


def kinds(model: FailuresModel) -> dict[Kind, int]:
    return {one.key.remedy.kind: len(one.ids) for one in model.groups}


@pytest.fixture
def told(model: FailuresModel) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    model.told.connect(lambda sentence, undo: found.append((sentence, undo)))
    return found


def test_it_follows_what_fails(model: FailuresModel, account: Account, qtbot: QtBot) -> None:
    assert model.count == 0
    fail(account, ["30006", "30003"])
    qtbot.waitUntil(lambda: model.count == 2)
    assert kinds(model) == {Kind.UNREACHABLE: 1, Kind.LANDLINE: 1}


def test_landlines_are_marked_at_one_press_and_that_is_undone(
    model: FailuresModel, account: Account, told: list[tuple[str, bool]]
) -> None:
    fail(account, ["30006", "21614"])
    model.look()
    model.act(key(model, Kind.LANDLINE))
    assert told == [("2 numbers are marked as landlines.", True)]
    assert reach.marked(account.db, peer(0)) == reach.LANDLINE
    assert model.groups == ()
    model.undo()
    assert told[-1] == ("2 texts are in the list again.", False)
    assert reach.marked(account.db, peer(0)) is None
    assert model.count == 2


def test_numbers_that_are_not_in_use_are_marked_so(
    model: FailuresModel, account: Account, told: list[tuple[str, bool]]
) -> None:
    fail(account, ["30005", "21211"])
    model.look()
    model.act(key(model, Kind.DEAD))
    assert told == [("2 numbers are marked as not in service.", True)]
    assert reach.marked(account.db, peer(1)) == reach.DEAD


def test_passing_faults_are_sent_again_as_new_texts_that_can_be_taken_back(
    model: FailuresModel, account: Account, told: list[tuple[str, bool]]
) -> None:
    fail(account, ["30003", "30003"])
    model.look()
    model.act(key(model, Kind.UNREACHABLE))
    assert told == [("2 texts are sent again.", True)]
    new = [one for one in messages.newest(account.db) if one.state is State.QUEUED]
    assert len(new) == 2 and all(one.undo_until is not None for one in new)
    model.undo()
    assert [one.state for one in messages.newest(account.db)] == [State.FAILED] * 2
    assert model.count == 2


def test_undo_says_what_has_left_already(
    model: FailuresModel, account: Account, told: list[tuple[str, bool]]
) -> None:
    fail(account, ["30003"])
    model.look()
    model.act(key(model, Kind.UNREACHABLE))
    (new,) = [one for one in messages.newest(account.db) if one.state is State.QUEUED]
    assert outbox.mark_sending(account.db, new.id, datetime.now(UTC) + timedelta(minutes=2))
    model.undo()
    assert told[-1] == ("They have left already and cannot be taken back.", False)


def test_one_text_alone_is_left_or_sent_again_but_never_against_the_rule(
    model: FailuresModel, account: Account, told: list[tuple[str, bool]]
) -> None:
    landline, off, other = fail(account, ["30006", "30003", "30003"])
    model.look()
    model.send_one(landline)
    assert told == [("None of them can be sent again as it is.", False)]
    model.send_one(off)
    model.leave_one(other)
    assert told[1:] == [("1 text is sent again.", True), ("1 text is dealt with.", True)]
    assert kinds(model) == {Kind.LANDLINE: 1}


def test_what_somebody_stopped_is_no_failure_and_can_be_sent(model: FailuresModel, account: Account) -> None:
    fail(account, ["stopped_by_user", "30006"])
    model.look()
    assert model.count == 1
    model.act(key(model, Kind.STOPPED))
    assert kinds(model) == {Kind.LANDLINE: 1}


def test_a_row_says_who_what_when_and_why(model: FailuresModel, account: Account) -> None:
    fail(account, ["30007"], "Your payday loan is <b>here</b>")
    know(account, "Zoë Patel", peer(0))
    model.look()
    (row,) = model.page(key(model, Kind.CONTENT), 0, 20)
    assert (row.who, row.code) == ("Zoë Patel", "30007")
    assert row.words == "Your payday loan is <b>here</b>"
    suspected = [row.words[start:end] for start, end in row.suspected]
    assert suspected == ["payday loan"]
    assert row.edits and not row.again


def test_only_where_other_words_help_they_are_taken_up_again(model: FailuresModel, account: Account) -> None:
    fail(account, ["30006", "21610", "30003", "30008"])
    model.look()
    allowed = {
        row.code: (row.edits, row.again) for group in model.groups for row in model.page(group.key, 0, 9)
    }
    assert allowed == {
        "30006": (False, False),
        "21610": (False, False),
        "30003": (True, True),
        "30008": (True, True),
    }


def test_thousands_are_read_and_dealt_with_in_a_thread_and_shown_page_by_page(
    model: FailuresModel, account: Account, work: Work, told: list[tuple[str, bool]]
) -> None:
    count = MANY + 5
    fail(account, ["30006"] * count)
    model.look()
    assert model.groups == ()
    work.run()
    assert kinds(model) == {Kind.LANDLINE: count}
    assert len(model.page(key(model, Kind.LANDLINE), 0, 20)) == 20
    model.act(key(model, Kind.LANDLINE))
    assert told == []
    work.run()
    assert told == [(f"{count} numbers are marked as landlines.", True)]
    model.undo()
    work.run()
    assert told[-1] == (f"{count} texts are in the list again.", False)
    model.look()
    work.run()
    assert model.count == count


def test_a_full_disk_changes_nothing_and_says_so(model: FailuresModel, account: Account) -> None:
    said: list[str] = []
    model.trouble.connect(said.append)
    fail(account, ["30003"])
    model.look()
    with full_disk(account):
        model.act(key(model, Kind.UNREACHABLE))
    assert len(said) == 1 and said[0].endswith("Nothing was changed.")
    assert len(failures.listing(account.db)) == 1


def test_the_texts_of_a_long_resend_leave_in_the_order_they_were_written(
    model: FailuresModel, account: Account, work: Work
) -> None:
    bodies = [f"part {place:03}" for place in range(MANY + 1)]
    talk = put(account, bodies, outbound=True, state=State.FAILED, error_code="30003")
    model.look()
    work.run()
    (group,) = model.groups
    model.act(group.key)
    work.run()
    texts = sorted(messages.thread(account.db, talk, limit=2 * len(bodies)), key=lambda one: one.id)
    assert [one.body for one in texts if one.state is State.QUEUED] == bodies
