"""``linedesk send``: puts one text into the queue; with ``--wait`` sends it and says what became of it."""

import contextlib
from datetime import UTC, datetime
from typing import Annotated

import typer

from desktop import error_words, finding_words, wording
from desktop.cli.interruption import Interrupted, run
from desktop.cli.lines import reason, refresh
from desktop.cli.messages import facts
from desktop.cli.owners import Owners, say_which
from desktop.cli.printing import note, say, show
from desktop.cli.session import (
    FAILED,
    LEFT,
    UNSETTLED,
    USAGE,
    Session,
    from_stdin,
    give_up,
    opened,
    well_formed,
)
from desktop.cli.waiting import Waiting
from desktop.providers.catalog import service_name
from desktop.sms.delivery import TAKEN, State
from desktop.sms.emergency import home_region, is_emergency
from desktop.sms.gaps import open_gaps
from desktop.sms.phone import Kind, NotANumber, parse, region_of, same
from desktop.sms.preflight import Rule
from desktop.sms.preflight_money import findings as money_findings
from desktop.sms.restricted import DEFAULT
from desktop.sms.segments import count, outgoing
from desktop.store import consent, held, lines, messages, part_group
from desktop.store.accounts import Terms, known, terms
from desktop.store.messages import Message
from desktop.store.preflight_facts import gather
from desktop.store.refusals import refused_before
from desktop.sync.given import given
from desktop.sync.translate import policy_of

tr, ntr = wording.tr, wording.ntr


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("send")(send)


def send(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to send; - reads it from stdin.")],
    line: Annotated[str, typer.Option("--line", metavar="NUMBER", help="Which of our numbers sends it.")],
    to: Annotated[str, typer.Option("--to", metavar="NUMBER", help="Who gets it.")],
    wait: Annotated[
        float | None, typer.Option(min=0, metavar="SECONDS", help="Send it now, and wait so long for news.")
    ] = None,
    account: Annotated[str | None, typer.Option("--account", help="If two accounts have this line.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")] = False,
) -> None:
    """Queue a text. It goes out with the window, with sync, or with --wait.

    Where the service takes single parts only, it goes as several texts, one after the other.
    """
    body = outgoing(_read_text(text))
    if not body.strip():
        give_up(tr("There is no text to send."), USAGE)
    with opened(context) as session:
        ours = _line(session, line, account)
        peer = _peer(to, ours)
        _refuse_what_must_fail(session, ours, peer, body)
        _say_what_is_left(session, ours, peer, body)
        # What somebody is writing to the same number in the window is another text.
        message = messages.queue(
            session.db,
            account_id=ours.account_id,
            line=ours.number,
            peer=peer,
            body=body,
            draft=messages.NO_DRAFT,
        )
        parts = part_group.siblings(session.db, message)
        if len(parts) > 1:
            _say_how_it_travels(len(parts))
        if wait is not None:
            parts = _wait(session, parts, wait)
        known_terms = terms(session.db, ours.account_id)
        proof = known_terms.proof
        if as_json:
            owner = Owners(session).facts(ours.account_id)
            told = [facts(one, proof) | owner for one in parts]
            show(told if len(told) > 1 else told[0])
        else:
            for one in parts:
                say(f"{one.id}: {wording.state(one.state, proof=proof, listed=known_terms.listed)}")
        if wait is not None:
            _exit(next((one for one in parts if one.state not in TAKEN), parts[-1]), known_terms)


def _read_text(text: str) -> str:
    if text != "-":
        return well_formed(text)
    try:
        return from_stdin().decode().removesuffix("\n")
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
        holders = {line.account_id for line in found}
        say_which([one.name for one in session.accounts.listing() if one.id in holders])
    return found[0]


def _peer(to: str, line: lines.Line) -> str:
    if is_emergency(to, region_of(line.number), line.country, home_region()):
        give_up(f"--to: {wording.emergency(to)}", FAILED)
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
    said = consent.state(session.db, line.account_id, line.number, peer)
    if said.stopped and said.since is not None:
        blocked = peer if said.kind == consent.BLOCKED else ""
        give_up(finding_words.opted_out(said.since, said.words, blocked=blocked), FAILED)
    if terms(session.db, line.account_id).features.get("snippets", {}).get("on") and open_gaps(body):
        give_up(tr("A gap of a ready-made text ({{ … }}) is not filled. Write what belongs there."), FAILED)
    before = refused_before(session.db, line.account_id, line.number, peer, body)
    if before is not None:
        give_up(
            finding_words.refused_before(before.entry.group)
            or tr(
                "This text failed because of the number, and would again. Use another number, or say in the "
                "window that this one works."
            ),
            FAILED,
        )
    policy = policy_of(known(session.db, line.account_id).capabilities)
    if policy.max_characters is not None and len(body) > policy.max_characters:
        give_up(
            tr("The text has {n} characters; {most} are allowed.").format(
                n=len(body), most=policy.max_characters
            ),
            FAILED,
        )


def _say_what_is_left(session: Session, line: lines.Line, peer: str, body: str) -> None:
    """B27: of the texts that the service takes from programs in a day, where they run out."""
    account = next((one for one in session.accounts.listing() if one.id == line.account_id), None)
    now = datetime.now(UTC)
    facts = gather(session.db, line.account_id, line.number, peer, now, given(account, DEFAULT))
    for one in money_findings(body, count(body, facts.policy), facts):
        if one.code is Rule.DAILY:
            note(finding_words.said(one))


def _say_how_it_travels(texts: int) -> None:
    note(
        ntr(
            "It goes as {n} text of its own.",
            "It goes as {n} separate texts. The service does not promise their order.",
            texts,
        )
    )


def _wait(session: Session, parts: list[Message], seconds: float) -> list[Message]:
    """The parts as they stand once the last one is settled: it is held where one before it is not taken."""
    first, last = parts[0], parts[-1]
    (account,) = (one for one in session.accounts.listing() if one.id == first.account_id)
    waiting = Waiting(session, account, last.id, written_now=first.id)
    with contextlib.suppress(Interrupted):
        run(waiting.see_through(seconds))
    message = waiting.message()
    if waiting.trouble and message.state is State.QUEUED:
        # Of one that is not confirmed nothing may be said that sounds like "send it again".
        note(waiting.trouble)
    return part_group.siblings(session.db, message)


def _exit(message: Message, known_terms: Terms) -> None:
    if message.state in TAKEN:
        return
    if message.state in (State.FAILED, State.STOPPED):
        give_up(_why(message, known_terms.service), FAILED)
    name, listed = service_name(known_terms.service), known_terms.listed
    tip = wording.state_tip(message.state, service=name, listed=listed)
    told = f"{wording.state(message.state)}. {tip}"
    if message.state is State.HELD and message.held_reason == held.NO_CREDIT:
        give_up(f"{_why(message, known_terms.service)} {told}", LEFT)
    give_up(told, UNSETTLED)


def _why(message: Message, service: str) -> str:
    return error_words.explain(service, message.error_code, message.error_text).sentence
