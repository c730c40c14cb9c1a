"""``linedesk send``: puts one text into the queue; with ``--wait`` sends it and says what became of it."""

import asyncio
import sys
import time
from typing import Annotated

import typer

from desktop import wording
from desktop.cli.lines import reason, refresh
from desktop.cli.messages import facts
from desktop.cli.opening import open_provider, said
from desktop.cli.session import FAILED, UNSETTLED, USAGE, Session, give_up, note, opened, show
from desktop.providers.base import Busy, ProviderError
from desktop.providers.http_client import BadAddress
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret
from desktop.sms.delivery import TAKEN, State
from desktop.sms.phone import Kind, NotANumber, parse, region_of, same
from desktop.sms.segments import outgoing
from desktop.store import lines, messages, outbox
from desktop.store.accounts import known
from desktop.store.messages import Message
from desktop.sync.connection import now
from desktop.sync.lock import ProfileLock
from desktop.sync.once import Once
from desktop.sync.outbox import Paused
from desktop.sync.translate import policy_of

tr = wording.tr
LOOK = 0.5
"""Seconds between looks at a text that is not settled."""


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("send")(send)


def send(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What to send; - reads it from stdin.")],
    line: Annotated[str, typer.Option("--line", metavar="NUMBER", help="Which of our numbers sends it.")],
    to: Annotated[str, typer.Option("--to", metavar="NUMBER", help="Who gets it.")],
    wait: Annotated[
        float | None, typer.Option(min=0, metavar="SECONDS", help="Send it now, and wait so long for news.")
    ] = None,
    account: Annotated[str | None, typer.Option("--account", help="If two accounts have this line.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")] = False,
) -> None:
    """Queue a text. It goes out with the window, with sync, or with --wait."""
    body = outgoing(_read_text(text))
    if not body.strip():
        give_up(tr("There is no text to send."), USAGE)
    with opened(context) as session:
        ours = _line(session, line, account)
        peer = _peer(to, ours)
        _refuse_what_must_fail(session, ours, peer, body)
        message = messages.queue(
            session.db, account_id=ours.account_id, line=ours.number, peer=peer, body=body
        )
        if wait is not None:
            holder = next(one for one in session.accounts.listing() if one.id == ours.account_id)
            message = asyncio.run(_see_through(session, holder, message, wait))
        if as_json:
            show(facts(message))
        else:
            typer.echo(f"{message.id}: {wording.state(message.state)}")
        if wait is not None:
            _exit(message)


def _read_text(text: str) -> str:
    if text != "-":
        return text
    try:
        return sys.stdin.buffer.read().decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError:
        give_up(tr("What came on stdin is not UTF-8 text."), USAGE)


def _line(session: Session, number: str, name: str | None) -> lines.Line:
    try:
        wanted = parse(number).value
    except NotANumber as error:
        give_up(f"--line: {wording.number_fault(error.fault)}", FAILED)
    account = session.account(name) if name is not None else None
    found = lines.find(session.db, wanted, account.id if account else None)
    if not found:
        for one in session.accounts.listing():
            refresh(session.db, one)
        found = lines.find(session.db, wanted, account.id if account else None)
    present = {one.id for one in session.accounts.listing()}
    found = [one for one in found if one.account_id in present]
    if not found:
        give_up(tr("No account has the line {number}. See: linedesk lines").format(number=wanted), FAILED)
    if len(found) > 1:
        give_up(tr("Several accounts have this line: say which with --account."), USAGE)
    return found[0]


def _peer(to: str, line: lines.Line) -> str:
    try:
        peer = parse(to, region_of(line.number))
    except NotANumber as error:
        give_up(f"--to: {wording.number_fault(error.fault)}", FAILED)
    if peer.kind is Kind.ALPHANUMERIC:
        give_up(tr("{name} is a sender's name, not a number: it cannot be texted.").format(name=to), FAILED)
    return peer.value


def _refuse_what_must_fail(session: Session, line: lines.Line, peer: str, body: str) -> None:
    if line.can_send is False:
        give_up(reason(line) or "", FAILED)
    if same(line.number, peer):
        give_up(tr("This is the line itself: From and To are the same number."), FAILED)
    policy = policy_of(known(session.db, line.account_id).capabilities)
    if policy.max_characters is not None and len(body) > policy.max_characters:
        give_up(
            tr("The text has {n} characters; {most} are allowed.").format(
                n=len(body), most=policy.max_characters
            ),
            FAILED,
        )


async def _see_through(session: Session, account: Account, message: Message, seconds: float) -> Message:
    """Work on it until it is settled enough or the time is up; as a bystander without the lock."""
    deadline = time.monotonic() + seconds
    lock = ProfileLock(session.profile.lock)
    worker: Once | None = None
    provider = None
    trouble = ""
    try:
        while True:
            if lock.held or lock.take():
                try:
                    if provider is None:
                        outbox.recover(session.db, now())
                        provider = await open_provider(account)
                        worker = Once(session.db, account.id, provider)
                    assert worker is not None
                    await worker.send()
                    message = messages.get(session.db, message.id) or message
                    if message.state in (State.UNCONFIRMED, State.QUEUED):
                        await worker.look()
                except (Paused, ProviderError, NoSecret, BadAddress) as error:
                    trouble = said(account, error.cause if isinstance(error, Paused) else error)[0]
                    if isinstance(error, NoSecret | BadAddress):
                        break
                    if isinstance(error, Busy):
                        await asyncio.sleep(min(error.retry_after, max(deadline - time.monotonic(), 0)))
            message = messages.get(session.db, message.id) or message
            if message.state in TAKEN | {State.FAILED, State.STOPPED} or time.monotonic() >= deadline:
                break
            await asyncio.sleep(min(LOOK, max(deadline - time.monotonic(), 0)))
    finally:
        if provider is not None:
            await provider.close()
        lock.release()
    if trouble and message.state in (State.QUEUED, State.UNCONFIRMED):
        note(trouble)
    return message


def _exit(message: Message) -> None:
    if message.state in TAKEN:
        return
    if message.state in (State.FAILED, State.STOPPED):
        give_up(wording.failure(message.error_code, message.error_text), FAILED)
    give_up(f"{wording.state(message.state)}. {wording.state_tip(message.state)}", UNSETTLED)
