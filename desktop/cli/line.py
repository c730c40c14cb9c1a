"""``linedesk line NUMBER``: what one of our numbers can and cannot do, who says so, and what to do about it.

Below it, ``tell`` notes what a person found out, and ``set`` changes settings at the service (``line_set``).
"""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from desktop import line_words
from desktop.cli.account_add import Json
from desktop.cli.line_chosen import Chosen, Number, OfAccount, amount, choose
from desktop.cli.line_set import change
from desktop.cli.lines import refresh
from desktop.cli.printing import say, show, table
from desktop.cli.session import USAGE, Session, give_up, opened
from desktop.sms.abilities import PORTED_AT, VOICE_ONLY, Do, Price, Sheet
from desktop.sms.line_sheet import sheet
from desktop.sms.prices import on_paper
from desktop.sms.restricted import DEFAULT
from desktop.store import accounts, line_about, line_facts
from desktop.sync.given import given
from desktop.wording import tr

SHOW = "show"
"""The command that a number without one means."""


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(
        cls=NumberFirst,
        no_args_is_help=True,
        help=tr("What one of our numbers can do, and its settings: linedesk line NUMBER [tell|set] …"),
        rich_markup_mode=None,
    )
    group.command(SHOW)(line)
    group.command("tell")(tell)
    group.command("set")(change)
    app.add_typer(group, name="line")


class NumberFirst(TyperGroup):
    """Takes the number before the command: ``NUMBER set …``, and ``NUMBER`` alone shows the sheet."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in front of the number."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            number, rest = args[0], args[1:]
            named = bool(rest) and rest[0] in self.commands
            args = [rest[0], number, *rest[1:]] if named else [SHOW, number, *rest]
        return super().parse_args(ctx, args)


def line(
    context: typer.Context,
    number: Number,
    account: OfAccount = None,
    as_json: Json = False,
    offline: Annotated[bool, typer.Option("--offline", help="Do not ask the service now.")] = False,
) -> None:
    """Say what the number can and cannot do, from where that is known, and what to do about it."""
    with opened(context) as session:
        chosen = choose(session, number, account)
        if not offline and refresh(session.db, chosen.account):
            chosen = choose(session, number, account)
        _say(session, chosen, as_json=as_json)


def tell(
    context: typer.Context,
    number: Number,
    account: OfAccount = None,
    ported: Annotated[
        str | None,
        typer.Option("--ported", metavar="TIME", help="When its move here was completed; - takes it back."),
    ] = None,
    voice_only: Annotated[
        str | None, typer.Option("--voice-only", metavar="yes|no", help="It was found that it cannot text.")
    ] = None,
) -> None:
    """Note what the service does not tell. TIME is like 2026-11-22T10:00, by this computer's clock."""
    if ported is None and voice_only not in ("yes", "no"):
        give_up(tr("Say --ported TIME, or --voice-only yes or no."), USAGE)
    with opened(context) as session:
        chosen = choose(session, number, account)
        now = datetime.now(UTC)
        for name, value in (
            (PORTED_AT, None if ported is None else "" if ported == "-" else _moment(ported)),
            (VOICE_ONLY, {"yes": "yes", "no": ""}.get(voice_only or "")),
        ):
            if value is not None:
                line_facts.tell(session.db, chosen.account.id, chosen.line.number, name, value, now)
        _say(session, choose(session, number, account), as_json=False)


def facts(found: Sheet, service: str) -> dict[str, object]:
    """A sheet for machines."""
    about = found.about
    return {
        "number": about.number,
        "service": about.service,
        "first_line": _plain(line_words.headline(about)),
        "abilities": [
            {
                "ability": one.ability,
                "answer": one.answer,
                "source": one.source,
                "since": None if one.since is None else one.since.isoformat(),
                "paper": one.by,
                "dated": None if one.dated is None else one.dated.isoformat(),
                "dated_is": _dated_is(read=one.read) if one.dated is not None else None,
                "countries": list(one.countries),
            }
            for one in found.statements
        ],
        "steps": [
            {
                "do": one.do,
                "until": None if one.until is None else one.until.isoformat(),
                "says": _plain(line_words.step(one, about, service)),
            }
            for one in found.steps
        ],
    }


def _say(session: Session, chosen: Chosen, *, as_json: bool) -> None:
    known = given(chosen.account, DEFAULT)
    found = sheet(line_about.about(session.db, chosen.line, known, datetime.now(UTC)))
    money = line_about.money(session.db, chosen.account.id)
    terms = accounts.terms(session.db, chosen.account.id)
    price = on_paper(chosen.account.provider, told=terms.price_told)
    balance = None if money.amount is None else format(money.amount, "f")
    if as_json:
        more = {
            "account": chosen.account.name,
            "balance": balance,
            "currency": money.currency,
            "price": terms.price_per_part,
            "paper": None if price is None else _paper(price),
        }
        show(facts(found, chosen.service) | more)
        return
    say(line_words.headline(found.about))
    if users := line_words.users(found.about, chosen.service):
        say(users)
    for step in found.steps:
        say(f"- {line_words.step(step, found.about, chosen.service)}")
    table(
        [
            [line_words.ability(one.ability), line_words.answer(one), line_words.source(one, chosen.service)]
            for one in found.statements
        ]
    )
    if price is not None:
        say(tr("Each part: {price}").format(price=line_words.price(price, amount)))
    elif terms.price_per_part:
        told = amount(terms.price_per_part, terms.currency)
        say(tr("Each part: {price}, as the service tells.").format(price=told))
    if balance is not None:
        say(tr("Balance: {amount}").format(amount=amount(balance, money.currency)))
    asking = next((one for one in found.steps if one.do is Do.ASK), None)
    if asking is not None:
        say(line_words.request(found.about, asking.kind, chosen.service))


def _moment(written: str) -> str:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        give_up(tr("Write the time as 2026-11-22T10:00."), USAGE)
    return at.astimezone(UTC).isoformat()


def _paper(price: Price) -> dict[str, str]:
    dated = price.dated.isoformat()
    return {"source": price.source, "dated": dated, "dated_is": _dated_is(read=price.read)}


def _dated_is(*, read: bool) -> str:
    """Which day of a paper its date is."""
    return "read" if read else "published"


def _plain(words: str) -> str:
    return words.replace("\u2068", "").replace("\u2069", "")
