"""What ``linedesk account add`` asks for: each field of the service, from options or typed at a terminal.

Look here for what is never taken as an argument: a secret would stay in the shell's history.
"""

import getpass
import sys
from collections.abc import Sequence

import typer

from desktop import sign_in_words, wording
from desktop.cli.opening import said
from desktop.cli.printing import note
from desktop.cli.session import UNSETTLED, USAGE, from_stdin, give_up, well_formed
from desktop.providers.catalog import Service
from desktop.settings import credentials
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret
from desktop.sync.fields import FieldMissing, OddField, read_typed
from desktop.sync.sign_in import OddKey, plain_key

tr = wording.tr


def at_a_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def given_fields(service: Service, options: Sequence[str]) -> dict[str, str]:
    """The fields that were named as ``NAME=VALUE``; ends the command for any other name, and for a secret."""
    names = [one.name for one in service.visible]
    fields: dict[str, str] = {}
    for option in options:
        name, equals, value = well_formed(option).partition("=")
        if equals and name == service.secret.name:
            give_up(tr("The secret is never an option: --secret-stdin or --secret-env take it."), USAGE)
        if not equals or name not in names:
            words = tr("--field takes NAME=VALUE for {service}, where NAME is one of: {names}.")
            give_up(words.format(service=service.name, names=", ".join(names) or "–"), USAGE)
        fields[name] = value
    return fields


def with_asked(service: Service, fields: dict[str, str]) -> dict[str, str]:
    """``fields`` and what somebody types for the others, each with a word on where it is found."""
    for one in service.visible:
        if one.name not in fields:
            note(sign_in_words.field_help(service.key, one.name))
            words = sign_in_words.field_name(service.key, one.name)
            fields[one.name] = typer.prompt(words, default="", show_default=False, err=True)
    return fields


def secret_of(service: Service, account: Account) -> str:
    """The secret: typed without echo, from stdin, or from the variable that is named for it."""
    if account.key_place == "env":
        try:
            return credentials.read(account)
        except NoSecret:
            # Its name is not repeated: somebody may have put the key itself in its place.
            give_up(tr("The environment variable that --secret-env names is not set."), UNSETTLED)
    if at_a_terminal():
        if where := sign_in_words.field_help(service.key, service.secret.name):
            note(where)
        name = sign_in_words.field_name(service.key, service.secret.name)
        secret = getpass.getpass(tr("{field}: ").format(field=name))
    else:
        # What is no UTF-8 is no key of any service, and is refused as one.
        secret = from_stdin().decode(errors="replace")
    if not _holds_a_key(secret):
        give_up(tr("No key came on stdin."), USAGE)
    return secret


def filled_in(service: Service, account: Account, fields: dict[str, str], secret: str) -> tuple[Account, str]:
    """``account`` with its fields, and its secret, each as ``sync.fields`` reads what was typed.

    A variable that holds everything joined is read so at each run: what is in it is not ours to change.
    """
    try:
        typed = read_typed(service, fields, secret)
    except OddKey as odd:
        give_up(*said(account, odd))
    except OddField as odd:
        words = sign_in_words.service_trouble("odd_key", service=service.name, detail=odd.characters)
        give_up(f"{odd.field}: {words}", USAGE)
    except FieldMissing as missing:
        words = sign_in_words.field_missing(service.key, missing.field)
        give_up(f"{words} {tr('Give it as --field {name}=VALUE.').format(name=missing.field)}", USAGE)
    if account.key_place == "env" and typed.secret != plain_key(secret, free=service.secret.free):
        return account, secret
    return account.model_copy(update={"fields": dict(typed.fields)}), typed.secret


def _holds_a_key(secret: str) -> bool:
    try:
        return bool(plain_key(secret))
    except OddKey:
        return True  # trying it out says what is wrong with it
