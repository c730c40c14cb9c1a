"""Importing a file, reading it again, stopping it; what it did is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.announce import Announcement, ContactsChanged
from desktop.phonebook.entry import Fault
from desktop.phonebook.importing import import_file
from desktop.phonebook.report import BrokenOff, Report
from desktop.phonebook.text_file import UnreadableFile
from desktop.store import contact_duplicates, contact_edits, contacts
from desktop.store.contact_edits import Details
from desktop.store.contact_import import BATCH
from desktop.store.contacts import Number
from desktop.store.database import Database, StoreUnwritable
from tests.store.people import add, names, serve

MOBILE, DESK = "+447700900123", "+442079460958"
Import = Callable[..., Report]


@pytest.fixture
def bring(db: Database, tmp_path: Path) -> Import:
    """Imports these words as a file."""

    def bring(words: str, name: str = "people.csv") -> Report:
        path = tmp_path / name
        path.write_text(words, encoding="utf-8", newline="")
        return import_file(db, path, region="GB")

    return bring


def cards(*people: tuple[str, str, str]) -> str:
    """vCards of (UID, name, number)."""
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:{name}\r\nTEL:{number}\r\nTITLE:x\r\nEND:VCARD\r\n"
        for uid, name, number in people
    )


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.skipped


@pytest.mark.parametrize(
    "words",
    [
        "Name,Mobile,Notes\nZoë,07700 900123,x\nBen,07700 900124,\nNobody,,\n",
        cards(("1", "Zoë", MOBILE), ("2", "Ben", "+447700900124"), ("3", "Nobody", "")),
        cards(("", "Zoë", MOBILE), ("", "Ben", "+447700900124"), ("", "Nobody", "")),
    ],
)
def test_a_file_that_is_read_again_doubles_nobody(db: Database, bring: Import, words: str) -> None:
    assert counts(bring(words)) == (3, 0, 0, 0)
    before = contacts.listing(db)
    assert counts(bring(words)) == (0, 0, 3, 0)
    assert contacts.listing(db) == before
    assert names(db) == ["Ben", "Nobody", "Zoë"]
    assert contacts.name_of(db, MOBILE) == "Zoë"


def test_it_announces_once_and_only_if_it_changed_something(
    bring: Import, announced: list[Announcement]
) -> None:
    words = "Name,Mobile\n" + "".join(f"Person {at},+4477009{at:05}\n" for at in range(2 * BATCH))
    bring(words)
    assert announced == [ContactsChanged()]
    bring(words)
    assert announced == [ContactsChanged()]


def test_news_of_the_file_change_the_contact_by_its_uid(db: Database, bring: Import) -> None:
    bring(cards(("1", "Zoë", MOBILE)))
    (before,) = contacts.listing(db)
    assert counts(bring(cards(("1", "Zoë Patel", DESK)))) == (0, 1, 0, 0)
    (after,) = contacts.listing(db)
    assert (after.id, after.name, after.numbers) == (before.id, "Zoë Patel", (Number(DESK),))


def test_without_a_uid_it_is_known_by_its_name_and_one_of_its_numbers(db: Database, bring: Import) -> None:
    bring("Name,Mobile,Business Phone\nZoë,07700 900123,\nBen,07700 900124,\n")
    renumbered = "Name,Mobile,Business Phone\nZoë,07700 900123,\nBEN,07700 900124,020 7946 0958\n"
    assert counts(bring(renumbered)) == (0, 1, 1, 0)
    assert names(db, DESK) == ["BEN"]
    assert counts(bring(renumbered)) == (0, 0, 2, 0)


def test_another_name_with_the_same_number_is_another_person_and_is_offered(
    db: Database, bring: Import
) -> None:
    """Two files of one name, as every download has it: nobody is renamed without being asked."""
    bring("Name,Mobile,Notes\nAnna,07700 900123,VIP\n", "contacts.csv")
    report = bring("Name,Mobile\nBen Miller,07700 900123\n", "contacts.csv")
    assert (*counts(report), report.duplicates) == (1, 0, 0, 0, 1)
    report = bring("Name,Mobile\nAnna Patel,07700 900123\n", "contacts.csv")
    assert (report.added, report.updated) == (1, 0)
    assert [(one.name, one.notes) for one in contacts.listing(db)] == [
        ("Anna", "VIP"),
        ("Anna Patel", ""),
        ("Ben Miller", ""),
    ]


def test_the_same_file_downloaded_again_is_the_same_file(db: Database, bring: Import) -> None:
    bring("Name,Mobile,Phone\nZoë,07700 900123,\n", "Contacts.csv")
    more = "Name,Mobile,Phone\nZoë,07700 900123,020 7946 0958\n"
    assert counts(bring(more, "contacts (2).csv")) == (0, 1, 0, 0)
    report = bring("Name,Mobile,Phone\nZoë,07700 900123,020 7946 0959\n", "shop.csv")
    assert (report.added, report.duplicates) == (1, 1)
    assert names(db) == ["Zoë", "Zoë"]


def test_two_with_one_name_and_other_numbers_stay_two(db: Database, bring: Import) -> None:
    bring("Name,Mobile\nJohn Smith,07700 900123\n")
    assert counts(bring("Name,Mobile\nJohn Smith,07700 900124\n")) == (1, 0, 0, 0)
    assert len(contacts.listing(db, "john")) == 2


def test_a_likely_match_never_takes_who_is_somebody_else_in_the_file_for_certain(
    db: Database, bring: Import
) -> None:
    """Two who share the shop's telephone, the new one first."""
    bring("Name,Phone\nZoë,020 7946 0958\n")
    assert counts(bring("Name,Phone\nBen,020 7946 0958\nZoë,020 7946 0958\n")) == (1, 0, 1, 0)
    assert names(db) == ["Ben", "Zoë"]


