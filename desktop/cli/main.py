"""``linedesk``: the commands, what may stand before them, and what happens without one."""

import logging
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from desktop import __version__
from desktop.cli.chosen import Chosen

OpenWindow = Callable[[Path | None], int]
"""Opens the window on a profile and returns its exit code; given by ``__main__``, since it needs Qt."""
Demo = Callable[[Path | None, int | None, Path | None], int]
"""Shows the practice account: profile, seed, folder for pictures."""


COMMANDS = ("sandbox", "account", "lines", "sync", "send", "messages", "segments")
"""Each is a module beside this one, imported only when it may be needed: the window must not wait for it."""


def build(open_window: OpenWindow, demo: Demo, arguments: Sequence[str]) -> typer.Typer:
    """The command line, with the commands that ``arguments`` may call."""
    app = typer.Typer(
        name="linedesk",
        help="Text customers from your business numbers. Without a command it opens the window.",
        pretty_exceptions_enable=False,
        add_completion=False,
    )

    @app.callback(invoke_without_command=True)
    def begin(
        context: typer.Context,
        profile: Annotated[
            Path | None, typer.Option(help="Folder of the profile, instead of your own.", file_okay=False)
        ] = None,
        version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
        verbose: Annotated[bool, typer.Option("--verbose", help="Say on stderr what happens.")] = False,
    ) -> None:
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
            Path | None, typer.Option(help="Make the tour and save its pictures here.", file_okay=False)
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
