"""What is done to a window until it shows contacts and imports: for the lines of ``gallery_scenes``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop import samples
from desktop.ui.contacts.import_model import Step

if TYPE_CHECKING:
    from desktop.ui.gallery import Room


def one(room: Room) -> None:
    """An own contact."""
    room.window.show_page("contacts")
    room.furnishing.contacts.search.setText("900141")
    room.furnishing.contacts.people.pane.shown.emit()


def deleted(room: Room) -> None:
    """It was deleted, and can be brought back."""
    one(room)
    room.furnishing.contacts.people.delete_current()


def form(room: Room) -> None:
    """A new contact with a number that cannot be read."""
    room.window.show_page("contacts")
    room.furnishing.contacts.add_with("020 7946 0999 12")
    room.furnishing.contacts.form.numbers.add()
    room.furnishing.contacts.form.leave()


def duplicates(room: Room) -> None:
    """Who may be the same."""
    room.window.show_page("contacts")
    room.furnishing.contacts.review_duplicates()


def import_(room: Room) -> None:
    """A file before it is imported."""
    imports, page = room.furnishing.imports, room.furnishing.contacts
    room.window.show_page("contacts")
    page.pages.setCurrentWidget(page.imports)
    imports.path, imports.preview = Path("customers.csv"), samples.import_preview()
    imports.step = Step.PREVIEW
    imports.changed.emit()


def import_runs(room: Room) -> None:
    """While it is."""
    import_(room)
    room.furnishing.imports.step = Step.RUNNING
    room.furnishing.imports.changed.emit()
    room.furnishing.imports.progressed.emit(4200, 10_000)


def import_report(room: Room) -> None:
    """What came of it."""
    import_(room)
    room.furnishing.imports.report = samples.import_report()
    room.furnishing.imports.step = Step.DONE
    room.furnishing.imports.changed.emit()
