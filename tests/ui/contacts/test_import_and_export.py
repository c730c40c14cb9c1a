"""Files: looked at before anything is written, imported with progress and a report, and written again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop.store import contacts
from desktop.store.database import Database
from desktop.ui.contacts.contacts_view import ContactsView
from desktop.ui.contacts.import_model import Field, ImportModel, Meaning, Step
from desktop.ui.contacts.import_rows_model import BAD_ROLE
from tests.ui.account import Account, names, unnamed
from tests.ui.contacts.conftest import Work

TABLE = """First Name;Last Name;Organisation;Mobile;Colour
Ada;Berg;Berg & Co;07700 900111;blue
;;;;
Omar;Haddad;;12 34 abc;red
Wei;Wang;Lantern Books;+44 7700 900113;020 7946 0113
"""
CARD = """BEGIN:VCARD
VERSION:4.0
FN:Ada Berg
TEL;TYPE=cell;VALUE=uri:tel:+447700900111
END:VCARD
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Three batches, which need room."""
    path = tmp_path / "many.csv"
    path.write_text("Name,Notes\n" + "".join(f"Person {at},{'n' * 400}\n" for at in range(600)))
    return path


def rows(page: ContactsView) -> list[str]:
    model = page.imports.rows.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def listed(account: Account) -> list[str]:
    return [one.name for one in contacts.listing(account.db)]


def chosen(page: ContactsView) -> list[str]:
    return [box.currentText() for box in page.imports.mapping.boxes]


def test_a_file_is_shown_as_it_would_be_read_and_nothing_is_written(
    page: ContactsView, account: Account, work: Work, table: Path
) -> None:
    page.import_file(table)
    assert "Reading the file …" in names(page.imports)
    work.run()
    assert chosen(page) == ["First name", "Last name", "Company", "Number: mobile", "Leave out"]
    assert rows(page)[0] == "Ada Berg, Berg & Co, mobile \u2068+44 7700 900111\u2069"
    assert page.imports.begin.hasFocus()
    assert "United Kingdom" in page.imports.summary.text()
    assert listed(account) == ["Nell", "Viktor", "Zoë Patel"]
    assert unnamed(page) == []


def test_another_meaning_of_a_column_changes_the_rows_at_once(
    page: ContactsView, work: Work, table: Path
) -> None:
    page.import_file(table)
    work.run()
    box = page.imports.mapping.boxes[4]
    box.setCurrentText("Number: work")
    box.activated.emit(box.currentIndex())
    work.run()
    assert any(
        row.startswith("Wei Wang") and "work \u2068+44 20 7946 0113\u2069" in row for row in rows(page)
    )


def test_two_quick_choices_both_count(imports: ImportModel, work: Work, table: Path) -> None:
    imports.open(table)
    work.run()
    imports.choose(0, Meaning(Field.COMPANY))
    imports.choose(2, Meaning(Field.NOTES))
    work.run()
    assert imports.preview is not None
    assert [one.field for one in imports.preview.mapping[:3]] == [Field.COMPANY, Field.FAMILY, Field.NOTES]


def test_without_anything_to_go_by_the_import_is_greyed_with_the_reason(
    page: ContactsView, imports: ImportModel, work: Work, table: Path
) -> None:
    page.import_file(table)
    work.run()
    for column in range(5):
        imports.choose(column, Meaning(Field.IGNORED))
    work.run()
    assert "Say which column" in page.imports.begin.reason
    page.imports.begin.click()
    assert imports.step is Step.PREVIEW


def test_an_import_counts_up_and_reports_every_line_that_it_did_not_take(
    page: ContactsView, imports: ImportModel, account: Account, work: Work, table: Path, tmp_path: Path
) -> None:
    page.import_file(table)
    work.run()
    counted: list[tuple[int, int]] = []
    imports.progressed.connect(lambda done, total: counted.append((done, total)))
    QTest.mouseClick(page.imports.begin, Qt.MouseButton.LeftButton)
    assert page.imports.progress.isVisible()
    assert page.imports.progress.cancel.hasFocus()
    work.run()
    assert counted[-1] == (3, 3)
    assert page.imports.progress.words.text() == "3 of 3"
    assert listed(account) == ["Ada Berg", "Nell", "Omar Haddad", "Viktor", "Wei Wang", "Zoë Patel"]
    report = page.imports.report
    assert "3 contacts were added." in report.summary
    model = report.rows.model()
    bad = [model.index(row, 0).data(BAD_ROLE) for row in range(model.rowCount())]
    assert any(one.excerpt.startswith("12 34") for one in bad)
    saved = tmp_path / "not imported.csv"
    report.save_wanted.emit(saved)
    assert "12 34 abc" in saved.read_text(encoding="utf-8-sig")
    assert report.said == "Saved in not imported.csv."
    QTest.mouseClick(report.done, Qt.MouseButton.LeftButton)
    assert page.list.hasFocus()
    assert page.list.model().rowCount() == 6


def test_reading_a_file_again_adds_nobody_twice(
    page: ContactsView, imports: ImportModel, account: Account, work: Work, table: Path
) -> None:
    for _ in range(2):
        page.import_file(table)
        work.run()
        imports.begin()
        work.run()
    assert "3 contacts were known already." in page.imports.report.summary
    assert len(listed(account)) == 6


def test_an_import_that_is_stopped_says_so(
    page: ContactsView, imports: ImportModel, work: Work, table: Path
) -> None:
    page.import_file(table)
    work.run()
    imports.begin()
    QTest.mouseClick(page.imports.progress.cancel, Qt.MouseButton.LeftButton)
    work.run()
    assert page.imports.report.summary.startswith("Stopped before the end.")


def test_an_import_that_the_disk_stops_says_what_was_taken_and_another_can_begin(
    page: ContactsView, imports: ImportModel, account: Account, work: Work, many: Path
) -> None:
    def bring(pages: int) -> str:
        """Import it with room for so many pages more; what is said then."""
        page.import_file(many)
        work.run()
        imports.begin()
        room(account.db, pages)
        work.run()
        assert imports.step is Step.DONE
        return page.imports.report.summary

    said = bring(100)
    added = len(listed(account)) - 3
    assert 0 < added < 600
    assert said.startswith("Stopped before the end.")
    assert f"{added} contacts were added." in said
    assert "Free some space" in said and "nobody is added twice" in said
    assert "Free some space" not in bring(100_000)
    assert len(listed(account)) == 603


def test_a_full_disk_from_the_start_says_that_nothing_was_imported(
    page: ContactsView, imports: ImportModel, account: Account, work: Work, many: Path
) -> None:
    page.import_file(many)
    work.run()
    imports.begin()
    room(account.db, 0)
    work.run()
    assert page.imports.waiting.headline.text() == "Nothing was imported"
    assert "Free some space" in page.imports.waiting.sentence.text()


def test_whatever_stops_an_import_another_one_can_begin(
    page: ContactsView,
    imports: ImportModel,
    work: Work,
    table: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page.import_file(table)
    work.run()
    imports.begin()
    monkeypatch.setattr("desktop.phonebook.importing.match", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        work.run()
    assert page.imports.waiting.headline.text() == "Nothing was imported"
    assert "Something unexpected happened" in page.imports.waiting.sentence.text()
    page.import_file(table)
    work.run()
    assert imports.step is Step.PREVIEW


def room(db: Database, pages: int) -> None:
    """Let the file grow by so many pages more, as on a disk that is nearly full."""
    with db.reading() as session:
        connection = session.connection()
        used = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        connection.exec_driver_sql(f"PRAGMA max_page_count = {used + pages}")


def test_another_file_waits_while_one_is_being_imported(
    page: ContactsView, imports: ImportModel, work: Work, table: Path, tmp_path: Path
) -> None:
    page.import_file(table)
    work.run()
    imports.begin()
    page.imports.leave()
    assert page.list.isVisible()
    page.import_file(tmp_path / "other.vcf")
    assert page.imports.progress.isVisible()
    assert imports.path == table


def test_a_vcard_shows_its_cards_and_needs_no_columns(
    page: ContactsView, work: Work, account: Account, imports: ImportModel, tmp_path: Path
) -> None:
    path = tmp_path / "ada.vcf"
    path.write_text(CARD, encoding="utf-8")
    page.import_file(path)
    work.run()
    assert not page.imports.mapping.isVisible()
    assert rows(page) == ["Ada Berg, mobile \u2068+44 7700 900111\u2069"]
    imports.begin()
    work.run()
    assert "Ada Berg" in listed(account)


def test_a_file_that_is_none_says_what_to_do(page: ContactsView, work: Work, tmp_path: Path) -> None:
    picture = tmp_path / "picture.vcf"
    picture.write_bytes(bytes(range(256)) * 8)
    page.import_file(picture)
    work.run()
    assert page.imports.waiting.headline.text() == "Nothing was imported"
    assert "picture.vcf" in page.imports.waiting.sentence.text()
    assert page.imports.waiting.button.hasFocus()
    page.import_file(tmp_path / "gone.csv")
    work.run()
    assert "gone.csv" in page.imports.waiting.sentence.text()
    QTest.keyClick(page.imports.waiting.button, Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_the_menu_leads_to_the_file_dialog_and_it_holds_nothing_up(
    page: ContactsView, work: Work, table: Path
) -> None:
    QTest.mouseClick(page.people.pane.more, Qt.MouseButton.LeftButton)
    (menu,) = page.people.pane.findChildren(QMenu)
    assert [one.text() for one in menu.actions() if not one.isSeparator()] == [
        "Import contacts…",
        "Export all…",
        "Look for duplicates",
    ]
    menu.actions()[0].trigger()
    menu.close()
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(table))
    dialog.reject()
    work.run()
    assert chosen(page)[0] == "First name"


def test_a_file_can_be_dropped_on_the_page_and_others_cannot(
    page: ContactsView, work: Work, table: Path
) -> None:
    def drop(name: str) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(name)])
        enter = QDragEnterEvent(
            QPoint(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        enter.ignore()
        page.dragEnterEvent(enter)
        if enter.isAccepted():
            page.dropEvent(
                QDropEvent(
                    QPointF(9, 9),
                    Qt.DropAction.CopyAction,
                    data,
                    Qt.MouseButton.LeftButton,
                    Qt.KeyboardModifier.NoModifier,
                )
            )
        return enter.isAccepted()

    assert not drop(str(table.with_suffix(".exe")))
    assert drop(str(table))
    work.run()
    assert page.imports.begin.isVisible()


@pytest.mark.parametrize(
    ("name", "filter_place", "begins"),
    [("all.vcf", 0, "BEGIN:VCARD\r\nVERSION:4.0"), ("all.vcf", 1, "BEGIN:VCARD\r\nVERSION:3.0")],
)
def test_all_contacts_are_exported_in_the_chosen_form(
    name: str, filter_place: int, begins: str, page: ContactsView, work: Work, tmp_path: Path
) -> None:
    page.people.pane.export_wanted.emit("")
    (dialog,) = page.findChildren(QFileDialog)
    dialog.selectNameFilter(dialog.nameFilters()[filter_place])
    dialog.fileSelected.emit(str(tmp_path / name))
    dialog.reject()
    work.run()
    assert (tmp_path / name).read_bytes().decode().startswith(begins)
    assert page.bar.text == f"3 contacts were saved in {name}."


def test_only_those_found_are_exported_where_that_is_asked_for(
    page: ContactsView, work: Work, tmp_path: Path
) -> None:
    QTest.keyClicks(page.search, "zo")
    QTest.mouseClick(page.people.pane.more, Qt.MouseButton.LeftButton)
    (menu,) = page.people.pane.findChildren(QMenu)
    (some,) = [one for one in menu.actions() if one.text() == "Export the 1 found…"]
    some.trigger()
    menu.close()
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "found.csv"))
    dialog.reject()
    work.run()
    written = (tmp_path / "found.csv").read_text(encoding="utf-8-sig")
    assert "Zoë Patel" in written and "Viktor" not in written


def test_one_contact_is_saved_from_its_card(page: ContactsView, work: Work, tmp_path: Path) -> None:
    QTest.mouseClick(page.card.export, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "one.vcf"))
    dialog.reject()
    work.run()
    assert "FN:Nell" in (tmp_path / "one.vcf").read_text()
    assert page.bar.text == "1 contact was saved in one.vcf."


def test_a_place_that_cannot_be_written_is_said(page: ContactsView, work: Work, tmp_path: Path) -> None:
    page.people.pane.export_wanted.emit("")
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "no such folder" / "all.vcf"))
    dialog.reject()
    work.run()
    assert "cannot be written" in page.bar.text
