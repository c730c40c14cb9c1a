"""Asking which file to read or to write, without holding anything up."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.contacts.export_model import Form
from desktop.wording import tr

_LONGEST_NAME = 80


def choose_to_read(parent: QWidget, title: str, filters: list[str], chosen: Callable[[Path], object]) -> None:
    """Show the dialog for an existing file; ``chosen`` gets it, unless somebody cancels."""
    dialog = _dialog(parent, title, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()


def choose_to_write(
    parent: QWidget,
    title: str,
    filters: list[str],
    suggested: str,
    chosen: Callable[[Path, int], object],
) -> None:
    """Show the dialog for a file to write; ``chosen`` gets it, and the place of the chosen filter.

    ``suggested`` is a name without an ending: the filter gives it, as in "CSV (*.csv)".
    """
    dialog = _dialog(parent, title, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)

    def end_with(chosen_filter: str) -> None:
        dialog.setDefaultSuffix(chosen_filter.rpartition("*.")[2].rstrip(")"))

    dialog.filterSelected.connect(end_with)
    end_with(filters[0])
    dialog.selectFile(suggested)
    dialog.fileSelected.connect(
        lambda name: chosen(Path(name), max(filters.index(dialog.selectedNameFilter()), 0))
    )
    dialog.open()


def _dialog(parent: QWidget, title: str, filters: list[str]) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAccessibleName(title)
    dialog.setNameFilters(filters)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def readable_filters() -> list[str]:
    """What an import reads."""
    return [tr("Contacts (*.vcf *.vcard *.csv *.txt)"), tr("All files (*)")]


def ask_where_to_export(parent: QWidget, suggested: str, chosen: Callable[[Path, Form], object]) -> None:
    """Ask in which form and where contacts are to be saved; ``suggested`` is a name for the file."""
    safe = "".join(sign if sign.isalnum() or sign in " -_" else "_" for sign in suggested).strip()
    filters = [
        tr("vCard 4 (*.vcf)"),
        tr("vCard 3, for older programs (*.vcf)"),
        tr("CSV, for spreadsheets (*.csv)"),
    ]
    choose_to_write(
        parent,
        tr("Export contacts"),
        filters,
        safe[:_LONGEST_NAME] or tr("contacts"),
        lambda path, place: chosen(path, list(Form)[place]),
    )
