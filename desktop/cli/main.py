"""``linedesk``: the commands, what may stand before them, and what happens without one."""

import errno
import io
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from desktop import __version__
from desktop.cli.chosen import Chosen

OpenWindow = Callable[[Path | None], int]
"""Opens the window on a profile and returns its exit code; given by ``__main__``, since it needs Qt."""
Demo = Callable[[Path | None, int | None, Path | None], int]
"""Shows the practice account: profile, seed, folder for pictures."""


COMMANDS = ("sandbox", "account", "lines", "sync", "send", "messages", "segments")
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
        help="Text customers from your business numbers. Without a command it opens the window.",
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
        version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
        verbose: Annotated[bool, typer.Option("--verbose", help="Say on stderr what happens.")] = False,
    ) -> None:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A character that the terminal's encoding lacks is no reason to end.
                stream.reconfigure(errors="backslashreplace")
        logging.basicConfig(
            stream=sys.stderr,
            level=logging.INFO if verbose else logging.ERROR,
            format="%(levelname)s %(name)s: %(message)s",
        )
        if version:
            typer.echo(f"linedesk {__version__}")
            raise typer.Exit
        context.obj = Chosen(profile)
        if context.invoked_subcommand is None:
            raise typer.Exit(open_window(profile))

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
        raise typer.Exit(demo(chosen.root, seed, pictures))

    for command in _needed(arguments):
        import_module(f"desktop.cli.{command}").register(app)
    return app


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
