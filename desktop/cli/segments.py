"""``linedesk segments``: what a text costs in parts, for people and for programs.

Look here for the command's wording and its JSON. The counting itself is ``desktop.sms.segments``;
here the text is counted exactly as given, by the rule of joined parts.
"""

import json
import sys
import unicodedata
from typing import Annotated

import typer

from desktop.sms.segments import Count, count, forcing

_WRONG_USAGE = 2

_KEYS = (
    "encoding",
    "units",
    "segments",
    "boundaries",
    "segment_units",
    "remaining",
    "first_non_gsm_index",
)


def register(app: typer.Typer) -> None:
    """Add the command ``segments`` to ``app``."""
    app.command("segments")(segments)


def segments(
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="[TEXT]", help="The text. '-' or nothing reads it from stdin, a final line end included."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl", help='Read a JSON object {"text": …} per line from stdin, print one per line.'
        ),
    ] = False,
) -> None:
    """Count a text as it is given: encoding, units, parts and where they are cut.

    Parts are those that a handset joins: 160 or 153 GSM-7, 70 or 67 Unicode units.

    A line that --jsonl cannot read gives an error in its place and exit code 2.
    """
    if text == "-":
        text = None
    if jsonl:
        if text is not None:
            raise typer.BadParameter("--jsonl reads the texts from stdin; leave TEXT out.")
        if not _count_lines():
            raise typer.Exit(_WRONG_USAGE)
        return
    given = _stdin_text() if text is None else _argument(text)
    result = count(given)
    typer.echo(json.dumps(_as_object(result)) if as_json else _sentence(given, result))


def _argument(text: str) -> str:
    # Bytes that are not UTF-8 arrive as surrogates; counting those would count something else.
    try:
        text.encode()
    except UnicodeEncodeError:
        raise typer.BadParameter("TEXT is not valid UTF-8.") from None
    return text


def _stdin_text() -> str:
    if sys.stdin is None:
        return ""  # closed by whoever started this
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as trouble:
        typer.echo(f"stdin is not valid UTF-8 (byte {trouble.start + 1}).", err=True)
        raise typer.Exit(_WRONG_USAGE) from None


def _count_lines() -> bool:
    """Answer every line of stdin with one line; whether all could be read."""
    all_read = True
    for number, line in enumerate(sys.stdin.buffer if sys.stdin is not None else (), start=1):
        try:
            answer = _as_object(count(_text_of(line, first=number == 1)))
        except _BadLine as trouble:
            all_read = False
            typer.echo(f"line {number}: {trouble}", err=True)
            answer = {"error": str(trouble), "line": number}
        typer.echo(json.dumps(answer))
    return all_read


class _BadLine(Exception):
    """A line of --jsonl that holds no text; says why."""


def _text_of(line: bytes, *, first: bool) -> str:
    try:
        # Some Windows shells put a byte order mark before what they pipe.
        decoded = line.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError as trouble:
        raise _BadLine(f"not valid UTF-8 (byte {trouble.start + 1})") from None
    try:
        row = json.loads(decoded)
    except json.JSONDecodeError as trouble:
        raise _BadLine(f"not JSON ({trouble.msg}, column {trouble.colno})") from None
    except (ValueError, RecursionError):
        raise _BadLine("not JSON that can be read (a number too long, or nested too deep)") from None
    if not isinstance(row, dict):
        raise _BadLine('not a JSON object with "text"')
    text = row.get("text")
    if not isinstance(text, str):
        raise _BadLine('"text" is not a string' if "text" in row else 'the object has no "text"')
    return text


def _as_object(result: Count) -> dict[str, object]:
    return {key: getattr(result, key) for key in _KEYS}


def _sentence(text: str, result: Count) -> str:
    if not result.segments:
        return f"0 parts; {result.remaining} {result.encoding} units fit into one."
    parts, units = _number(result.segments, "part"), _number(result.units, "unit")
    shares = " + ".join(str(used) for used in result.segment_units)
    shares = f" ({shares})" if result.segments > 1 else ""
    sentence = f"{parts}, {result.encoding}, {units}{shares}; {result.remaining} left in the last."
    odd = forcing(text)
    if odd:
        sentence += f"\nUnicode because of {_name(text[odd[0]])}, character {odd[0] + 1}"
        sentence += f", and {len(odd) - 1} more." if len(odd) > 1 else "."
    return sentence


def _number(amount: int, noun: str) -> str:
    return f"{amount} {noun}" if amount == 1 else f"{amount} {noun}s"


def _name(character: str) -> str:
    """Code point and name, which is safe to print whatever the character is."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()
