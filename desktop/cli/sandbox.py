"""``linedesk sandbox``: the practice server, served until it is told to stop.

Its first and only line on stdout is JSON, ``{"url", "api_key"}``, written when the server listens.
"""

import json
import os
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

_STATE_FAULTS = {
    "unreadable": "The state file {state} cannot be used: {detail}.",
    "not_ours": "{state} is no state file of this version of the practice server.",
    "in_use": "Another practice server is using the state file {state}.",
    "other_seed": "The state file {state} was made with --seed {detail}.",
}


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("sandbox")(sandbox)


def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes any free one.")] = 0,
    seed: Annotated[
        int | None, typer.Option(help="What people, histories and chances follow from; 1 if not given.")
    ] = None,
    state: Annotated[
        Path | None, typer.Option(help="File that keeps the account over restarts.", dir_okay=False)
    ] = None,
    conversations: Annotated[
        int, typer.Option(min=0, help="So many more made-up conversations (at the first start).")
    ] = 0,
    messages: Annotated[
        int | None, typer.Option(min=0, help="So many messages in all (at the first start).")
    ] = None,
    fault: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="A fault to begin with; may be repeated.")
    ] = None,
    documented_only: Annotated[bool, typer.Option("--documented-only", hidden=True)] = False,
    until_stdin_ends: Annotated[bool, typer.Option("--until-stdin-ends", hidden=True)] = False,
) -> None:
    """Serve a practice account with made-up customers, on this computer only."""
    from desktop.sandbox.crowd import TooMany
    from desktop.sandbox.faults import FaultError
    from desktop.sandbox.server import Options, PortInUse, serve
    from desktop.sandbox.state_file import StateFault

    faults = dict(map(_fault, fault or ()))
    if until_stdin_ends:
        threading.Thread(target=_end_with_stdin, name="stdin", daemon=True).start()
    options = Options(port, seed, state, conversations, messages, faults, documented_only)
    try:
        serve(options, _announce)
    except FaultError as error:
        raise typer.BadParameter(str(error), param_hint="--fault") from error
    except TooMany as error:
        raise typer.BadParameter(
            f"At most {error.most} conversations: there are no more numbers reserved for fiction.",
            param_hint="--conversations or --messages",
        ) from error
    except PortInUse as error:
        _give_up(f"Port {port} cannot be used: {error.strerror}.")
    except StateFault as error:
        _give_up(_STATE_FAULTS[error.fault.value].format(state=state, detail=error.detail))


def _fault(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is not of the form NAME=VALUE with a number.", param_hint="--fault"
        ) from error


def _end_with_stdin() -> None:
    """Whoever holds the other end may die without a word: then this ends as if it had been told to."""
    while os.read(0, 4096):
        pass
    signal.raise_signal(signal.SIGTERM)


def _announce(url: str, key: str) -> None:
    # The one place where the key is meant to be read: it opens nothing but this practice account.
    print(json.dumps({"url": url, "api_key": key}), flush=True)


def _give_up(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
