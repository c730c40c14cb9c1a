"""Importing contacts from a file: what would come of it, how far it is, and what came of it.

A preview first, always: nothing is written before somebody pressed *Import*.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.contacts.contact_delegate import ContactDelegate
from desktop.ui.contacts.import_model import ImportModel, Step
from desktop.ui.contacts.import_progress import ImportProgress
from desktop.ui.contacts.import_rows_model import ImportRowsModel
from desktop.ui.contacts.mapping_view import MappingView
from desktop.ui.contacts.pane_head import PaneHead
from desktop.ui.contacts.report_view import ReportView
from desktop.ui.contacts.words import Words
from desktop.ui.empty_state import EmptyState
from desktop.ui.plain import one_line
from desktop.ui.refusing_button import RefusingButton
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowList
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import isolated, tr

if TYPE_CHECKING:
    from desktop.ui.contacts.import_model import Preview


class ImportView(QWidget):
    """Follows the model's steps; ``left`` when there is nothing more to see."""

    left = Signal()
    """Back to the contacts."""
    another_wanted = Signal()
    """Somebody wants to choose another file."""
    duplicates_wanted = Signal()
    """Somebody wants to look at possible duplicates."""

    def __init__(self, model: ImportModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._import = model
        self._seen = Step.NONE
        self.head = PaneHead(theme, tr("Back to the contacts (Esc)"), self)
        self.summary = Words(theme, role="muted")
        self.mapping = MappingView(theme)
        self.rows = RowList(theme, tr("The first entries as they would be read"))
        self._rows = ImportRowsModel(self.rows)
        self.rows.setModel(self._rows)
        self.rows.setItemDelegate(ContactDelegate(theme, self.rows))
        self.begin = RefusingButton(tr("Import"), theme)
        self.begin.setProperty("kind", "primary")
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setAutoDefault(True)  # Enter presses it, not Space alone
        self.waiting = EmptyState(theme, "file-in")
        self.progress = ImportProgress(theme)
        self.report = ReportView(theme)
        self._pages = QStackedWidget()
        self._preview = QWidget()
        for page in (self._preview, self.waiting, self.progress, self.report):
            self._pages.addWidget(page)
        self._lay_out()
        self.head.went_back.connect(self.leave)
        self.cancel.clicked.connect(lambda: self.leave())
        self.begin.used.connect(model.begin)
        self.mapping.chosen.connect(model.choose)
        self.waiting.acted.connect(self.another_wanted)
        self.progress.cancel_wanted.connect(model.cancel)
        self.report.done_wanted.connect(self.leave)
        self.report.duplicates_wanted.connect(self._look_at_duplicates)
        self.report.save_wanted.connect(self._save_report)
        model.changed.connect(self._show)
        model.progressed.connect(self.progress.show_progress)

    def leave(self) -> None:
        """Back to the contacts. An import that runs goes on until it is cancelled or done."""
        self._import.close()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wide = self.width() >= SIZES.two_panes
        self._both.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def _show(self) -> None:
        model = self._import
        self.head.say(tr("Import {file}").format(file=isolated(one_line(model.path.name))))
        fresh, self._seen = model.step is not self._seen, model.step
        match model.step:
            case Step.READING:
                self.waiting.say(tr("Reading the file …"), "")
                self._pages.setCurrentWidget(self.waiting)
            case Step.UNREADABLE:
                self.waiting.say(tr("Nothing was imported"), model.trouble, tr("Choose another file"))
                self._pages.setCurrentWidget(self.waiting)
                self.waiting.button.setFocus()
                announce(self, model.trouble, urgent=True)
            case Step.PREVIEW if model.preview is not None:
                self._show_preview(model.preview)
                self._pages.setCurrentWidget(self._preview)
                if fresh:
                    self.begin.setFocus()
            case Step.RUNNING:
                self.progress.begin()
                self._pages.setCurrentWidget(self.progress)
                self.progress.cancel.setFocus()
            case Step.DONE if model.report is not None:
                self.report.show_report(model.report, model.trouble)
                self._pages.setCurrentWidget(self.report)
                self.report.done.setFocus()
                announce(self, self.report.summary)

    def _show_preview(self, preview: "Preview") -> None:
        table = bool(preview.mapping)
        self.mapping.setVisible(table)
        if table:
            self.mapping.show_preview(preview)
        self._rows.show_rows(preview.rows, preview.bad)
        sentences = [self._what(preview)]
        if self._import.region:
            country = QLocale.territoryToString(QLocale.codeToTerritory(self._import.region))
            sentences.append(
                tr("Numbers without a country are read as in {country}.").format(country=country)
            )
        else:
            sentences.append(tr("Numbers without a country are kept as they are."))
        self.summary.setText(" ".join(sentences))
        self.begin.set_reason(
            ""
            if self._import.numbers_found
            else tr("Nothing can be read yet. Say which column holds the name, the company or a number.")
            if table
            else tr("No contact could be read in the beginning of this file. Choose another file.")
        )

    def _what(self, preview: "Preview") -> str:
        if not preview.mapping:
            return tr("Address cards (vCard).")
        if preview.has_header:
            return tr("A table in {encoding}, its first row names the columns.").format(
                encoding=preview.encoding.upper()
            )
        return tr("A table in {encoding} without names of columns.").format(encoding=preview.encoding.upper())

    def _look_at_duplicates(self) -> None:
        self._import.close()
        self.duplicates_wanted.emit()

    def _save_report(self, path: Path) -> None:
        trouble = self._import.save_report(path)
        self.report.say(trouble or tr("Saved in {file}.").format(file=one_line(path.name)), bool(trouble))

    def _lay_out(self) -> None:
        margin = 2 * SIZES.grid
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(0)
        self._both.addWidget(self.mapping, 1)
        self._both.addWidget(self.rows, 1)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(margin, SIZES.grid, margin, SIZES.grid)
        buttons.addWidget(ButtonRow((self.cancel, self.begin), at_end=True))
        self.summary.setContentsMargins(margin, 0, margin, SIZES.grid)
        preview = QVBoxLayout(self._preview)
        preview.setContentsMargins(0, 0, 0, 0)
        preview.setSpacing(0)
        preview.addWidget(self.summary)
        preview.addLayout(self._both, 1)
        preview.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)
