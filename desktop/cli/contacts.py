"""``linedesk contacts``: the phone book listed, imported from vCard or CSV, and exported (I1)."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop import wording
from desktop.cli.printing import note, say, show, table
from desktop.cli.session import FAILED, USAGE, Session, give_up, opened, well_formed
from desktop.sms.phone import region_of
from desktop.store import contacts, lines
from desktop.store.contacts import Contact

if TYPE_CHECKING:
    from desktop.phonebook.report import Report

Json = Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")]
_BAD_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(
        help="The phone book: list, import, export.", no_args_is_help=True, rich_markup_mode=None
    )
    group.command("list")(list_contacts)
    group.command("import")(import_contacts)
    group.command("export")(export_contacts)
    app.add_typer(group, name="contacts")


def list_contacts(
    context: typer.Context,
    search: Annotated[str, typer.Argument(help="Part of a name, company, label or number.")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    as_json: Json = False,
) -> None:
    """Contacts by name, our own and the services'; nothing is asked of a service."""
    with opened(context) as session:
        found = contacts.listing(session.db, well_formed(search), limit=limit)
        if as_json:
            show([facts(one) for one in found])
            return
        table([[one.name, one.company, numbers_in_words(one)] for one in found])


def import_contacts(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A vCard (.vcf) or CSV file.")],
    country: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Where national numbers are, such as GB; else your first line's."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the rows that were not taken here, as CSV.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Take a file into the phone book. Reading it again updates what it brought before."""
    # Only these commands need the readers of files.
    from desktop.phonebook.importing import import_file
    from desktop.phonebook.report import BrokenOff, save
    from desktop.phonebook.text_file import UnreadableFile
    from desktop.phonebook.written import UnwritableFile

    with opened(context) as session:
        region = _region(session, country)
        try:
            done = import_file(session.db, file, region=region, progress=_progress())
            if report is not None:
                save(done, report, wording.import_fault)
        except BrokenOff as broken:
            note(_counts(broken.report))
            raise broken.cause from broken
        except UnreadableFile as error:
            give_up(wording.phonebook_file_trouble(error.reason, error.path.name, error.detail), FAILED)
        except UnwritableFile as error:
            give_up(wording.phonebook_file_trouble("not_writable", error.path.name, error.detail), FAILED)
    if as_json:
        show(
            {
                "added": done.added,
                "updated": done.updated,
                "unchanged": done.unchanged,
                "skipped": done.skipped,
                "possible_duplicates": done.duplicates,
                "bad": [{"line": one.place, "reason": one.reason, "text": one.excerpt} for one in done.bad],
            }
        )
        return
    say(_counts(done))
    for one in done.bad[:_BAD_SHOWN]:
        said = wording.import_fault(one.reason)
        note(wording.tr("Line {line}: {reason} {text}").format(line=one.place, reason=said, text=one.excerpt))
    if len(done.bad) > _BAD_SHOWN:
        more = len(done.bad) - _BAD_SHOWN
        note(
            wording.ntr(
                "{n} more row was not taken as it stands. --report FILE lists all.",
                "{n} more rows were not taken as they stand. --report FILE lists all.",
                more,
            )
        )
    if done.duplicates:
        note(
            wording.ntr(
                "{n} possible duplicate. Nothing was merged: the window offers it under Contacts.",
                "{n} possible duplicates. Nothing was merged: the window offers them under Contacts.",
                done.duplicates,
            )
        )


def _counts(done: "Report") -> str:
    return wording.tr(
        "{added} added, {updated} updated, {unchanged} unchanged, {skipped} twice in the file."
    ).format(added=done.added, updated=done.updated, unchanged=done.unchanged, skipped=done.skipped)


def export_contacts(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Ends in .csv for CSV; everything else is a vCard.")],
    search: Annotated[str, typer.Option(help="Only who matches.")] = "",
    old: Annotated[bool, typer.Option("--vcard3", help="vCard 3.0 instead of 4.0.")] = False,
    as_json: Json = False,
) -> None:
    """Write the phone book to a file that only you can read."""
    from desktop.phonebook.exporting import ExportKind, UnwritableFile, by_suffix, export_all

    with opened(context) as session:
        kind = ExportKind.VCARD3 if old else by_suffix(file)
        try:
            written = export_all(session.db, file, kind, well_formed(search))
        except UnwritableFile as error:
            give_up(wording.phonebook_file_trouble("not_writable", error.path.name, error.detail), FAILED)
    if as_json:
        show({"exported": written})
        return
    say(wording.ntr("{n} contact exported.", "{n} contacts exported.", written))


def facts(contact: Contact) -> dict[str, object]:
    """A contact for machines; ``account`` is null for our own."""
    return {
        "account": contact.account_id or None,
        "id": contact.remote_id,
        "name": contact.name,
        "company": contact.company,
        "email": contact.email,
        "notes": contact.notes,
        "numbers": [
            {
                "number": number.number,
                "label": number.label,
                "preferred": number.preferred,
                "understood": number.understood,
            }
            for number in contact.numbers
        ],
    }


def numbers_in_words(contact: Contact) -> str:
    """All numbers with their labels, on one line."""
    words = (f"{wording.number_label(one.label)} {one.number}".strip() for one in contact.numbers)
    return ", ".join(words)


def _region(session: Session, country: str | None) -> str | None:
    """Where national numbers are read: as asked for, else where the first line is."""
    if country is not None:
        code = country.strip().upper()
        if len(code) != 2 or not code.isascii() or not code.isalpha():
            give_up(
                wording.tr("{code} is no country code. It has two letters, such as GB.").format(code=country),
                USAGE,
            )
        return code
    first = next(iter(lines.listing(session.db)), None)
    return None if first is None else region_of(first.number) or first.country or None


def _progress() -> Callable[[int, int], None] | None:
    """A count on stderr while somebody watches."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        typer.echo(f"\r{done} / {total}", err=True, nl=done >= total)

    return tell
