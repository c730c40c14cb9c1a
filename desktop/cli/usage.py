"""What the command line says of arguments that it does not understand, without what a terminal would obey.

Such a sentence repeats the argument, and a script may have put a customer's words there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from typer.core import TyperGroup

from desktop.cli.printing import visible


class PlainUsage(TyperGroup):
    """The commands of ``linedesk``; errors of usage are made harmless on their way out."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """As its base: reads what stands before the command."""
        with _harmless():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """As its base: reads the command's own arguments and runs it."""
        with _harmless():
            return super().invoke(ctx)


@contextmanager
def _harmless() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        message = getattr(error, "message", None)
        # Only errors of usage have these; which class they are differs between versions of typer.
        if hasattr(error, "format_message") and isinstance(message, str):
            error.message = _lines(error, message)  # type: ignore[attr-defined]
        raise


def _lines(error: Exception, message: str) -> str:
    """What is shown of a message: a group that is called alone prints its help, which is ours, in lines."""
    context = getattr(error, "ctx", None)
    if context is not None and message == context.get_help():
        return "\n".join(map(visible, message.split("\n")))
    return visible(message)
