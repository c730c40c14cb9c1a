"""``linedesk webhook``: texts that a service passes on, taken on loopback beside the pulls (D2 to D4).

The service cannot reach this computer's loopback: something has to forward to it, which is said wherever the
address is shown. Without it everything comes by the pulls all the same.
"""

import contextlib
from typing import Annotated, NoReturn

import typer

from desktop import sign_in_words, wording
from desktop.cli import interruption
from desktop.cli.account_add import Json
from desktop.cli.interruption import Interrupted
from desktop.cli.printing import note, say, show
from desktop.cli.session import FAILED, USAGE, Session, give_up, opened
from desktop.providers.catalog import service_name
from desktop.settings import webhook_token
from desktop.settings.accounts import Account
from desktop.settings.system_keyring import NoSecret
from desktop.webhook.address import PORT, address, offered

tr = wording.tr
Name = Annotated[str, typer.Argument(help="The account.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands to ``app``."""
    group = typer.Typer(
        no_args_is_help=True, help="Take texts that a service passes on, on this computer alone (loopback)."
    )
    group.command("on")(on)
    group.command("address")(show_address)
    group.command("off")(off)
    group.command("listen")(listen)
    app.add_typer(group, name="webhook")


def on(
    context: typer.Context,
    name: Name,
    port: Annotated[int | None, typer.Option("--port", min=1024, max=65535, help="Another port.")] = None,
    as_json: Json = False,
) -> None:
    """Listen for an account's texts whenever a window is open; prints the address to copy.

    Again for the same account: a new address, and the old one opens nothing any more.
    """
    with opened(context) as session:
        account = _account(session, name)
        taken = {one.webhook_port for one in session.accounts.listing() if one.id != account.id}
        if port is not None and port in taken:
            words = tr("Another account listens at port {port}: choose one of its own.")
            give_up(words.format(port=port), USAGE)
        wanted = port or account.webhook_port or next(one for one in range(PORT, 65536) if one not in taken)
        try:
            token = webhook_token.make(account.id)
        except NoSecret as error:
            _give_up(account, error)
        account = account.model_copy(update={"webhook_port": wanted})
        session.accounts.update(account)
        _tell(account, token, as_json=as_json)


def show_address(context: typer.Context, name: Name, as_json: Json = False) -> None:
    """The address to copy, and what has to forward to it."""
    with opened(context) as session:
        account, token = _listening(session, name)
        _tell(account, token, as_json=as_json)


def off(context: typer.Context, name: Name) -> None:
    """Listen no more; the address opens nothing from then on."""
    with opened(context) as session:
        account = _account(session, name)
        try:
            webhook_token.remove(account.id)
        except NoSecret as error:
            _give_up(account, error)
        session.accounts.update(account.model_copy(update={"webhook_port": None}))


def listen(context: typer.Context, name: Name) -> None:
    """Listen without a window, until it is interrupted; texts are stored, and nothing is sent or pulled."""
    from desktop.webhook.listener import Listener
    from desktop.webhook.serving import PortTaken, serve

    with opened(context) as session:
        account, token = _listening(session, name)
        port = account.webhook_port or PORT
        listener = Listener(session.db, account.id, account.provider, token)

        def begun(_: int) -> None:
            note(tr("Listening. Ctrl+C ends it."))

        try:
            with contextlib.suppress(Interrupted):
                interruption.run(serve(listener.app, port, begun))
        except PortTaken:
            words = tr("Port {port} is taken, perhaps by an open window, which listens by itself.")
            give_up(words.format(port=port), FAILED)


def _account(session: Session, name: str) -> Account:
    account = session.account(name)
    if not offered(account.provider):
        words = tr("{service} passes no texts on in a form that Linedesk knows. They come by the pulls.")
        give_up(words.format(service=service_name(account.provider)), FAILED)
    return account


def _listening(session: Session, name: str) -> tuple[Account, str]:
    account = _account(session, name)
    if account.webhook_port is None:
        words = tr("The webhook of {name} is off. Switch it on with: linedesk webhook on {name}")
        give_up(words.format(name=account.name), FAILED)
    try:
        return account, webhook_token.read(account.id)
    except NoSecret as error:
        _give_up(account, error)


def _give_up(account: Account, error: NoSecret) -> NoReturn:
    give_up(sign_in_words.sign_in_trouble(error.reason, service=account.name, detail=error.detail), FAILED)


def _tell(account: Account, token: str, *, as_json: bool) -> None:
    url = address(account.provider, account.webhook_port or PORT, token)
    if as_json:
        show({"name": account.name, "url": url})
        return
    say(url)
    note(
        tr(
            "{service} cannot reach this computer by itself: a tunnel or a reverse proxy of yours has to "
            "forward its calls to this address, which is to be kept to yourself."
        ).format(service=service_name(account.provider))
    )
