"""Held texts on the command line: listed with their reason, sent or dropped by number."""

from desktop.cli.held import why
from desktop.store import held
from tests.cli.command_line import CommandLine
from tests.cli.written_offline import write
from tests.program_process import PEER
from tests.sandbox_process import PracticeServer


def bodies(server: PracticeServer) -> list[str]:
    return [text["body"] for text in server.carrier()]


def test_old_texts_wait_are_listed_and_go_when_somebody_says_so(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """Idea 8; and sync says with a code of its own that texts are left."""
    write(signed_in, "old one", minutes=20)
    write(signed_in, "old two", minutes=15)
    done = signed_in("sync", "--once")
    assert done.exit_code == 4
    assert "2 held for your decision" in done.stdout and "linedesk held" in done.stderr
    assert "old one" not in bodies(server)
    one, two = signed_in.found("held")
    assert [(text["text"], text["state"], text["reason"]) for text in (one, two)] == [
        ("old one", "held", held.OLD),
        ("old two", "held", held.FOLLOWED),
    ]
    listed = signed_in("held").stdout.splitlines()
    assert len(listed) == 2 and why(held.OLD) in listed[0] and "old one" in listed[0]

    assert "Waiting here" in signed_in("held", "send", str(one["id"])).stdout
    assert signed_in("held", "drop", str(two["id"])).stdout == "It is not sent.\n"
    assert signed_in("sync", "--once").exit_code == 0
    assert bodies(server).count("old one") == 1 and "old two" not in bodies(server)
    assert signed_in.found("held") == [] and signed_in("held").stdout == ""
    states = {text["text"]: text["state"] for text in signed_in.found("messages", "--with", PEER)}
    assert states["old two"] == "stopped"


def test_a_text_sent_with_wait_leaves_while_older_ones_wait_for_a_decision(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    write(signed_in, "long ago", minutes=30)
    sent = signed_in("send", "--line", "+447700900010", "--to", PEER, "--wait", "10", "just now")
    assert sent.exit_code == 0, sent.output
    assert "just now" in bodies(server) and "long ago" not in bodies(server)
    assert [text["text"] for text in signed_in.found("held")] == ["long ago"]


def test_a_number_that_is_none_of_them_is_said(signed_in: CommandLine) -> None:
    for command in ("send", "drop"):
        result = signed_in("held", command, "999")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "No text with the number 999 waits" in result.stderr


def test_every_reason_has_its_words() -> None:
    reasons = {held.OLD, held.ANSWERED, held.FOLLOWED, held.NO_CREDIT, held.OPTED_OUT, held.REFUSED}
    words = {why(reason) for reason in reasons}
    assert len(words) == len(reasons) and not words & reasons
