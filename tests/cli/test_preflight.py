"""``linedesk preflight``: what would speak against a text, without network, and its exit codes (B32)."""

import json
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from desktop.announce import Announcer
from desktop.cli.unlocking import open_cache
from desktop.settings import word_lists
from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import open_profile
from desktop.settings.word_lists import WordLists
from desktop.sms.delivery import State
from desktop.sms.segments import JOINED
from desktop.store import accounts, held, lines, merge, messages, outbox
from desktop.store.binding import Receipt
from desktop.store.database import Database
from desktop.store.lines import Line
from tests.cli.command_line import CommandLine

LINE, PEER, FRENCH = "+447700900010", "+447700900123", "+33612345678"
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def account(linedesk: CommandLine) -> Account:
    """An account whose service is out of reach, with a line."""
    profile = open_profile(linedesk.profile)
    account = Account(
        provider="cliqtel", name="Work", url=NOWHERE, key_place="env", key_variable="NO_SUCH_KEY"
    )
    Accounts(profile.accounts).add(account)
    with closing(open_cache(profile, Announcer())) as db:
        lines.replace(
            db, account.id, [Line(account.id, "1", LINE, country="GB", kind="mobile", can_send=True)]
        )
    return account


def store(linedesk: CommandLine) -> Database:
    return open_cache(open_profile(linedesk.profile), Announcer())


def stop(linedesk: CommandLine, account: Account) -> None:
    """The customer wrote STOP."""
    with closing(store(linedesk)) as db:
        now = datetime.now(UTC)
        text = merge.Listed(False, LINE, PEER, "STOP", now, Receipt("1", State.RECEIVED))
        merge.merge(db, account.id, [text], window=merge.LATEST, now=now)


def refuse(linedesk: CommandLine, account: Account, code: str) -> None:
    """The service refused "Win a prize"."""
    now = datetime.now(UTC)
    with closing(store(linedesk)) as db:
        told = json.dumps({"service": "cliqtel", "policy": asdict(JOINED)})
        accounts.learn(db, account.id, capabilities=told, balance=None, currency="")
        text = messages.queue(db, account_id=account.id, line=LINE, peer=PEER, body="Win a prize", now=now)
        outbox.mark_sending(db, text.id, now)
        outbox.fail(db, text.id, code, "")


def ask(
    linedesk: CommandLine, text: str, *more: str, to: str = PEER, stdin: str = ""
) -> tuple[int, list[dict[str, object]]]:
    result = linedesk("preflight", "--line", LINE, "--to", to, "--json", *more, text, stdin=stdin)
    return result.exit_code, json.loads(result.stdout)


def test_without_an_account_it_says_what_needs_none(linedesk: CommandLine) -> None:
    assert ask(linedesk, "See you at nine.") == (0, [])
    code, (found,) = ask(linedesk, "Win at our casino")
    assert code == 5
    assert (found["severity"], found["code"], found["row"], found["fix"]) == (
        "warn",
        "restricted",
        "B21",
        "show_words",
    )
    assert "vanish" in str(found["text"]) and found["spans"] == [[11, 17]]
    code, (found,) = ask(linedesk, "Hi", to="07700 900010")
    assert (code, found["code"], found["severity"]) == (1, "same_number", "block")
    code, (found,) = ask(linedesk, "Hi", to="12")
    assert (code, found["row"]) == (1, "B12")


def test_a_note_alone_ends_with_0_and_the_text_may_come_on_stdin(linedesk: CommandLine) -> None:
    code, (found,) = ask(linedesk, "-", stdin="Did the verification code arrive?\n")
    assert (code, found["severity"], found["row"]) == (0, "note", "D8")


def test_for_people_it_prints_a_row_for_each(linedesk: CommandLine) -> None:
    result = linedesk("preflight", "--line", LINE, "--to", LINE, "casino")
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first.split()[:3] == ["block", "same_number", "B11"] and "[Change the recipient]" in first
    assert second.split()[:3] == ["warn", "restricted", "B21"]
    assert linedesk("preflight", "--line", LINE, "--to", PEER, "Hi").stdout == ""


def test_what_the_store_and_the_settings_know_counts_without_network(
    linedesk: CommandLine, account: Account
) -> None:
    stop(linedesk, account)
    code, found = ask(linedesk, "Hi")
    assert (code, found[0]["code"], found[0]["fix"]) == (1, "opted_out", "show_stop")
    assert "“STOP”" in str(found[0]["text"])
    accounts = Accounts(open_profile(linedesk.profile).accounts)
    accounts.update(
        account.model_copy(update={"allowed_countries": ("GB",), "plan": "trial", "trial_parts": 1})
    )
    code, found = ask(linedesk, "a" * 161, to=FRENCH)
    assert (code, [one["code"] for one in found]) == (1, ["country_off", "trial_parts"])


def test_edited_words_count_and_a_damaged_file_is_said(linedesk: CommandLine) -> None:
    """B21."""
    path = open_profile(linedesk.profile).word_lists
    word_lists.save(path, WordLists(added={"ours": ("flugelhorn",)}, off=("gambling",)))
    assert ask(linedesk, "A casino") == (0, [])
    assert ask(linedesk, "A flugelhorn")[0] == 5
    path.write_text("{")
    result = linedesk("preflight", "--line", LINE, "--to", PEER, "A casino")
    assert result.exit_code == 5 and "word_lists.json cannot be read" in result.stderr


