"""``linedesk explain``: what an error code or a service's words mean, and what to do (C7, H7). Offline.

Look here for what is printed of an entry, and for what is said where nobody knows the code.
"""

from typing import Annotated

import typer

from desktop import error_words
from desktop.cli.printing import say, show
from desktop.cli.session import FAILED, USAGE, give_up, well_formed
from desktop.sms import errors
from desktop.sms.errors import Entry
from desktop.wording import tr

_MOST = 12
"""Entries that words may find before one is asked to say more."""


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("explain")(explain)


def explain(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="An error code such as 30007, or words such as landline.")
    ],
    provider: Annotated[
        str | None,
        typer.Option("--provider", metavar="SERVICE", help="Only of this service, such as cliqtel."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")] = False,
) -> None:
    """Say what a code means, who has to act, and what to do. Nothing is asked of a service.

    With --json: one JSON object a line, a line for each service that has the code.
    """
    wanted = well_formed(code)
    if not wanted.strip():
        give_up(tr("Give a code or words to look for."), USAGE)
    service = None if provider is None else _service(provider)
    found = _found(wanted, service)
    if not found:
        _give_up(wanted, service)
    if as_json:
        for entry in found:
            show(as_object(entry))
        return
    for place, entry in enumerate(found[:_MOST]):
        if place:
            say("")
        _print(entry)
    if len(found) > _MOST:
        say("")
        say(tr("And {n} more. Give one word more to find fewer.").format(n=len(found) - _MOST))


def as_object(entry: Entry) -> dict[str, str]:
    """An entry for machines."""
    known = error_words.of(entry)
    return {
        "code": entry.code,
        "name": known.name,
        "what": known.what,
        "next_step": known.next_step,
        "class": entry.group.value,
        "retry": entry.retry.value,
        "provider": entry.provider,
        "who": entry.actor.value,
    }


def _service(name: str) -> str:
    wanted = name.strip().casefold()
    for key in errors.providers():
        if wanted in (key, error_words.provider_name(key).casefold()):
            return key
    give_up(
        tr("No service named {name} is known. There are: {services}.").format(
            name=name, services=", ".join(errors.providers())
        ),
        FAILED,
    )


def _found(wanted: str, service: str | None) -> list[Entry]:
    """By code first, and only where there is none by words."""
    if service is not None:
        entry = errors.find(service, wanted, wanted)
        if entry is not None:
            return [entry]
        return [one for one in error_words.search(wanted) if one.provider == service]
    return errors.everywhere(wanted) or error_words.search(wanted)


def _give_up(wanted: str, service: str | None) -> None:
    where = error_words.provider_name(service) if service is not None else tr("Linedesk")
    sentence = tr("{where} knows no error {code}.").format(where=where, code=wanted.strip())
    near = [one for one in error_words.nearest(wanted, 12) if service in (None, one.provider)][:5]
    if near:
        codes = ", ".join(f"{one.code} ({error_words.of(one).name})" for one in near)
        sentence += " " + tr("The nearest are: {codes}.").format(codes=codes)
    give_up(sentence, FAILED)


def _print(entry: Entry) -> None:
    known = error_words.of(entry)
    service = error_words.provider_name(entry.provider)
    say(f"{entry.code} ({service}): {known.name}")
    say(known.what)
    say(known.next_step)
    kind = tr("Kind: {kind} ({letter}).").format(
        kind=error_words.class_words(entry.group), letter=entry.group.value
    )
    say(f"{kind} {known.who} {error_words.retry_words(entry.retry)}")
    if not entry.verified:
        say(tr("The service does not explain this code; this is what its name suggests."))
    if entry.link:
        say(entry.link)
