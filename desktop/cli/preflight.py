"""``linedesk preflight``: says why a text would fail, and sends nothing and asks nobody.

Exit codes: 0 nothing speaks against it (notes may be listed), 5 something warns, 1 it would fail for certain
or ``send`` would refuse it, 2 wrong usage.
"""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Annotated

import typer

from desktop import finding_words, wording
from desktop.cli.owners import say_which
from desktop.cli.printing import note, show, table
from desktop.cli.session import (
    FAILED,
    USAGE,
    Session,
    from_stdin,
    give_up,
    no_account,
    opened,
    well_formed,
)
from desktop.settings import word_lists
from desktop.sms.phone import Fault, Kind, NotANumber, parse
from desktop.sms.preflight import (
    Facts,
    Finding,
    Recipient,
    RefusedBefore,
    Severity,
    blocks,
    preflight,
)
from desktop.sms.restricted import Lexicon
from desktop.sms.segments import outgoing
from desktop.store import lines
from desktop.store.preflight_facts import gather
from desktop.store.refusals import refused_words
from desktop.sync.given import edited, given

tr = wording.tr

WARNED = 5


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("preflight")(check)


def check(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What would be sent; - reads it from stdin.")],
    line: Annotated[str, typer.Option("--line", metavar="NUMBER", help="Which number would send it.")],
    to: Annotated[str, typer.Option("--to", metavar="NUMBER", help="Who would get it.")],
    account: Annotated[str | None, typer.Option("--account", help="If two accounts have this line.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")] = False,
) -> None:
    """Say why a text would fail; nothing is sent, and nobody is asked.

    Ends with 1 if it would fail for certain, with 5 if something warns, else with 0.
    """
    body = outgoing(_read(text))
    if not body.strip():
        give_up(tr("There is no text to send."), USAGE)
    try:
        sender = parse(line)
    except NotANumber as error:
        give_up(f"--line: {wording.number_fault(error.fault)}", USAGE)
    if sender.kind is Kind.ALPHANUMERIC:
        give_up(f"--line: {wording.number_fault(Fault.LETTERS)}", USAGE)
    with opened(context) as session:
        found = preflight(body, _facts(session, sender.value, well_formed(to), account))
    if as_json:
        show([facts(one) for one in found])
    elif found:
        table([_row(one) for one in found])
    if blocks(found):
        raise typer.Exit(FAILED)
    if any(one.severity is Severity.WARN for one in found):
        raise typer.Exit(WARNED)


def facts(finding: Finding) -> dict[str, object]:
    """A finding for machines. ``spans`` are places in the text as it would leave."""
    plain = asdict(finding)
    return {
        "severity": plain["severity"],
        "code": plain["code"],
        "row": plain["row"],
        "text": _plain(finding_words.said(finding)),
        "fix": plain["fix"],
        "fix_label": finding_words.fix_label(finding.fix),
        "values": dict(finding.values),
        "spans": [list(span) for span in finding.spans],
    }


def _row(finding: Finding) -> list[str]:
    label = finding_words.fix_label(finding.fix)
    return [
        finding.severity.value,
        finding.code.value,
        finding.row,
        finding_words.said(finding) + (f" [{label}]" if label else ""),
    ]


def _plain(sentence: str) -> str:
    """Without the marks that keep a number left to right in the window."""
    return sentence.replace("\u2068", "").replace("\u2069", "")


def _read(text: str) -> str:
    if text != "-":
        return well_formed(text)
    try:
        return from_stdin().decode().removesuffix("\n")
    except UnicodeDecodeError:
        give_up(tr("What came on stdin is not UTF-8 text."), USAGE)


def _facts(session: Session, number: str, to: str, name: str | None) -> Facts:
    """What is known; without any account, only what needs none."""
    accounts = session.accounts.listing()
    if not accounts:
        note(no_account())
    if name is not None:
        accounts = [session.account(name)]
    holders = {line.account_id for line in lines.find(session.db, number)}
    having = [one for one in accounts if one.id in holders]
    if len(having) > 1:
        say_which([one.name for one in having])
    chosen = having[0] if having else accounts[0] if name is not None else None
    account_id = chosen.id if chosen is not None else ""
    known = given(chosen, _words(session))
    facts = gather(session.db, account_id, number, to, datetime.now(UTC), known)
    if facts.recipient is None:
        facts = replace(facts, recipient=Recipient(to, fault=Fault.EMPTY))
    return replace(
        facts, line_unknown=bool(accounts) and not having, refused=_refused(session, account_id, facts)
    )


def _refused(session: Session, account_id: str, facts: Facts) -> dict[str, RefusedBefore]:
    """The words that must not go out to this number again as they are (C15)."""
    peer = facts.recipient.number if facts.recipient is not None else ""
    if not account_id or not peer:
        return {}
    return {
        words: RefusedBefore(one.entry.group, one.at, one.message_id)
        for words, one in refused_words(session.db, account_id, facts.line, peer).items()
    }


def _words(session: Session) -> Lexicon:
    changes, damaged = word_lists.load_or_default(session.profile.word_lists)
    if damaged is not None:
        note(finding_words.word_lists_damaged(str(damaged.path), damaged.detail))
    return edited(changes)
