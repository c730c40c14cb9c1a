"""What commands print of texts, names and labels is nothing that a terminal would obey."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import open_profile
from desktop.sms.delivery import State
from desktop.store import lines
from desktop.store.contact_records import OWN, Contact, Number
from desktop.store.contacts import replace as keep_contacts
from desktop.store.database import open_database
from desktop.store.lines import Line
from desktop.store.tables import ConversationRow, MessageRow
from tests.cli.command_line import CommandLine
from tests.hostile.corpus import CORPUS, obeyed, storable, unbalanced
from tests.program_process import KEY

LINE = "+447700900010"
WORDS = {name: storable(text) for name, text in CORPUS.items()}
NAMES = [words[:500] for words in WORDS.values()]
"""As long as names may be that come from a file or a service."""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A profile in which every text, name and label is one of the corpus."""
    profile = open_profile(tmp_path_factory.mktemp("profile"))
    accounts = Accounts(profile.accounts)
    for place, name in enumerate(NAMES):
        accounts.add(
            Account(
                provider="cliqtel",
                name=f"{place} {name}",
                url="http://127.0.0.1:9",
                key_place="env",
                key_variable=f"{KEY}_UNSET",
            )
        )
    account = accounts.listing()[0]
    db = open_database(profile.database, Announcer())
    lines.replace(
        db,
        account.id,
        [
            Line(
                account.id,
                str(place),
                f"+4477009{place:05}",
                name,
                name,
                name,
                name,
                reason_code="x",
                reason=name,
                can_send=False,
                can_receive=False,
            )
            for place, name in enumerate(NAMES)
        ],
    )
    keep_contacts(
        db,
        account.id,
        [
            Contact(account.id, str(place), name, name, (Number(f"+4477008{place:05}", name),), name, name)
            for place, name in enumerate(NAMES)
        ],
    )
    assert OWN == ""
    when = datetime(2026, 4, 3, 10, tzinfo=UTC)
    with db.transaction() as session:
        for place, (name, words) in enumerate(WORDS.items()):
            conversation = ConversationRow(account_id=account.id, line=LINE, peer=NAMES[place], last_at=when)
            session.add(conversation)
            session.flush()
            assert conversation.id is not None
            session.add(
                MessageRow(
                    client_id=name,
                    account_id=account.id,
                    conversation_id=conversation.id,
                    outbound=True,
                    line=LINE,
                    peer=NAMES[place],
                    body=words,
                    state=State.FAILED.value,
                    created_at=when + timedelta(seconds=place),
                    remote_status=NAMES[place],
                    error_code=NAMES[place],
                    error_text=NAMES[place],
                    carrier=NAMES[place],
                )
            )
    db.close()
    yield profile.root


@pytest.mark.parametrize(
    "arguments",
    [
        ("messages",),
        ("messages", "--json"),
        ("lines",),
        ("lines", "--json"),
        ("contacts", "list"),
        ("contacts", "list", "--json"),
        ("account", "list"),
        ("account", "list", "--json"),
        ("account", "check", f"0 {NAMES[0]}"),
    ],
    ids=" ".join,
)
def test_nothing_that_a_command_prints_is_obeyed_by_a_terminal(
    profile: Path, arguments: tuple[str, ...]
) -> None:
    ended = CommandLine(profile)(*arguments)
    assert ended.stdout or ended.stderr
    assert obeyed(ended.output) == []
    if "--json" not in arguments:
        assert len(ended.stdout.splitlines()) <= len(NAMES) + 1, "a line end in a name began another row"


@pytest.mark.parametrize("words", NAMES, ids=list(CORPUS))
def test_an_argument_is_never_repeated_as_a_terminal_would_obey_it(profile: Path, words: str) -> None:
    for arguments in (
        ("account", "remove", words),
        ("account", "check", words),
        ("contacts", "import", f"/nowhere/{words[:100]}".replace("\0", "")),
        ("messages", "--with", words),
    ):
        assert obeyed(CommandLine(profile)(*arguments).output) == []


def test_what_turns_words_round_is_told_apart_from_what_ends_with_itself() -> None:
    for words in (
        "\u202eabc",
        "abc\u2069",
        "\u2068abc",
        "\u202c",
        "\u2068\u202eabc\u202c",
        "\u202b\u2069\u202c",
    ):
        assert unbalanced(words), ascii(words)
    for words in (
        "abc",
        "\u2068abc\u2069",
        "\u202eabc\u202c",
        "\u2068\u202eabc\u2069",
        "\u2067\u2066a\u2069\u2069",
        "\u202e\nabc",
    ):
        assert not unbalanced(words), ascii(words)
