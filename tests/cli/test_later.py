"""Texts for a later time on the command line: handed over by sync, listed, and taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.cli.later import stands
from desktop.store import later
from desktop.store.later import Later
from tests.cli.close_cli import account_id, cache, signed_in
from tests.cli.command_line import CommandLine
from tests.program_process import KEY
from tests.providers.close_account import LINE, Server, account, new_account
from tests.providers.contract import STRANGER
from tests.providers.fakes.close_shapes import KEY as SECRET
from tests.providers.fakes.serving import serving


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """An organisation without a text."""
    monkeypatch.setenv(KEY, SECRET)
    with serving(new_account().app) as wire:
        yield account(wire)


def put(close: CommandLine) -> None:
    """The window kept a text for tomorrow."""
    db = cache(close.profile)
    now = datetime.now(UTC)
    whose = account_id(close.profile)
    due = now + timedelta(days=1)
    later.add(db, account_id=whose, line=LINE, peer=STRANGER, body="See you", due_at=due, now=now)
    db.close()


def test_a_text_for_later_is_handed_over_listed_and_taken_back_by_sync(
    linedesk: CommandLine, server: Server
) -> None:
    close = signed_in(linedesk, server)
    put(close)
    assert close("sync", "--once").exit_code == 0
    (one,) = close.found("later")
    assert (one["state"], one["text"], one["ours"], one["account"]) == ("waiting", "See you", True, "Desk")
    assert [text.status for text in server.fake.texts.all] == ["scheduled"]
    assert "waits at the service" in close("later").stdout
    assert "asked to give it back" in close("later", "back", str(one["id"])).stdout
    assert "is being taken back" in close("later").stdout
    close("sync", "--once")
    assert close.found("later")[0]["reason"] == "returned" and server.drafts() == []
    assert "does not leave" in close("later", "back", str(one["id"])).stdout
    assert close.found("later") == []


def test_a_number_that_is_none_of_them_is_said(linedesk: CommandLine, server: Server) -> None:
    result = signed_in(linedesk, server)("later", "back", "999")
    assert result.exit_code == 1 and "No text with the number 999 waits" in result.stderr


def test_how_one_stands_is_said_in_words_of_its_own_each() -> None:
    one = Later(1, "a", LINE, STRANGER, "Hi", datetime.now(UTC), later.ENDED, None, True, "Sam")
    codes = (later.MISSED, later.TOO_LATE, later.RETURNED, later.STOPPED_THERE, later.GONE, later.OPTED_OUT)
    said = {stands(replace(one, code=code)) for code in (*codes, "unknown_recipient")}
    said |= {stands(replace(one, state=state)) for state in (later.NEW, later.WAITING, later.STOPPING)}
    assert len(said) == 10
    assert stands(replace(one, state=later.WAITING, ours=False)) == "waits at the service, by Sam"
