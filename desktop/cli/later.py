"""``linedesk later``: texts that leave from their service at a time; take one back."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from desktop import wording
from desktop.cli.owners import Owners
from desktop.cli.printing import say, show, table
from desktop.cli.session import FAILED, give_up, opened
from desktop.store import later
from desktop.store.later import Later

tr = wording.tr


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    commands = typer.Typer(help=tr("Texts that leave at a time."), rich_markup_mode=None)
    commands.callback(invoke_without_command=True)(list_later)
    commands.command("back")(back)
    app.add_typer(commands, name="later")


def list_later(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")] = False,
) -> None:
    """List them by their time, and those that will not leave by themselves."""
    if context.invoked_subcommand is not None:
        return
    with opened(context) as session:
        found = later.listing(session.db)
        owners = Owners(session)
        if as_json:
            show([{**owners.facts(one.account_id), **_facts(one)} for one in found])
            return
        named = owners.columns(one.account_id for one in found)
        table(
            [
                [
                    str(one.id),
                    one.due_at.astimezone().strftime("%Y-%m-%d %H:%M"),
                    *(owners.cells(one.account_id) if named else ()),
                    one.line,
                    one.peer,
                    stands(one),
                    one.body,
                ]
                for one in found
            ]
        )


def back(
    context: typer.Context,
    text: Annotated[int, typer.Argument(metavar="ID", help="Its number, as later lists it.")],
) -> None:
    """Take one back. Where the service has it, that happens with the window, or with sync."""
    with opened(context) as session:
        one = later.get(session.db, text)
        if one is None:
            give_up(tr("No text with the number {n} waits. See: linedesk later").format(n=text), FAILED)
        if one.code == later.TOO_LATE:
            give_up(tr("{n} has left: it was too late.").format(n=text), FAILED)
        if later.take_back(session.db, text, datetime.now(UTC)) is not None:
            say(tr("It does not leave. Its words are the draft of its conversation."))
        else:
            say(tr("The service is asked to give it back at the next sync. Until then it may leave."))


def stands(one: Later) -> str:
    """How it stands, in a few words."""
    if one.state == later.ENDED:
        return {
            later.MISSED: tr("its time was over first"),
            later.TOO_LATE: tr("left, too late to take back"),
            later.RETURNED: tr("taken back"),
            later.STOPPED_THERE: tr("made a draft again there"),
            later.GONE: tr("deleted there"),
            later.OPTED_OUT: tr("they opted out"),
        }.get(one.code, tr("not sent: {code}").format(code=one.code))
    if one.unseen:
        return tr("cannot be looked at: look at the service")
    words = {later.WAITING: tr("waits at the service"), later.STOPPING: tr("is being taken back")}
    known = words.get(one.state, tr("not at the service yet"))
    return (
        known if one.ours or not one.author else tr("{state}, by {name}").format(state=known, name=one.author)
    )


def _facts(one: Later) -> dict[str, object]:
    return {
        "id": one.id,
        "line": one.line,
        "peer": one.peer,
        "text": one.body,
        "due_at": one.due_at.isoformat(),
        "state": one.state,
        "reason": one.code,
        "author": one.author,
        "ours": one.ours,
    }
