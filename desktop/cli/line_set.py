"""``linedesk line NUMBER set``: settings of a number at its service, changed with ``--yes`` alone (A9, D3).

Without any option it shows them. What it would do, and what that costs, is always said first.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from typing import Annotated, Any

import typer

from desktop import line_setting_words as words
from desktop import sign_in_words, wording
from desktop.cli.account_add import Json
from desktop.cli.line_chosen import Chosen, Number, OfAccount, amount, choose
from desktop.cli.opening import said
from desktop.cli.printing import say, show, table
from desktop.cli.session import FAILED, UNSETTLED, USAGE, Session, from_stdin, give_up, opened
from desktop.providers.base import OutcomeUnknown, Refused
from desktop.providers.line_settings import LineSettings, OthersChanged, SettingsChanged
from desktop.settings import webhook_token
from desktop.settings.accounts import Account
from desktop.settings.system_keyring import NoSecret
from desktop.sms.phone import Fault, Kind, NotANumber, parse, region_of
from desktop.sms.prices import PER_TEXT, SWITCHED_ON, wallet
from desktop.store import accounts, line_about
from desktop.sync import line_settings
from desktop.sync.sign_in import TROUBLES, open_provider
from desktop.webhook import address
from desktop.webhook.address import offered

tr = wording.tr
_OFF, _OWN = "off", "webhook"


def change(
    context: typer.Context,
    number: Number,
    account: OfAccount = None,
    sms: Annotated[str | None, typer.Option("--sms", metavar="on|off", help="Switch texting.")] = None,
    email: Annotated[
        str | None, typer.Option("--email", metavar="ADDRESS|off", help="Mail texts that come in here.")
    ] = None,
    forward: Annotated[
        str | None, typer.Option("--forward", metavar="NUMBER|off", help="Copy them to this phone.")
    ] = None,
    callback: Annotated[
        str | None,
        typer.Option(
            "--callback",
            metavar="URL|-|webhook|off",
            help="Ask this web address for each; - reads it from stdin, webhook is the account's own.",
        ),
    ] = None,
    public: Annotated[
        str | None,
        typer.Option(
            "--public", metavar="URL", help="With --callback webhook: what forwards to this computer."
        ),
    ] = None,
    retry: Annotated[
        str | None, typer.Option("--retry", metavar="on|off", help="Ask it again until it says ok.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it: what it does and costs was read.")] = False,
    as_json: Json = False,
) -> None:
    """Show the settings of the number at its service, or change some of them.

    The address of a webhook holds a secret word: --callback webhook takes it from the keyring, so that it
    stands in no list of processes and in no history of commands.
    """
    if (public is not None) != (callback == _OWN):
        give_up(tr("--callback webhook and --public URL belong together."), USAGE)
    with opened(context) as session:
        chosen = choose(session, number, account)
        if not accounts.terms(session.db, chosen.account.id).features.get("line_settings", {}).get("on"):
            give_up(
                tr("{service} lets nobody change these settings from outside. Use its portal.").format(
                    service=chosen.service
                ),
                FAILED,
            )
        if callback in (_OWN, "-"):
            callback = _own(chosen.account, public or "") if callback == _OWN else _from_stdin()
        shown = _asked(chosen, line_settings.read(chosen.account, chosen.line, open_provider))
        wanted = _wanted(shown, chosen, sms=sms, email=email, forward=forward, callback=callback, retry=retry)
        if (unfit := words.unfit_of(shown, wanted, chosen.service)) is not None:
            give_up(f"--callback: {unfit}", USAGE)
        if wanted != shown:
            shown = _change(session, chosen, shown, wanted, yes=yes)
        if as_json:
            show(facts(shown))
        else:
            table([list(row) for row in words.rows(shown)])


def facts(found: LineSettings) -> dict[str, object]:
    """Settings for machines; what is not shown to people is not in it either."""
    return {
        "sms": found.texting,
        "email": {"on": found.email_on, "to": found.email},
        "forward": {"on": found.forward_on, "to": found.forward},
        "callback": {"on": found.callback_on, "url": found.callback, "retry": found.callback_retry},
    }


def _change(
    session: Session, chosen: Chosen, shown: LineSettings, wanted: LineSettings, *, yes: bool
) -> LineSettings:
    number = chosen.line.number
    if not yes:
        say(words.question(number, shown, wanted, chosen.service))
        for sentence in [*words.changes(shown, wanted), *_cost(session, chosen, shown, wanted)]:
            say(f"- {sentence}")
        give_up(tr("Nothing was changed. To do it, say it again with --yes."), USAGE)
    for sentence in _cost(session, chosen, shown, wanted):
        say(sentence)
    after = _asked(
        chosen,
        line_settings.change(
            session.db, chosen.account, chosen.line, open_provider, shown=shown, wanted=wanted
        ),
    )
    say(words.done(number, wanted, after))
    return after


def _cost(session: Session, chosen: Chosen, shown: LineSettings, wanted: LineSettings) -> list[str]:
    if shown.texting or not wanted.texting:
        return []
    money = line_about.money(session.db, chosen.account.id)
    price = SWITCHED_ON.get(chosen.account.provider)
    left = wallet(money.amount, price, money.currency)
    return words.cost(price, PER_TEXT.get(chosen.account.provider), left, money.currency, amount)


def _asked(chosen: Chosen, work: Coroutine[Any, Any, LineSettings]) -> LineSettings:
    try:
        return asyncio.run(work)
    except SettingsChanged:
        give_up(words.changed_meanwhile(chosen.line.number), FAILED)
    except OthersChanged:
        give_up(words.others_changed(chosen.line.number), FAILED)
    except OutcomeUnknown:
        give_up(words.unknown_outcome(chosen.line.number), UNSETTLED)
    except Refused as refused:
        give_up(words.refused(chosen.account.provider, refused.code, refused.text, chosen.service), FAILED)
    except TROUBLES as error:
        sentence, code = said(chosen.account, error)
        give_up(sentence, code)


def _wanted(
    shown: LineSettings,
    chosen: Chosen,
    *,
    sms: str | None,
    email: str | None,
    forward: str | None,
    callback: str | None,
    retry: str | None,
) -> LineSettings:
    """What was shown, with what the options say; an address that is switched off is kept."""
    wanted = shown
    if sms is not None:
        wanted = replace(wanted, texting=_switch(sms))
    if retry is not None:
        wanted = replace(wanted, callback_retry=_switch(retry))
    if email is not None:
        wanted = replace(
            wanted, email_on=email != _OFF, email=shown.email if email == _OFF else email.strip()
        )
    if callback is not None:
        kept = shown.callback if callback == _OFF else callback.strip()
        wanted = replace(wanted, callback_on=callback != _OFF, callback=kept)
    if forward is not None:
        kept = shown.forward if forward == _OFF else _read(forward, chosen)
        wanted = replace(wanted, forward_on=forward != _OFF, forward=kept)
    return wanted


def _from_stdin() -> str:
    try:
        return from_stdin().decode().strip()
    except UnicodeDecodeError:
        give_up(tr("What came on stdin is not UTF-8 text."), USAGE)


def _own(account: Account, base: str) -> str:
    """The address of the account's webhook, as it is from outside."""
    if not offered(account.provider) or account.webhook_port is None:
        sentence = tr("The webhook of {name} is off. Switch it on with: linedesk webhook on {name}")
        give_up(sentence.format(name=account.name), FAILED)
    if "?" in base or "#" in base:
        give_up(tr("--public: Give the address without ? and #, as in https://texts.example.com."), USAGE)
    try:
        return address.public(account.provider, base.strip(), webhook_token.read(account.id))
    except NoSecret as error:
        sentence = sign_in_words.sign_in_trouble(error.reason, service=account.name, detail=error.detail)
        give_up(sentence, FAILED)


def _read(number: str, chosen: Chosen) -> str:
    try:
        found = parse(number, region_of(chosen.line.number))
    except NotANumber as error:
        give_up(wording.number_fault(error.fault), USAGE)
    if found.kind is not Kind.E164:
        fault = Fault.TOO_SHORT if found.kind is Kind.SHORT_CODE else Fault.LETTERS
        give_up(wording.number_fault(fault), USAGE)
    return found.value


def _switch(word: str) -> bool:
    if word not in ("on", _OFF):
        give_up(tr("Say on or off."), USAGE)
    return word == "on"
