"""The comparison of the three truths: what it calls a finding, and what it does not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.sms.delivery import Proof
from tests.storm.journal import AGAIN, DROP, EDIT, ELSEWHERE, NO, PERHAPS, SEND, UNDO, YES, Entry, Journal
from tests.storm.truths import came_back, compare, drafts, screen, unsettled

ANNA, JON = "+12025550100", "+12025550101"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "journal")
    yield journal
    journal.close()


def asked(journal: Journal, body: str, what: str = SEND, happened: str = YES, to: str = ANNA) -> None:
    journal.end(journal.begin(Entry(what, to, body, 1)), happened)


def sent(number: int, body: str, to: str = ANNA) -> dict[str, Any]:
    return {"id": number, "to": to, "body": body}


def row(number: int, body: str, state: str, remote: int | None = None, to: str = ANNA) -> dict[str, Any]:
    remote_id = None if remote is None else str(remote)
    return {
        "id": number,
        "direction": "outbound",
        "peer": to,
        "text": body,
        "state": state,
        "remote_id": remote_id,
        "remote_kind": "sms",
    }


def kinds(journal: Journal, carrier: list[dict[str, Any]], rows: list[dict[str, Any]]) -> list[str]:
    return [finding.kind for finding in compare(journal, carrier, rows)]


def test_texts_that_went_once_or_are_shown_as_what_they_are_are_no_findings(journal: Journal) -> None:
    for body in ("went", "doubtful", "waits"):
        asked(journal, body)
    rows = [row(1, "went", "sent", 9), row(2, "doubtful", "unconfirmed"), row(3, "waits", "held")]
    assert kinds(journal, [sent(9, "went")], rows) == []


def test_a_text_at_the_carrier_twice_is_a_finding_unless_a_person_asked_twice(journal: Journal) -> None:
    asked(journal, "ok")
    carrier = [sent(9, "ok"), sent(10, "ok")]
    rows = [row(1, "ok", "sent", 9), row(2, "ok", "sent", 10)]
    assert kinds(journal, carrier, rows) == ["doubled", "double row"]
    asked(journal, "ok", AGAIN)
    assert kinds(journal, carrier, rows) == []


def test_a_text_that_is_nowhere_is_lost_and_one_that_died_before_it_was_stored_is_not(
    journal: Journal,
) -> None:
    asked(journal, "typed", happened=PERHAPS)
    asked(journal, "refused", happened=NO)
    assert kinds(journal, [], []) == []
    asked(journal, "queued")
    assert kinds(journal, [], []) == ["lost"]


def test_what_was_taken_back_or_dropped_must_not_go_out(journal: Journal) -> None:
    for body, what in (("back", UNDO), ("dropped", DROP)):
        asked(journal, body)
        asked(journal, body, what)
    assert kinds(journal, [], [row(2, "dropped", "stopped")]) == []
    carrier = [sent(9, "back"), sent(10, "dropped")]
    rows = [row(1, "back", "sent", 9), row(2, "dropped", "sent", 10)]
    assert set(kinds(journal, carrier, rows)) == {"doubled", "double row"}


def test_a_tick_needs_the_carrier_and_what_the_carrier_has_needs_to_be_seen(journal: Journal) -> None:
    asked(journal, "never left")
    assert kinds(journal, [], [row(1, "never left", "sent")]) == ["lying tick"]
    asked(journal, "left")
    found = kinds(
        journal, [sent(9, "left")], [row(1, "never left", "unconfirmed"), row(2, "left", "unconfirmed")]
    )
    assert found == ["unseen"]


def test_an_id_of_another_text_and_words_that_nobody_wrote_are_findings(journal: Journal) -> None:
    asked(journal, "one")
    asked(journal, "two")
    carrier = [sent(9, "one"), sent(10, "two")]
    rows = [row(1, "one", "sent", 10), row(2, "two", "sent", 9), row(3, "three", "queued")]
    assert set(kinds(journal, carrier, rows)) == {"wrong id", "unseen", "invented", "overtaken"}


def test_ids_of_two_kinds_may_be_the_same_and_each_text_has_its_own(journal: Journal) -> None:
    asked(journal, "ok")
    asked(journal, "ok", ELSEWHERE)
    carrier = [sent(9, "ok"), {**sent(9, "ok"), "kind": "mms"}]
    rows = [row(1, "ok", "sent", 9), {**row(2, "ok", "sent", 9), "remote_kind": "mms"}]
    assert kinds(journal, carrier, rows) == []
    assert kinds(journal, carrier, [rows[0], {**rows[1], "remote_kind": "sms"}]) == ["wrong id", "unseen"]


def test_more_than_a_service_can_know_is_a_finding_though_the_carrier_has_the_text(journal: Journal) -> None:
    """C6: unconfirmed is allowed everywhere, delivered only where there are receipts."""
    asked(journal, "ok")
    carrier, rows = [sent(9, "ok")], [row(1, "ok", "sent", 9)]
    assert compare(journal, carrier, rows, Proof.SENT) == []
    assert [one.kind for one in compare(journal, carrier, rows, Proof.ACCEPTED)] == ["unproven"]
    taken = [row(1, "ok", "accepted", 9)]
    assert compare(journal, carrier, taken, Proof.ACCEPTED) == []


def test_a_text_that_overtakes_an_earlier_one_is_a_finding_unless_it_lay_on_the_way(
    journal: Journal,
) -> None:
    for body in ("first", "second"):
        asked(journal, body)
        asked(journal, f"{body} to Jon", to=JON)
    carrier = [sent(9, "second"), sent(10, "first"), sent(11, "first to Jon", JON)]
    rows = [row(1, "first", "sent", 10), row(2, "second", "sent", 9)]
    rows += [row(3, "first to Jon", "sent", 11, JON), row(4, "second to Jon", "queued", to=JON)]
    assert kinds(journal, carrier, rows) == ["overtaken"]
    journal.late.add("first")
    assert kinds(journal, carrier, rows) == []


def test_a_text_from_the_services_own_pages_may_be_taken_for_ours_but_not_hidden(journal: Journal) -> None:
    asked(journal, "ok", ELSEWHERE)
    assert kinds(journal, [sent(9, "ok")], []) == ["lost", "unseen"]
    asked(journal, "ok")
    assert kinds(journal, [sent(9, "ok")], [row(1, "ok", "sent", 9)]) == []


def test_the_window_must_say_the_same_as_the_command_and_claim_nothing_more() -> None:
    rows = [row(1, "ok", "sent", 9)]
    same = {ANNA: {"rows": [[1, True, "ok", "sent", True, "You, ok, Sent"]]}}
    assert screen(same, rows, [sent(9, "ok")]) == []
    assert [one.kind for one in screen(same, rows, [])] == ["lying words"]
    other = {ANNA: {"rows": [[1, True, "ok", "failed", False, "You, ok, Failed"]]}}
    assert {one.kind for one in screen(other, rows, [sent(9, "ok")])} == {"two answers"}


def test_nothing_is_compared_while_texts_are_moving() -> None:
    rows = [row(1, "a", "sending"), row(2, "b", "queued"), row(3, "c", "unconfirmed"), row(4, "d", "sent", 9)]
    assert unsettled(rows, [sent(9, "d")], [ANNA]) == ["'a' is sending", "'b' is queued"]
    assert unsettled(rows[2:], [sent(9, "d"), sent(10, "c")], [ANNA]) == ["'c' (10) is not shown"]


def test_words_that_were_taken_back_must_be_in_the_composer() -> None:
    for what in (UNDO, EDIT):
        entry = Entry(what, ANNA, "one", 1)
        assert came_back(entry, "one") == came_back(entry, "one\nbegun since") == []
        assert [one.kind for one in came_back(entry, "")] == ["words gone"]
        assert [one.kind for one in came_back(entry, "begun since")] == ["words gone"]


def test_words_that_came_back_must_stay_until_somebody_writes_there(journal: Journal) -> None:
    journal.drafts[ANNA] = "one\nbegun"
    assert drafts(journal, {ANNA: {"draft": "one\nbegun"}}) == drafts(journal, {}) == []
    (gone,) = drafts(journal, {ANNA: {"draft": "begun"}})
    assert (gone.kind, gone.to, gone.body) == ("words gone", ANNA, "one\nbegun")
    asked(journal, "two")
    assert drafts(journal, {ANNA: {"draft": ""}}) == []


def test_the_journal_keeps_what_was_asked_over_a_kill(journal: Journal, tmp_path: Path) -> None:
    journal.begin(Entry(SEND, ANNA, "on the wire", 7))
    written = (tmp_path / "journal").read_text()
    assert "on the wire" in written
    assert '"perhaps"' in written