def test_a_line_that_is_no_number_and_a_text_that_is_no_utf8_are_wrong_usage(linedesk: CommandLine) -> None:
    assert linedesk("preflight", "--line", "x", "--to", PEER, "Hi").exit_code == 2
    result = linedesk("preflight", "--line", LINE, "--to", PEER, "-", stdin=b"\xff")
    assert (result.exit_code, result.stderr) == (2, "What came on stdin is not UTF-8 text.\n")
    assert linedesk("preflight", "--line", LINE, "--to", PEER, "--account", "None", "Hi").exit_code == 1


@pytest.mark.parametrize(
    ("code", "words", "fix"),
    [
        ("filtered", "words were refused before", "show_earlier"),
        ("landline", "because of the number", "other_number"),
        ("opted_out", "opted out", "call"),
    ],
)
def test_what_send_refuses_because_it_was_refused_before_is_a_block(
    linedesk: CommandLine, account: Account, code: str, words: str, fix: str
) -> None:
    """C15, B32: in the list, with its sentence."""
    refuse(linedesk, account, code)
    ended, found = ask(linedesk, "win  a prize ")
    assert (ended, found[0]["severity"]) == (1, "block")
    assert words in str(found[0]["text"]) and found[0]["fix"] == fix
    if code != "opted_out":
        assert (found[0]["code"], found[0]["row"]) == ("refused_before", "C15")
    sent = linedesk("send", "--line", LINE, "--to", PEER, "win  a prize ")
    assert sent.exit_code == 1 and words in sent.stderr
    if code == "filtered":
        assert ask(linedesk, "See you at nine")[0] == 0


@pytest.mark.parametrize("to", ["", "  "])
def test_nobody_to_text_is_a_block_as_it_is_for_send(
    linedesk: CommandLine, account: Account, to: str
) -> None:
    """B12."""
    code, (found,) = ask(linedesk, "Hi", to=to)
    assert (code, found["code"], found["severity"], found["row"]) == (1, "not_a_number", "block", "B12")
    sent = linedesk("send", "--line", LINE, "--to", to, "Hi")
    assert sent.exit_code == 1 and str(found["text"]) in sent.stderr


@pytest.mark.parametrize("text", ["", " \n"])
def test_without_words_it_ends_as_send_does(linedesk: CommandLine, account: Account, text: str) -> None:
    said = [linedesk(command, "--line", LINE, "--to", PEER, text) for command in ("preflight", "send")]
    assert [(one.exit_code, one.stdout, one.stderr) for one in said] == [
        (2, "", "There is no text to send.\n")
    ] * 2


def test_a_line_that_no_account_has_is_a_block_beside_what_else_is_known(
    linedesk: CommandLine, account: Account
) -> None:
    """B17."""
    nobodys = "+447700900011"
    for more in ((), ("--account", "Work")):
        result = linedesk("preflight", "--line", nobodys, "--to", PEER, "--json", *more, "A casino")
        first, second = json.loads(result.stdout)
        assert (result.exit_code, first["severity"], first["code"], first["row"], second["code"]) == (
            1,
            "block",
            "no_such_line",
            "B17",
            "restricted",
        )
        assert "No account has the line +44 7700 900011" in first["text"]
    assert linedesk("send", "--line", nobodys, "--to", PEER, "A casino").exit_code == 1


def test_a_line_that_two_accounts_have_needs_a_name(linedesk: CommandLine, account: Account) -> None:
    profile = open_profile(linedesk.profile)
    other = Account(
        provider="cliqtel", name="Other", url=NOWHERE, key_place="env", key_variable="NO_SUCH_KEY"
    )
    Accounts(profile.accounts).add(other)
    with closing(store(linedesk)) as db:
        lines.replace(db, other.id, [Line(other.id, "1", LINE, can_send=False, reason_code="voice_only")])
    assert linedesk("preflight", "--line", LINE, "--to", PEER, "Hi").exit_code == 2
    assert ask(linedesk, "Hi", "--account", "Work") == (0, [])
    assert ask(linedesk, "Hi", "--account", "Other")[0] == 1


def test_send_refuses_whoever_opted_out_and_held_says_why_it_stays(
    linedesk: CommandLine, account: Account
) -> None:
    """B20: the command line stops it as well."""
    assert linedesk("send", "--line", LINE, "--to", PEER, "before").exit_code == 0
    stop(linedesk, account)
    refused = linedesk("send", "--line", LINE, "--to", PEER, "after")
    assert (refused.exit_code, refused.stdout) == (1, "") and "opted out" in refused.stderr
    with closing(store(linedesk)) as db:
        assert held.review(db, account.id, datetime.now(UTC)) == 1
    (waiting,) = linedesk.found("held")
    assert (waiting["text"], waiting["reason"]) == ("before", "opted_out")
    assert "opted out" in linedesk("held").stdout
    stays = linedesk("held", "send", str(waiting["id"]))
    assert stays.exit_code == 1 and "opted out" in stays.stderr
    assert linedesk("held", "drop", str(waiting["id"])).exit_code == 0


@pytest.mark.parametrize(
    ("code", "said"), [("filtered", "words were refused before"), ("landline", "because of the number")]
)
def test_send_refuses_what_was_refused_before_in_the_same_words(
    linedesk: CommandLine, account: Account, code: str, said: str
) -> None:
    """C15: the command line stops it as well; other words go into the queue where they may."""
    refuse(linedesk, account, code)
    again = linedesk("send", "--line", LINE, "--to", PEER, "win  a prize ")
    assert (again.exit_code, again.stdout) == (1, "") and said in again.stderr
    assert linedesk("send", "--line", LINE, "--to", PEER, "See you at nine").exit_code == 0
