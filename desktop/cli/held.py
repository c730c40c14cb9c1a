"""``linedesk held``: texts that were written offline and wait for a decision; send or drop one (idea 8)."""

from datetime import UTC, datetime
from typing import Annotated, NoReturn

import typer

from desktop import wording
from desktop.cli.messages import facts
from desktop.cli.owners import Owners
from desktop.cli.printing import say, show, table
from desktop.cli.session import FAILED, Session, give_up, opened
from desktop.sms.delivery import TAKEN, State
from desktop.store import held, messages, outbox, part_group
from desktop.store.messages import Message

tr = wording.tr


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    commands = typer.Typer(help=tr("Texts that wait for your decision."), rich_markup_mode=None)
    commands.callback(invoke_without_command=True)(list_held)
    commands.command("send")(send)
    commands.command("drop")(drop)
    app.add_typer(commands, name="held")


def list_held(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")] = False,
) -> None:
    """List them, oldest first, with the reason."""
    if context.invoked_subcommand is not None:
        return
    with opened(context) as session:
        found = _all(session)
        owners = Owners(session)
        if as_json:
            show([{**facts(one), **owners.facts(one.account_id), "reason": one.held_reason} for one in found])
            return
        named = owners.columns(one.account_id for one in found)
        table(
            [
                [
                    str(message.id),
                    message.created_at.astimezone().strftime("%Y-%m-%d %H:%M"),
                    *(owners.cells(message.account_id) if named else ()),
                    message.line,
                    message.peer,
                    _why(session, message),
                    message.body,
                ]
                for message in found
            ]
        )


def send(
    context: typer.Context,
    text: Annotated[int, typer.Argument(metavar="ID", help="Its number, as held lists it.")],
) -> None:
    """Send one as it is. It goes out with the window, or with sync."""
    with opened(context) as session:
        sent = held.send(session.db, text, datetime.now(UTC))
        if sent is None:
            _stays(session, text)
            _not_held(text)
        say(f"{sent.id}: {wording.state(sent.state)}")


def drop(
    context: typer.Context,
    text: Annotated[int, typer.Argument(metavar="ID", help="Its number, as held lists it.")],
) -> None:
    """Do not send one. It stays in its conversation as stopped."""
    with opened(context) as session:
        if not held.drop(session.db, text):
            _not_held(text)
        say(tr("It is not sent."))


def why(reason: str) -> str:
    """Why a text waits for a person, in a few words; ``reason`` is a code of ``store.held``."""
    return {
        held.OLD: tr("written more than 10 minutes before it could go"),
        held.ANSWERED: tr("they wrote since"),
        held.FOLLOWED: tr("follows one that waits"),
        outbox.OPTED_OUT: tr("they opted out with STOP"),
        held.REFUSED: tr("the same words were refused meanwhile"),
        held.NO_CREDIT: tr("not enough credit to send it"),
        held.PART: tr("an earlier part of the same text did not go through at once"),
        held.DAILY: tr("the service takes no more texts from this program today"),
    }.get(reason, reason)


def _why(session: Session, message: Message) -> str:
    """As ``why``; of a part what became of the one before it by now (B7)."""
    before = part_group.stopped(session.db, message) if message.held_reason == held.PART else None
    if before is None:
        return why(message.held_reason)
    if before.state is State.FAILED:
        return tr("part {n} of the same text failed").format(n=before.place)
    if before.state is State.UNCONFIRMED:
        return tr("it is not certain whether part {n} of the same text went out").format(n=before.place)
    if before.state in TAKEN:
        return tr("part {n} went out after all; it is for you to send the rest").format(n=before.place)
    return why(message.held_reason)


def _all(session: Session) -> list[Message]:
    found = [
        message
        for conversation_id in held.everywhere(session.db)
        for message in held.waiting(session.db, conversation_id)
    ]
    return sorted(found, key=lambda message: message.id)


def _stays(session: Session, text: int) -> None:
    """Say so where a text stays held: they opted out (B20), or its words were refused meanwhile (C15)."""
    message = messages.get(session.db, text)
    if message is None or message.state is not State.HELD:
        return
    if message.held_reason == held.REFUSED:
        sentence = tr(
            "{n} is not sent: the same words were refused to this number meanwhile. Drop it, or send "
            "other words."
        )
        give_up(sentence.format(n=text), FAILED)
    if message.held_reason == outbox.OPTED_OUT:
        sentence = tr("{n} is not sent: they opted out with STOP. Drop it, or call them.")
        give_up(sentence.format(n=text), FAILED)


def _not_held(text: int) -> NoReturn:
    give_up(tr("No text with the number {n} waits for a decision. See: linedesk held").format(n=text), FAILED)
