"""The practice server's memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.sandbox.ledger import Ledger
from desktop.sandbox.lines import OPENING_LINES
from desktop.sandbox.records import Answer, Entry
from desktop.sandbox.state_file import Fault, StateFault


def text(body: str, *, inbound: bool = False, peer: str = "+12025550123", accepted: bool = False) -> Entry:
    return Entry(inbound, "+447700900010", peer, body, 1, "received" if inbound else "delivered", 5, accepted)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    ledger = Ledger()
    ledger.finish_opening()
    yield ledger
    ledger.close()


def test_the_key_follows_from_the_seed_alone() -> None:
    keys = []
    for seed in (7, 7, 8):
        ledger = Ledger(seed=seed)
        keys.append(ledger.key)
        ledger.close()
    assert keys[0] == keys[1] != keys[2]
    assert keys[0].startswith("practice-")


def test_a_file_keeps_its_seed_and_refuses_another(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "state", seed=7)
    ledger.finish_opening()
    ledger.close()
    for seed in (None, 7):
        ledger = Ledger(tmp_path / "state", seed)
        assert (ledger.seed, ledger.is_new) == (7, False)
        ledger.close()
    with pytest.raises(StateFault) as refused:
        Ledger(tmp_path / "state", seed=8)
    assert (refused.value.fault, refused.value.detail) == (Fault.OTHER_SEED, "7")


def test_a_transaction_that_fails_leaves_nothing(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), ledger.transaction():
        ledger.wallet = 1
        ledger.add_text(text("lost"))
        raise ZeroDivisionError
    assert ledger.wallet == 12_400
    assert ledger.texts() == []


def test_texts_of_both_directions_share_one_row_of_ids(ledger: Ledger) -> None:
    """As in the guide's samples: 156 went out, 157 came in."""
    with ledger.transaction():
        ids = [ledger.add_text(text(str(n), inbound=bool(n % 2))).id for n in range(6)]
    assert ids == [1, 2, 3, 4, 5, 6]
    assert [row.id for row in ledger.texts()] == [6, 5, 4, 3, 2, 1]
    assert [row.id for row in ledger.texts(inbound=True)] == [6, 4, 2]
    assert [row.id for row in ledger.texts(inbound=False)] == [5, 3, 1]


@pytest.mark.parametrize("inbound", [None, True, False])
def test_pages_follow_on_each_other_without_gap_or_overlap(ledger: Ledger, inbound: bool | None) -> None:
    ledger.add_texts(text(str(n), inbound=n % 3 == 0) for n in range(50))
    whole = ledger.texts(inbound)
    paged = [row for skip in range(0, 60, 7) for row in ledger.texts(inbound, skip, 7)]
    assert paged == whole
    assert len(whole) == ledger.count_texts(inbound)


def test_only_accepted_texts_are_the_carriers(ledger: Ledger) -> None:
    for entry in (text("history"), text("first", accepted=True), text("second", accepted=True)):
        ledger.add_text(entry)
    assert [row.body for row in ledger.accepted()] == ["first", "second"]
    assert ledger.accepted_for("+12025550123") == 2
    assert ledger.accepted_for("+12025550124") == 0


def test_the_last_word_of_somebody_is_found_however_it_is_written(ledger: Ledger) -> None:
    """B20"""
    for body in ("STOP", "hello", " start ", "stop it"):
        ledger.add_text(text(body, inbound=True))
    ledger.add_text(text("STOP", inbound=False))
    assert ledger.last_word("+12025550123", ("STOP", "START")) == "START"
    assert ledger.last_word("+12025550124", ("STOP", "START")) is None


def test_answers_come_out_once_when_they_are_due_earliest_first(ledger: Ledger) -> None:
    later, sooner = Answer(20, "+1", "+2", "later"), Answer(10, "+1", "+2", "sooner")
    ledger.add_answer(later)
    ledger.add_answer(sooner)
    assert ledger.take_due_answers(9) == []
    assert ledger.take_due_answers(20) == [sooner, later]
    assert ledger.take_due_answers(1000) == []


def test_a_line_is_changed_in_its_place(ledger: Ledger) -> None:
    for line in reversed(OPENING_LINES):
        ledger.put_line(line)
    assert tuple(ledger.lines()) == OPENING_LINES
