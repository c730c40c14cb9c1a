"""What a row of the conversation list says, to the eye and to a screen reader."""

from datetime import timedelta

import pytest

from desktop.sms.delivery import Proof, State
from desktop.ui.messages.conversation_rows_model import (
    Conversation,
    ConversationRows,
    sentence,
    snippet,
    title,
)
from tests.ui.account import ACCOUNT, SUPPORT
from tests.ui.messages.texts import NOON, ZOE


def row(**fields: object) -> Conversation:
    values: dict[str, object] = {
        "id": 1,
        "account_id": ACCOUNT,
        "line": SUPPORT,
        "peer": ZOE,
        "name": "",
        "last_at": NOON,
        "last_body": "Hello",
        "last_outbound": False,
        "last_state": State.RECEIVED,
        "last_error_code": None,
        "last_error": "",
        "unread": 0,
        "draft": "",
        "active_at": NOON,
        "proof": Proof.DELIVERED,
    }
    return Conversation(**{**values, **fields})  # type: ignore[arg-type]


def test_a_number_without_a_name_reads_from_left_to_right() -> None:
    assert title(row()) == "\u2068+44 7700 900123\u2069"
    assert title(row(peer="PARCELBOX")) == "\u2068PARCELBOX\u2069"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<b>bold</b> &amp;", "<b>bold</b> &amp;"),
        ("two\nlines\r\n", "two lines␍"),
        ("\u202egnp.exe\u2066", "gnp.exe"),
        ("\x00\x1b[31m", "␀␛[31m"),
        ("\n" * 5000, "…"),
    ],
)
def test_what_somebody_wrote_is_one_plain_line(body: str, shown: str) -> None:
    assert snippet(row(last_body=body)) == shown
    assert title(row(name=body)) in (shown, "\u2068+44 7700 900123\u2069")
    assert "\n" not in sentence(row(last_body=body, name=body))


def test_a_million_characters_are_cut_with_a_mark() -> None:
    assert len(snippet(row(last_body="x" * 1_000_000))) < 250
    assert snippet(row(last_body="x" * 1_000_000)).endswith("…")


def test_a_draft_is_not_said_to_be_in_the_state_of_the_text_before_it() -> None:
    sent = row(last_outbound=True, last_state=State.DELIVERED)
    assert "Delivered" in sentence(sent)
    drafted = row(last_outbound=True, last_state=State.DELIVERED, draft="Later")
    assert "Draft: Later" in sentence(drafted)
    assert "Delivered" not in sentence(drafted)


def test_rows_that_were_only_read_are_found_by_their_conversation() -> None:
    rows = ConversationRows([row(id=4), row(id=9)])
    assert (rows.row_of(9), rows.row_of(5)) == (1, None)
    assert rows.conversation(rows.index(0)).id == 4
    assert (rows.search, rows.all_lines, rows.line_label(row())) == ("", False, "+44 7700 900010")


def test_a_text_without_a_receipt_is_said_to_be_not_confirmed_after_its_time() -> None:
    """C5: in the words of the bubble."""
    sent = row(last_outbound=True, last_state=State.SENT)
    assert ", Sent, not confirmed, " in sentence(sent, timedelta(minutes=10))
    assert "not confirmed" not in sentence(sent, timedelta(days=40_000))
    assert "not confirmed" not in sentence(sent)
    ends_there = row(last_outbound=True, last_state=State.SENT, proof=Proof.SENT)
    assert "not confirmed" not in sentence(ends_there, timedelta(minutes=10))
