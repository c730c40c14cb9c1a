"""``linedesk services``: what each service can do here, and why not. Nothing is asked of any.

Look here for how the table is printed, also for the README; its rows are in ``service_table``.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from desktop.cli.printing import say, show, table
from desktop.cli.service_table import Row, reasons
from desktop.cli.service_table import table as rows_of
from desktop.providers.base import Capabilities, Credentials
from desktop.providers.catalog import SERVICES, connect
from desktop.wording import tr


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("services")(services)


def services(
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="As a table in Markdown.")] = False,
) -> None:
    """What each service can do here, and why not, as known before signing in. Nothing is asked of any."""
    rows = rows_of(asyncio.run(reported()))
    if as_json:
        show({row.key: {at: _object(row, at) for at in row.cells} for row in rows})
        return
    if as_markdown:
        typer.echo(markdown(rows), nl=False)
        return
    why = reasons(rows)
    table([["", *headings(rows)], *([row.name, *cells(row, why)] for row in rows)])
    say("")
    say(legend())
    for place, sentence in enumerate(why, 1):
        say(f"{place}. {sentence}")


async def reported() -> Mapping[str, Capabilities]:
    """What the adapter of every service of the catalog reports without an account."""
    found = {}
    for key, service in SERVICES.items():
        # Whatever has the form of a key: nobody is asked.
        secrets = {field.name: field.mark + "0" * 32 for field in service.fields}
        provider = connect(key, Credentials(service.url, secrets))
        found[key] = provider.capabilities
        await provider.close()
    return found


def markdown(rows: Sequence[Row]) -> str:
    """The table with its reasons, for the README."""
    why = reasons(rows)
    lines = [["", *headings(rows)], ["---"] * (1 + len(headings(rows)))]
    lines += [[row.name, *cells(row, why)] for row in rows]
    written = [f"| {' | '.join(line)} |" for line in lines]
    written += ["", legend(), "", *(f"{place}. {sentence}" for place, sentence in enumerate(why, 1))]
    return "\n".join(written) + "\n"


def headings(rows: Sequence[Row]) -> Sequence[str]:
    """The services' names, with what is experimental marked so."""
    found = [SERVICES[key] for key in rows[0].cells]
    return [f"{one.name} ({tr('experimental')})" if one.experimental else one.name for one in found]


def cells(row: Row, why: Sequence[str]) -> Sequence[str]:
    """The row's cells in words, each with the number of its reason."""
    return [
        f"{cell.words} ({why.index(cell.why) + 1})" if cell.why else cell.words for cell in row.cells.values()
    ]


def legend() -> str:
    """What the signs in the table mean."""
    return tr("–: the service does not offer it over its API. A number in brackets: why, below.")


def _object(row: Row, service: str) -> dict[str, str]:
    cell = row.cells[service]
    return {"is": cell.words, "why": cell.why}
