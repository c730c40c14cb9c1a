"""``linedesk``: the commands, what may stand before them, and what happens without one."""

import errno
import io
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from desktop import __version__, start
from desktop.cli.chosen import Chosen
from desktop.cli.usage import PlainUsage
from desktop.start import Start

OpenWindow = Callable[[Start], int]
"""Opens the window and returns its exit code; given by ``__main__``, since it needs Qt."""
Demo = Callable[[Start, Path | None], int]
"""Shows the practice account, or makes pictures of it in a folder."""


COMMANDS = (
    "sandbox",
    "account",
    "services",
    "lines",
    "line",
    "sync",
    "preflight",
    "send",
    "held",
    "later",
    "snippets",
    "messages",
    "tally",
    "contacts",
    "segments",
    "explain",
    "webhook",
    "cache",
)
"""Each is a module beside this one, imported only when it may be needed: the window must not wait for it."""


def run(open_window: OpenWindow, demo: Demo, arguments: Sequence[str]) -> NoReturn:
    """The whole program, from its ``arguments`` to its exit code."""
    if _needed(arguments) == ("sync",) and "--once" not in arguments:
        # A signal is its proper end, and may come while its modules are still being read.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: sys.exit(0))
    try:
        build(open_window, demo, arguments)(list(arguments))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        # What the store and the settings cannot write they say themselves; this is stdout.
        if error.errno != errno.ENOSPC:
            raise
        from desktop.wording import tr

        sys.stdout = io.StringIO()  # or the end of the program would try once more
        print(tr("The output could not be written: there is no space left."), file=sys.stderr)
        sys.exit(1)
    sys.exit(0)


def build(open_window: OpenWindow, demo: Demo, arguments: Sequence[str]) -> typer.Typer:
    """The command line, with the commands that ``arguments`` may call."""
    app = typer.Typer(
        name="linedesk",
        cls=PlainUsage,
        help="Text customers from your business numbers. Without a command it opens the window, or brings "
        "the one that is open to the front; it also takes a link such as sms:+447700900123?body=Hello.",
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        add_completion=False,
    )

    @app.callback(invoke_without_command=True)
    def begin(
        context: typer.Context,
        profile: Annotated[
            Path | None, typer.Option(metavar="DIR", help="Folder of the profile, instead of your own.")
        ] = None,
        text: Annotated[
            str | None, typer.Option(metavar="NUMBER", help="Begin a text to this number in the window.")
        ] = None,
        body: Annotated[
            str | None, typer.Option(metavar="WORDS", help="What the text begins with; nothing is sent.")
        ] = None,
        call: Annotated[
            str | None, typer.Option(metavar="NUMBER", help="Put this number on the window's dialpad.")
        ] = None,
        background: Annotated[
            bool, typer.Option("--background", help="Begin behind the icon in the tray, if there is one.")
        ] = False,
        version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
        verbose: Annotated[bool, typer.Option("--verbose", help="Say on stderr what happens.")] = False,
    ) -> None:
        start.prepare_output(verbose=verbose)
        if version:
            typer.echo(f"linedesk {__version__}")
            raise typer.Exit
        context.obj = Chosen(profile)
        if context.invoked_subcommand is None:
            link = _link(text, body, call)
            raise typer.Exit(open_window(Start(profile, link, background=background, verbose=verbose)))
        if text is not None or body is not None or call is not None or background:
            raise typer.BadParameter("--text, --body, --call and --background are for the window alone.")

    @app.command("demo")
    def show_demo(
        context: typer.Context,
        seed: Annotated[int | None, typer.Option(help="Which practice customers there are.")] = None,
        pictures: Annotated[
            Path | None,
            typer.Option(metavar="DIR", help="Make the tour and save its pictures here.", file_okay=False),
        ] = None,
    ) -> None:
        """Open the window on a practice account; without a display, make a tour of it in pictures."""
        chosen = context.find_object(Chosen) or Chosen()
        raise typer.Exit(demo(Start(chosen.root, demo=True, seed=seed), pictures))

    for command in _needed(arguments):
        import_module(f"desktop.cli.{command}").register(app)
    return app


def _link(text: str | None, body: str | None, call: str | None) -> str:
    """The link that the window's options stand for."""
    if text is not None and call is not None:
        raise typer.BadParameter("Give either --text or --call.")
    if body is not None and text is None:
        raise typer.BadParameter("--body belongs to --text.")
    if text is not None:
        return start.text_link(text, body or "")
    return "" if call is None else start.call_link(call)


def _needed(arguments: Sequence[str]) -> Sequence[str]:
    """The one command that is named, or all where that can't be told without parsing."""
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--profile" and rest:
            rest.pop(0)
        elif word in COMMANDS:
            return (word,)
        elif word == "demo":
            return ()
        elif word not in ("--verbose", "--version") and not word.startswith("--profile="):
            return COMMANDS
    return ()
