"""``linedesk segments``: the counter's rules for programs and people, text as given."""

import json
import subprocess
import sys
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from desktop.cli.segments import register
from desktop.sms.segments import count
from tests.sandbox_process import ROOT

KEYS = {
    "encoding",
    "units",
    "segments",
    "boundaries",
    "segment_units",
    "remaining",
    "first_non_gsm_index",
}

app = typer.Typer()
register(app)


# With one command only, typer would take its name away.
@app.callback()
def linedesk() -> None:
    """Stands for the program."""


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(app, ["segments", *arguments], input=stdin)


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def jsonl(*texts: str) -> str:
    return "".join(json.dumps({"text": text}) + "\n" for text in texts)


def test_json_says_everything_about_one_text() -> None:
    """B5, B6"""
    result = run("--json", "a" * 152 + "€" + "a" * 10)
    assert result.exit_code == 0
    assert rows(result) == [
        {
            "encoding": "GSM-7",
            "units": 164,
            "segments": 2,
            "boundaries": [152, 163],
            "segment_units": [152, 12],
            "remaining": 141,
            "first_non_gsm_index": None,
        }
    ]


def test_jsonl_answers_every_line_with_one_line_in_order() -> None:
    """B6"""
    texts = ["", "a" * 161, "😎" * 36, "e\u0301", "a\r\nb", "\ud83d", "\u2028\u0085\n", "{€}"]
    result = run("--jsonl", stdin=jsonl(*texts))
    assert result.exit_code == 0
    assert [(row["encoding"], row["units"], row["segments"]) for row in rows(result)] == [
        (count(text).encoding, count(text).units, count(text).segments) for text in texts
    ]
    assert all(set(row) == KEYS for row in rows(result))
    assert result.stdout.isascii()


def test_the_text_is_counted_as_given_and_not_as_it_would_be_sent() -> None:
    """B6: what is sent would be composed and would have line feeds"""
    (decomposed, line_end) = rows(run("--jsonl", stdin=jsonl("e\u0301", "a\r\n")))
    assert (decomposed["encoding"], decomposed["units"]) == ("UCS-2", 2)
    assert line_end["units"] == 3
    assert rows(run("--json", stdin="a\r\nb\n"))[0]["units"] == 5


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[]", "not a JSON object"),
        (b"{}", 'no "text"'),
        (b'{"text": 1}', "not a string"),
        (b'{"text": null}', "not a string"),
        (b"[" * 100_000, "not JSON"),
        (b'{"text": ' + b"1" * 5000 + b"}", "not JSON"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_are_still_counted(
    line: bytes, reason: str
) -> None:
    """B6: answers stay aligned with the lines"""
    result = run("--jsonl", stdin=jsonl("a").encode() + line + b"\n" + jsonl("bc").encode())
    assert result.exit_code == 2
    first, bad, last = rows(result)
    assert (first["units"], last["units"]) == (1, 2)
    assert reason in bad["error"]
    assert bad["line"] == 2
    assert result.stderr.startswith("line 2: ")
    assert len(result.stderr.splitlines()) == 1


def test_jsonl_takes_a_byte_order_mark_windows_line_ends_and_a_missing_last_line_end() -> None:
    """B6"""
    result = run("--jsonl", stdin=b'\xef\xbb\xbf{"text": "a"}\r\n{"text": "bc"}')
    assert result.exit_code == 0
    assert [row["units"] for row in rows(result)] == [1, 2]


def test_jsonl_without_a_line_prints_nothing() -> None:
    """B6"""
    result = run("--jsonl")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_text_comes_from_stdin_where_none_is_given() -> None:
    """B6: to the last character"""
    for arguments in ((), ("-",)):
        result = run("--json", *arguments, stdin="hello\n")
        assert rows(result)[0]["units"] == 6


def test_stdin_that_is_not_utf8_is_refused_with_the_place() -> None:
    """B6"""
    result = run(stdin=b"ab\xff")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == "stdin is not valid UTF-8 (byte 3).\n"


def test_a_text_beside_jsonl_is_wrong_usage() -> None:
    """B6"""
    result = run("--jsonl", "text")
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a", "1 part, GSM-7, 1 unit; 159 left in the last.\n"),
        ("a" * 161, "2 parts, GSM-7, 161 units (153 + 8); 145 left in the last.\n"),
        ("", "0 parts; 160 GSM-7 units fit into one.\n"),
        (
            "It’s…",
            "1 part, UCS-2, 5 units; 65 left in the last.\n"
            "Unicode because of U+2019 RIGHT SINGLE QUOTATION MARK, character 3, and 1 more.\n",
        ),
        (
            "\x1b[0m",
            "1 part, UCS-2, 4 units; 66 left in the last.\nUnicode because of U+001B, character 1.\n",
        ),
    ],
)
def test_people_read_parts_what_is_left_and_what_forces_unicode(text: str, printed: str) -> None:
    """B5, B8: nothing of the text itself reaches the terminal"""
    result = run(text)
    assert (result.exit_code, result.stdout) == (0, printed)


def test_an_argument_that_is_not_utf8_is_refused() -> None:
    """B6: such bytes reach a program as lone surrogates"""
    result = run("--json", "a\udcff")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "not valid UTF-8" in result.stderr


def test_a_program_that_feeds_lines_one_by_one_gets_each_answer_at_once() -> None:
    """B6: every answer is flushed, in a process of its own"""
    program = (
        "import typer; from desktop.cli.segments import register; "
        "app = typer.Typer(); app.callback()(lambda: None); register(app); app()"
    )
    command = [sys.executable, "-c", program, "segments", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        for length in (1, 161):
            process.stdin.write(jsonl("a" * length))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["units"] == length
        process.stdin.close()
        assert process.wait() == 0


def test_a_closed_stdin_holds_no_text() -> None:
    """B6"""
    for option, printed in (("--json", '"units": 0'), ("--jsonl", "")):
        command = [sys.executable, "-m", "desktop", "segments", option]
        ended = subprocess.run(
            ["sh", "-c", 'exec "$@" <&-', "sh", *command],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (0, "")
        assert printed in ended.stdout
