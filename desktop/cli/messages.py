"""``linedesk messages``: texts from the cache, newest first; nothing is asked of a service."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from desktop import error_words, wording
from desktop.cli.owners import Owners
from desktop.cli.printing import show, table
from desktop.cli.session import FAILED, give_up, opened
from desktop.sms.delivery import Proof, State, provable
from desktop.sms.phone import NotANumber, parse
from desktop.sms.segments import count
from desktop.store import messages
from desktop.store.accounts import Terms, terms
from desktop.store.messages import Message


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("messages")(list_messages)


def list_messages(
    context: typer.Context,
    peer: Annotated[
        str | None, typer.Option("--with", metavar="NUMBER", help="Only with this number.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")] = False,
) -> None:
    """The texts of all lines, newest first; with more than one account each with its account and service."""
    number = None
    if peer is not None:
        try:
            number = parse(peer).value
        except NotANumber as error:
            give_up(wording.number_fault(error.fault), FAILED)
    with opened(context) as session:
        found = messages.newest(session.db, peer=number, limit=limit)
        known = {one: terms(session.db, one) for one in {message.account_id for message in found}}
        owners = Owners(session)
        if as_json:
            show([facts(one, known[one.account_id].proof) | owners.facts(one.account_id) for one in found])
            return
        named = owners.columns(known)
        table(
            [
                [
                    message.created_at.astimezone().strftime("%Y-%m-%d %H:%M"),
                    *(owners.cells(message.account_id) if named else ()),
                    message.line,
                    "→" if message.outbound else "←",
                    message.peer,
                    _state(message, known[message.account_id]),
                    _words(message),
                ]
                for message in found
            ]
        )


def _state(message: Message, known: Terms) -> str:
    return wording.state(message.state, proof=known.proof, listed=known.listed)


def facts(message: Message, proof: Proof = Proof.DELIVERED) -> dict[str, object]:
    """A text for machines; ``parts`` is the service's number where it told one, else our count.

    ``part`` is there for one that is part of a text which travels as several (B7).

    ``proof``: what its service can prove; no state beyond that is told (C6).
    """
    error = None
    if message.state in (State.FAILED, State.HELD) and (message.error_code is not None or message.error_text):
        error = {
            "code": message.error_code,
            "text": message.error_text or error_words.explain("", message.error_code).sentence,
        }
    part = {} if message.part is None else {"part": dict(zip(("n", "of"), message.part, strict=True))}
    return {
        **part,
        "id": message.id,
        "remote_id": message.remote_id,
        "remote_kind": message.remote_kind,
        "direction": "outbound" if message.outbound else "inbound",
        "line": message.line,
        "peer": message.peer,
        "text": message.body,
        "media": [{"mime": one.mime, "size": one.size} for one in message.media],
        "state": provable(message.state, proof).value,
        "parts": message.parts if message.parts is not None else count(message.body).segments,
        "created_at": utc(message.created_at),
        "error": error,
    }


def _words(message: Message) -> str:
    """A text in a row of the table: its words, and what came with them."""
    files = (f"[{wording.attachment(one.mime)}]" for one in message.media)
    return " ".join(part for part in (message.body, *files) if part)


def utc(moment: datetime) -> str:
    """A time as ISO 8601 in UTC, ending in Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
