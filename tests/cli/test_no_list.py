"""The command line at a service that lists no texts: what it says, and that nothing goes twice."""

from collections.abc import Iterator

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.own_keyring import Keyring
from tests.providers.cloudtalk_account import LINE, Server, account, new_account
from tests.providers.contract import STRANGER
from tests.providers.fakes.cloudtalk_shapes import KEY_ID, KEY_SECRET
from tests.providers.fakes.serving import serving

FREEPHONE = "+18005550134"
GAP = "CloudTalk lists no texts over its API: only what was sent from here is shown."


@pytest.fixture
def server() -> Iterator[Server]:
    """A company that has sent nothing."""
    with serving(new_account().app) as wire:
        yield account(wire)


@pytest.fixture
def signed_in(linedesk: CommandLine, server: Server, ring: Keyring) -> CommandLine:
    """A command line with the company's key."""
    added = linedesk(
        *("account", "add", "cloudtalk", "--name", "Office", "--url", server.wire.url),
        *("--field", f"access_key_id={KEY_ID}", "--secret-stdin"),
        stdin=f"{KEY_SECRET}\n",
    )
    assert (added.exit_code, added.stdout) == (0, "The account works and has 3 lines.\n"), added.output
    assert GAP in added.stderr and list(ring.of_accounts.values()) == [KEY_SECRET]
    return linedesk


def test_a_text_is_handed_over_and_that_is_all_that_is_said(signed_in: CommandLine, server: Server) -> None:
    """C6: at once, without waiting for anything."""
    sent = signed_in("send", "--line", LINE, "--to", STRANGER, "--wait", "60", "Hello")
    assert (sent.exit_code, sent.stdout) == (0, "1: Handed over to the service\n"), sent.output
    assert "Handed over" in signed_in("messages").stdout
    assert len(server.carrier()) == 1
    assert GAP in signed_in("account", "check").stderr
    assert "Used at CloudTalk by: John Doe." in signed_in("line", LINE).stdout


def test_a_lost_answer_ends_the_command_at_once_and_says_where_to_look(
    signed_in: CommandLine, server: Server
) -> None:
    """Demand 1: no later command sends it again."""
    server.wire.strike("hang_up", only_sends=True)
    sent = signed_in("send", "--line", LINE, "--to", STRANGER, "--wait", "3600", "Hello")
    assert sent.exit_code not in (0, 1)
    assert "CloudTalk cannot be asked for it: only its own app may show whether it went out" in sent.stderr
    server.wire.strike(None)
    for _ in range(2):
        assert signed_in("sync", "--once").exit_code == 4
    assert len(server.carrier()) == 1


def test_without_credit_texts_wait_for_a_person(signed_in: CommandLine, server: Server) -> None:
    """B24: HTTP 403 there."""
    server.refuse("insufficient_funds")
    signed_in("send", "--line", LINE, "--to", STRANGER, "--wait", "60", "Hello")
    (held,) = signed_in.found("held")
    assert held["reason"] == "no_credit"
    server.refuse("")
    assert signed_in("held", "send", str(held["id"])).exit_code == 0
    signed_in("sync", "--once")
    assert len(server.carrier()) == 1


def test_a_number_that_cannot_text_is_tried_again_after_a_word(
    signed_in: CommandLine, server: Server
) -> None:
    """A6."""
    first = signed_in("send", "--line", FREEPHONE, "--to", STRANGER, "--wait", "60", "Hello")
    assert first.exit_code == 1 and "not set up for texts" in first.stderr
    second = signed_in("send", "--line", FREEPHONE, "--to", STRANGER, "Hello")
    assert second.exit_code == 1 and "refused a text" in second.stderr
    assert "have it tried again" in signed_in("line", FREEPHONE).stdout
    signed_in("line", FREEPHONE, "tell", "--voice-only", "no")
    line = server.fake.carrier.line(FREEPHONE)
    assert line is not None
    line.can_text = True
    third = signed_in("send", "--line", FREEPHONE, "--to", STRANGER, "--wait", "60", "Hello again")
    assert third.exit_code == 0, third.output
