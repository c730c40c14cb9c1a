"""Arguments of every command in any order: a code and a sentence, and nothing that a terminal would obey."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from desktop.cli.main import build
from desktop.start import Start
from tests.fuzz.counting import tried
from tests.fuzz.inputs import NASTY, fuzz, sound, texts

KIND = "command lines"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("account",),
    ("account", "add"),
    (
        "account",
        "add",
        "cliqtel",
        "--name",
        "x",
        "--url",
        "http://127.0.0.1:9",
        "--secret-env",
        "LINEDESK_NONE",
    ),
    ("account", "list"),
    ("account", "check"),
    ("account", "remove"),
    ("account", "remove", "x"),
    ("lines",),
    ("sync", "--once"),
    ("send", "--line", "+447700900010", "--to", "+447700900123"),
    ("send",),
    ("messages",),
    ("messages", "--with"),
    ("contacts",),
    ("contacts", "list"),
    ("contacts", "import"),
    ("contacts", "export", "/nonexistent/x.vcf"),
    ("segments",),
    ("segments", "--json"),
    ("segments", "--jsonl"),
    (),
)
OPTIONS = (
    *(
        "--json",
        "--jsonl",
        "--help",
        "--version",
        "--verbose",
        "--name",
        "--url",
        "--secret-env",
        "--secret-stdin",
    ),
    *(
        "--line",
        "--to",
        "--wait",
        "--account",
        "--with",
        "--limit",
        "--search",
        "--country",
        "--report",
        "--vcard3",
    ),
    *(
        "--text",
        "--body",
        "--call",
        "--background",
        "--keep",
        "--yes",
        "-",
        "--",
        "-x",
        "--=",
        "0",
        "-1",
        "1e9",
    ),
    *(
        "99999999999999999999",
        "nan",
        "inf",
        "+447700900123",
        "cliqtel",
        "sms:+447700900123?body=x",
        "tel:911",
        "/nowhere",
    ),
)
words = st.one_of(
    st.sampled_from(OPTIONS), st.sampled_from(NASTY), texts.map(lambda text: text.replace("\0", ""))
)
ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("profile")


def window(opened: list[Start]) -> Callable[..., int]:
    def open_it(start: Start, *_: object) -> int:
        opened.append(start)
        return 0

    return open_it


def ends_well(profile: Path, arguments: list[str], stdin: bytes) -> None:
    """In this process, on a profile of its own and without an account: nothing is asked of anybody."""
    opened: list[Start] = []
    whole = ["--profile", str(profile), *arguments]
    app = build(window(opened), window(opened), whole)
    ended = CliRunner().invoke(app, whole, input=stdin)
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    assert ended.exit_code in (0, 1, 2, 3)
    assert "Traceback" not in ended.output
    if "--jsonl" not in arguments and "--help" not in arguments:
        found = ESCAPES.search(ended.output)
        assert found is None, f"{found!r} would reach a terminal: {ended.output!r}"


@fuzz(40, 0.5)
@given(
    st.sampled_from(COMMANDS), st.lists(words, max_size=6), st.one_of(st.just(b""), st.binary(max_size=60))
)
def test_any_arguments_end_in_a_code_and_a_sentence(
    profile: Path, command: tuple[str, ...], more: list[str], stdin: bytes
) -> None:
    tried(KIND)
    if command[:1] == ("sync",) and "--help" not in more:
        more = [one for one in more if one != "--once"]
    ends_well(profile, [*command, *more], stdin)


@fuzz(20, 0.2)
@given(
    st.permutations(("--line", "--to", "--account", "--wait", "text")),
    st.lists(sound, min_size=5, max_size=5),
)
def test_options_come_in_any_order(profile: Path, order: list[str], values: list[str]) -> None:
    tried(KIND)
    arguments = ["send"]
    for name, value in zip(order, values, strict=True):
        arguments += [name, value] if name.startswith("--") else [value]
    ends_well(profile, arguments, b"")
