"""Ready-made texts on the command line, as the last sync brought them."""

from collections.abc import Iterator

import pytest

from tests.cli.close_cli import signed_in
from tests.cli.command_line import CommandLine
from tests.program_process import KEY
from tests.providers.close_account import LINE, Server, account, new_account
from tests.providers.contract import STRANGER
from tests.providers.fakes.close_shapes import KEY as SECRET
from tests.providers.fakes.serving import serving


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """An organisation with two templates."""
    monkeypatch.setenv(KEY, SECRET)
    with serving(new_account().app) as wire:
        found = account(wire)
        found.fake.templates = [
            {"id": "t1", "name": "Hello", "text": "Hi {{ contact.first_name }}", "is_shared": True},
            {"id": "t2", "name": "Bye", "text": "See you", "is_shared": False},
        ]
        yield found


def test_they_are_listed_by_name_with_their_gaps(linedesk: CommandLine, server: Server) -> None:
    close = signed_in(linedesk, server)
    assert [(one["name"], one["text"], one["shared"]) for one in close.found("snippets")] == [
        ("Bye", "See you", False),
        ("Hello", "Hi {{ contact.first_name }}", True),
    ]
    assert close("snippets", "--account", "Desk").stdout.splitlines()[0].split() == ["Bye", "See", "you"]
    assert close("snippets", "--account", "Nobody").exit_code == 1


def test_a_text_with_an_open_gap_is_not_sent(linedesk: CommandLine, server: Server) -> None:
    """B32."""
    close = signed_in(linedesk, server)
    sent = close("send", "--line", LINE, "--to", STRANGER, "Hi {{ contact.first_name }}")
    assert sent.exit_code == 1 and "({{ … }}) is not filled" in sent.stderr
    assert server.fake.texts.all == [] and close.found("messages") == []


def test_a_number_that_the_service_blocks_is_not_texted(linedesk: CommandLine, server: Server) -> None:
    """B20."""
    server.fake.people.leads.clear()
    server.fake.add_lead("Somebody", STRANGER, blocked=True)
    sent = signed_in(linedesk, server)("send", "--line", LINE, "--to", STRANGER, "Hello")
    assert sent.exit_code == 1 and "phone book says that" in sent.stderr
    assert server.fake.texts.all == []
