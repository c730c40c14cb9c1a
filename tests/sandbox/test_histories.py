"""What a new practice account holds."""

import re
from collections.abc import Callable
from pathlib import Path

from desktop.sandbox.lines import OPENING_LINES
from desktop.sandbox.people import OWEN, PARCELBOX, PEOPLE, SIGN_IN_CODES, STRANGERS
from tests.sandbox.practice import Practice

FICTION = re.compile(
    r"\+447700900\d{3}|\+442079460\d{3}|\+448081570\d{3}|\+1(?!202)\d{3}55501\d\d|\+614915701(?:56|57|58|59|10)"
    r"|\+3363998\d{4}|\+493023125\d{3}|\+467017406(?:0[5-9]|[1-9]\d)"
)


def test_every_number_is_reserved_for_fiction(practice: Practice) -> None:
    numbers = {line.number for line in OPENING_LINES} | {one.number for one in PEOPLE} | set(STRANGERS)
    for row in practice.messages() + practice.get("/api/v1/portal/calls")["data"]:
        numbers |= {row["from"], row["to"]} - {PARCELBOX, SIGN_IN_CODES}
    assert not [number for number in numbers if not FICTION.fullmatch(number)]


def test_everybody_in_the_phone_book_has_a_past_in_texts(practice: Practice) -> None:
    peers = {row["from"] for row in practice.messages()} | {row["to"] for row in practice.messages()}
    assert {person.number for person in PEOPLE} <= peers


def test_texts_of_the_past_went_only_where_lines_can_send_and_receive(practice: Practice) -> None:
    """A5: a send-only line has no inbound text, a receive-only line no outbound one."""
    outbound = {row["from"] for row in practice.messages(direction="outbound")}
    inbound = {row["to"] for row in practice.messages(direction="inbound")}
    assert outbound == {line.number for line in OPENING_LINES if line.sms_out and line.state == "active"}
    assert inbound == {line.number for line in OPENING_LINES if line.sms_in and line.state == "active"}


def test_nothing_of_the_past_is_still_under_way_and_the_newest_is_minutes_old(practice: Practice) -> None:
    rows = practice.messages()
    assert {row["status"] for row in rows} == {"received", "delivered", "failed"}
    assert {row["error"]["code"] for row in rows if row["status"] == "failed"} == {
        "landline",
        "unreachable",
        "filtered",
    }
    assert "2026-04-03T09:50" < rows[0]["created_at"] < "2026-04-03T10:00"


def test_the_past_shows_what_texts_can_be(practice: Practice) -> None:
    """Scripts, emoji, several parts, a link, a sender with a name, a short code, a STOP."""
    rows = practice.messages()
    text = "".join(row["body"] for row in rows)
    for sign in ("ñ", "Ç", "م", "茶", "お", "Д", "👨‍👩‍👧‍👦", "https://"):
        assert sign in text
    assert max(row["segments"] for row in rows) >= 3
    assert {PARCELBOX, SIGN_IN_CODES} <= {row["from"] for row in rows}
    assert [row["from"] for row in rows if row["body"] == "STOP"] == [OWEN.number]


def test_the_same_seed_gives_the_same_account(open_practice: Callable[..., Practice]) -> None:
    def whole(seed: int) -> tuple[object, ...]:
        practice = open_practice(seed=seed, conversations=30, messages=500)
        rows = [practice.messages(per_page=200, page=page) for page in (1, 2, 3)]
        return practice.key, rows, practice.get("/api/v1/portal/contacts", per_page=200)

    assert whole(5) == whole(5)
    assert whole(5) != whole(6)


def test_an_account_can_be_as_large_as_one_asks(open_practice: Callable[..., Practice]) -> None:
    practice = open_practice(conversations=200, messages=3000)
    assert practice.ledger.count_texts() == 3000
    rows = practice.ledger.texts()
    named = {(row.line, row.peer) for row in open_practice().ledger.texts()}
    assert len({(row.line, row.peer) for row in rows}) == 200 + len(named)
    assert [row.created for row in rows] == sorted((row.created for row in rows), reverse=True)


def test_a_filled_account_is_not_filled_again(tmp_path: Path, open_practice: Callable[..., Practice]) -> None:
    first = open_practice(state=tmp_path / "state", conversations=3)
    total = first.ledger.count_texts()
    first.ledger.close()
    again = open_practice(state=tmp_path / "state", conversations=300, messages=9000)
    assert again.ledger.count_texts() == total