def test_what_somebody_wrote_here_is_kept_while_the_file_says_nothing_new(
    db: Database, bring: Import
) -> None:
    words = "Name,Mobile\nZoe,07700 900123\n"
    bring(words)
    (zoe,) = contacts.listing(db)
    mine = Details("Zoë Patel", "Bicycles", (*zoe.numbers, Number(DESK, "work", True)), notes="Tea")
    contact_edits.edit(db, zoe.id, mine, region=None)
    assert counts(bring(words)) == (0, 0, 1, 0)
    assert Details.of(contacts.listing(db)[0]) == mine
    assert counts(bring("Name,Mobile,Phone\nZoe,07700 900123,07700 900555\n")) == (1, 0, 0, 0)


def test_a_number_typed_here_outlives_one_that_left_the_file(db: Database, bring: Import) -> None:
    bring(cards(("1", "Zoë", MOBILE)))
    (zoe,) = contacts.listing(db)
    contact_edits.edit(
        db, zoe.id, Details("Zoë", "", (Number(MOBILE), Number("+12025550199", "mine"))), region=None
    )
    bring(cards(("1", "Zoë", DESK)))
    (zoe,) = contacts.listing(db)
    assert zoe.numbers == (Number(DESK), Number("+12025550199", "mine"))


def test_a_contact_that_was_merged_is_not_brought_back_by_its_file(db: Database, bring: Import) -> None:
    words = "Name,Mobile\nZoe,07700 900123\nZoë Patel,07700 900123\n"
    assert bring(words).duplicates == 1
    (group,) = contact_duplicates.offered(db)
    contact_duplicates.merge(db, group.members[0].id, [one.id for one in group.members[1:]])
    assert counts(bring(words)) == (0, 0, 2, 0)
    assert len(contacts.listing(db)) == 1
    more = "Name,Mobile,Company\nZoe,07700 900123,\nZoë Patel,07700 900123,Bicycles\n"
    assert counts(bring(more)) == (0, 1, 1, 0)
    assert [(one.name, one.company) for one in contacts.listing(db)] == [("Zoe", "Bicycles")]


def test_possible_duplicates_are_counted_and_never_merged(db: Database, bring: Import) -> None:
    serve(db, ("1", "Z. Patel", MOBILE))
    add(db, "Ben", DESK)
    report = bring("Name,Phone\nZoë,07700 900123\nBenjamin,020 7946 0958\nAda,\n")
    assert (report.added, report.duplicates) == (3, 2)
    assert len(contacts.listing(db)) == 5


