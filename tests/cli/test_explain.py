"""``linedesk explain``: what a code means, for people and for programs, without any connection (H7)."""

import json
from typing import Any

import pytest

from tests.cli.command_line import CommandLine

KEYS = {"code", "name", "what", "next_step", "class", "retry", "provider", "who"}


def objects(linedesk: CommandLine, *arguments: str) -> list[dict[str, Any]]:
    result = linedesk("explain", *arguments, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_code_is_one_object_for_machines(linedesk: CommandLine) -> None:
    """§1.2"""
    (found,) = objects(linedesk, "30007")
    assert set(found) == KEYS
    assert (found["code"], found["name"], found["class"], found["retry"]) == (
        "30007",
        "Filtered as spam",
        "C",
        "never_unchanged",
    )
    assert (found["provider"], found["who"]) == ("twilio", "agent")
    assert found["what"] and found["next_step"]


@pytest.mark.parametrize(
    ("arguments", "code", "provider"),
    [
        (["30007", "--provider", "salesmsg"], "30007", "twilio"),
        (["Failed to send SMS", "--provider", "cliqtel"], "failed_to_send_sms", "cliqtel"),
        (["sms_toolong", "--provider", "VoIP.ms"], "sms_toolong", "voipms"),
        (["Error 21610", "--provider", "Twilio"], "21610", "twilio"),
        (["opted out", "--provider", "cliqtel"], "opted_out", "cliqtel"),
        (["Insufficient_funds", "--provider", "cliqtel"], "insufficient_wallet_balance", "cliqtel"),
        (["Insufficient wallet balance", "--provider", "salesmsg"], "insufficient_funds", "salesmsg"),
        (["Queued > 60 s"], "queued_60", "linedesk"),
        (["time-out"], "timed_out", "linedesk"),
        (["lost connection"], "cut", "linedesk"),
    ],
)
def test_a_service_s_own_codes_and_words_are_found(
    linedesk: CommandLine, arguments: list[str], code: str, provider: str
) -> None:
    found = objects(linedesk, *arguments)
    assert (found[0]["code"], found[0]["provider"]) == (code, provider)


def test_without_a_service_all_that_know_it_answer(linedesk: CommandLine) -> None:
    assert [one["provider"] for one in objects(linedesk, "landline")] == ["salesmsg", "close", "cliqtel"]
    assert len(objects(linedesk, "not enough credit")) > 1, "by words, where there is no such code"


def test_people_get_sentences_and_the_services_page(linedesk: CommandLine) -> None:
    result = linedesk("explain", "30003")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "30003 (Twilio): Phone off or out of service"
    assert "Send it again later by hand" in result.stdout
    assert "Linedesk does not do so by itself." in result.stdout
    assert lines[-1] == "https://www.twilio.com/docs/errors/30003"
    assert "suggests" in linedesk("explain", "21214").stdout


def test_an_unknown_code_is_said_with_the_nearest_ones(linedesk: CommandLine) -> None:
    """C16"""
    result = linedesk("explain", "30037", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Linedesk knows no error 30037. The nearest are: 30036 (Expired), 30038")
    theirs = linedesk("explain", "30007", "--provider", "cliqtel")
    assert theirs.exit_code == 1 and theirs.stderr.startswith("Cliqtel knows no error 30007.")


def test_what_makes_no_question_is_said(linedesk: CommandLine) -> None:
    assert linedesk("explain", "  ").exit_code == 2
    unknown = linedesk("explain", "30007", "--provider", "nobody")
    assert unknown.exit_code == 1 and "There are: twilio, salesmsg" in unknown.stderr
    assert linedesk("explain", "\x1b[31mred").exit_code == 1
    assert "\x1b" not in linedesk("explain", "\x1b[31mred").stderr


def test_words_that_find_many_entries_are_cut_short_for_people(linedesk: CommandLine) -> None:
    assert "more. Give one word more" in linedesk("explain", "campaign").stdout
