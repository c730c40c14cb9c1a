"""What came of an import: how many were added, changed or left as they were, and every row that was not."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.contacts.contact_delegate import ContactDelegate
from desktop.ui.contacts.file_choice import choose_to_write
from desktop.ui.contacts.import_rows_model import ImportRowsModel
from desktop.ui.contacts.words import Words
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowList
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import ntr, tr

if TYPE_CHECKING:
    from desktop.ui.contacts.import_model import Report


class ReportView(QWidget):
    """Its list holds the bad rows; it is hidden where all went well."""

    done_wanted = Signal()
    duplicates_wanted = Signal()
    save_wanted = Signal(Path)
    """Somebody wants the bad rows written to this file."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._headline = Words(theme, "title")
        self._sentences = Words(theme)
        self._said = Words(theme, role="muted")
        self.rows = RowList(theme, tr("Lines that were not taken as they stand"))
        self._rows = ImportRowsModel(self.rows)
        self.rows.setModel(self._rows)
        self.rows.setItemDelegate(ContactDelegate(theme, self.rows))
        self.done = QPushButton(tr("Done"))
        self.done.setProperty("kind", "primary")
        self.duplicates = QPushButton(tr("Look at duplicates"))
        self.save = QPushButton(tr("Save report…"))
        for button in (self.done, self.duplicates, self.save):
            button.setAutoDefault(True)  # Enter presses it, not Space alone
        self._lay_out()
        self.done.clicked.connect(lambda: self.done_wanted.emit())
        self.duplicates.clicked.connect(lambda: self.duplicates_wanted.emit())
        self.save.clicked.connect(lambda: self._ask_where())

    @property
    def summary(self) -> str:
        """All of the report but the rows, as it is read out."""
        return f"{self._headline.text()}. {self._sentences.text()}"

    @property
    def said(self) -> str:
        """What became of saving the report."""
        return self._said.text()

    def show_report(self, report: "Report", trouble: str = "") -> None:
        """Show what came of an import; ``trouble`` says why it could not be finished."""
        self._headline.setText(tr("Stopped before the end") if report.cancelled else tr("Imported"))
        self._sentences.setText("\n".join([*([trouble] if trouble else []), *_sentences(report)]))
        self._rows.show_rows((), report.bad)
        self.rows.setVisible(bool(report.bad))
        self.save.setVisible(bool(report.bad))
        self.duplicates.setVisible(bool(report.duplicates))
        self.say("", False)

    def say(self, sentence: str, trouble: bool) -> None:
        """What became of saving the report; "" takes it away."""
        self._said.say(sentence)
        self._said.set_role("bad" if trouble else "muted")
        if sentence:
            announce(self, sentence, urgent=trouble)

    def _ask_where(self) -> None:
        choose_to_write(
            self,
            tr("Save the lines that were not taken as they stand"),
            [tr("CSV, for spreadsheets (*.csv)")],
            tr("not imported"),
            lambda path, _: self.save_wanted.emit(path),
        )

    def _lay_out(self) -> None:
        margin = 2 * SIZES.grid
        words = QVBoxLayout()
        words.setContentsMargins(margin, margin, margin, SIZES.grid)
        words.setSpacing(SIZES.half_grid)
        for label in (self._headline, self._sentences, self._said):
            words.addWidget(label)
        more = QVBoxLayout()
        more.setContentsMargins(margin, 0, margin, SIZES.grid)
        more.addWidget(ButtonRow((self.duplicates, self.save)))
        last = QVBoxLayout()
        last.setContentsMargins(margin, SIZES.grid, margin, SIZES.grid)
        last.addWidget(ButtonRow((self.done,), at_end=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(words)
        layout.addLayout(more)
        layout.addWidget(self.rows, 4)
        layout.addStretch(1)
        layout.addLayout(last)


def _sentences(report: "Report") -> list[str]:
    counted = [
        (report.added, ntr("{n} contact was added.", "{n} contacts were added.", report.added)),
        (report.updated, ntr("{n} contact was updated.", "{n} contacts were updated.", report.updated)),
        (
            report.unchanged,
            ntr("{n} contact was known already.", "{n} contacts were known already.", report.unchanged),
        ),
        (
            report.skipped,
            ntr(
                "{n} entry stands in the file twice and was taken once.",
                "{n} entries stand in the file twice and were taken once.",
                report.skipped,
            ),
        ),
        (
            len(report.bad),
            ntr(
                "{n} line was not taken as it stands.",
                "{n} lines were not taken as they stand.",
                len(report.bad),
            ),
        ),
        (
            report.duplicates,
            ntr(
                "{n} may be a duplicate. Nothing was merged.",
                "{n} may be duplicates. Nothing was merged.",
                report.duplicates,
            ),
        ),
    ]
    said = [sentence for count, sentence in counted if count]
    if report.cancelled:
        said.append(tr("What was imported until then stays."))
    return said or [tr("There was no contact in the file.")]