def test_who_is_in_the_phone_book_already_is_not_added(db: Database, bring: Import) -> None:
    serve(db, ("1", "Ben", DESK))
    zoe = add(db, "Zoë", MOBILE, notes="Tea")
    report = bring("Name,Phone,Company,Notes\nBEN,020 7946 0958,,\nZoe,07700 900123,Bicycles,Coffee\n")
    assert counts(report) == (0, 1, 1, 0)
    found = contacts.get(db, zoe.id)
    assert found is not None
    # Typed here by hand: the file fills gaps and takes nothing away.
    assert (found.name, found.company, found.notes) == ("Zoë", "Bicycles", "Tea")


def test_what_the_file_holds_twice_is_taken_once(db: Database, bring: Import) -> None:
    words = "Name,Mobile\nZoë,07700 900123\nZOE,+447700900123\n"
    assert counts(bring(words)) == (1, 0, 0, 1)
    report = bring(cards(("1", "Ben", DESK), ("1", "Ben", DESK), ("1", "Ada", "+12025550199")))
    assert counts(report) == (1, 0, 0, 1)
    assert [one.reason for one in report.bad] == [Fault.SAME_UID]
    assert names(db) == ["Ben", "Zoë"]


def test_bad_rows_are_reported_in_order_and_the_rest_is_taken(bring: Import) -> None:
    report = bring('Name,Mobile\nZoë,nonsense\n,,\nBen,"1\nAda,07700 900124\n')
    assert [(one.place, one.reason) for one in report.bad] == [(2, Fault.NUMBER_KEPT), (4, Fault.UNREADABLE)]
    assert report.added == 2


def test_progress_is_told_and_a_stopped_import_keeps_what_it_did(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Mobile\n" + "".join(f"Person {at},+4477009{at:05}\n" for at in range(3 * BATCH)))
    told: list[tuple[int, int]] = []

    def stop() -> bool:
        # Half of the work is reading; the first batch is stored after that.
        return told[-1][0] > 3 * BATCH // 2

    report = import_file(db, path, region=None, progress=lambda *now: told.append(now), cancelled=stop)
    assert (report.cancelled, report.added) == (True, BATCH)
    assert contacts.count(db) == BATCH
    done = [now for now, _ in told]
    assert done == sorted(done)
    report = import_file(db, path, region=None, progress=lambda *now: told.append(now))
    assert counts(report) == (2 * BATCH, 0, BATCH, 0)
    assert told[-1] == (3 * BATCH, 3 * BATCH)


def test_on_a_full_disk_it_says_what_was_taken_and_goes_on_from_there_later(
    db: Database, tmp_path: Path, announced: list[Announcement]
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "Name,Mobile,Notes\n" + "".join(f"P {at},+4477009{at:05},{'n' * 400}\n" for at in range(3 * BATCH))
    )
    room(db, 100)
    with pytest.raises(BrokenOff) as broken:
        import_file(db, path, region=None)
    assert isinstance(broken.value.cause, StoreUnwritable)
    taken = broken.value.report
    assert (taken.cancelled, taken.added, taken.bad) == (True, contacts.count(db), ())
    assert 0 < taken.added < 3 * BATCH
    assert announced == [ContactsChanged()]
    room(db, 100_000)
    assert counts(import_file(db, path, region=None)) == (3 * BATCH - taken.added, 0, taken.added, 0)


def room(db: Database, pages: int) -> None:
    """Let the file grow by so many pages more, as on a disk that is nearly full."""
    with db.reading() as session:
        connection = session.connection()
        used = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        connection.exec_driver_sql(f"PRAGMA max_page_count = {used + pages}")


def test_stopped_while_reading_nothing_is_stored(db: Database, bring: Import, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Mobile\nZoë,07700 900123\n")
    report = import_file(db, path, region=None, cancelled=lambda: True)
    assert report == Report(cancelled=True)
    assert contacts.listing(db) == []
    with pytest.raises(UnreadableFile):
        bring("", "empty.csv")


def test_lines_of_a_vcard_that_mean_nothing_here_are_kept(db: Database, bring: Import) -> None:
    bring(cards(("1", "Zoë", MOBILE)))
    (zoe,) = contacts.listing(db)
    assert contact_edits.extras(db, [zoe.id]) == {zoe.id: ("TITLE:x",)}
