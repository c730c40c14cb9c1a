"""CSV of every make is read: delimiters, quotes, several numbers; bad rows are reported, not fatal."""

import pytest

from desktop.phonebook import csv_file
from desktop.phonebook.csv_file import Field, Meaning
from desktop.phonebook.entry import Bad, Entry, Fault, Read
from desktop.store.contact_details import Details
from desktop.store.contact_records import Number

MOBILE, DESK = "+447700900123", "+442079460958"


def read(words: str, mapping: csv_file.Mapping | None = None) -> list[Read]:
    shape = csv_file.shape(words)
    assert shape is not None
    return list(csv_file.entries(words, shape, mapping or shape.mapping, "GB"))


def details(words: str) -> list[Details]:
    return [one.details for one in read(words) if isinstance(one, Entry)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_delimiters_and_line_ends_are_found_out(delimiter: str, end: str) -> None:
    rows = [["Name", "Company", "Mobile"], ["Zoë", "Patel", "07700 900123"], ["Ben", "", "07700 900124"]]
    words = end.join(delimiter.join(row) for row in rows)
    assert details(words)[0] == Details("Zoë", "Patel", (Number(MOBILE, "mobile"),))
    assert len(details(words)) == 2


def test_excels_own_first_line_says_the_delimiter() -> None:
    words = "sep=|\r\nName|Phone\r\nPatel, Zoë; Dr|07700 900123\r\n"
    assert details(words) == [Details("Patel, Zoë; Dr", "", (Number(MOBILE),))]
    assert [one.place for one in read(words)] == [3]


def test_googles_labels_stars_and_several_numbers_of_a_cell_are_read() -> None:
    words = (
        "Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n"
        "Zoë,Front desk,020 7946 0958 ::: 020 7946 0959,* Mobile,07700 900123\n"
    )
    assert details(words)[0].numbers == (
        Number(DESK, "Front desk"),
        Number("+442079460959", "Front desk"),
        Number(MOBILE, "mobile", preferred=True),
    )


def test_outlooks_names_are_put_together_and_notes_keep_their_lines() -> None:
    words = 'First Name,Last Name,Mobile Phone,Notes\nZoë,Patel,07700 900123,"one\r\ntwo, ""three"""\n'
    assert details(words) == [
        Details("Zoë Patel", "", (Number(MOBILE, "mobile"),), notes='one\ntwo, "three"')
    ]


def test_without_a_header_the_first_row_is_a_contact() -> None:
    words = "Zoë,07700 900123\nBen,07700 900124\n"
    shape = csv_file.shape(words)
    assert shape is not None
    assert (shape.has_header, shape.columns) == (False, ("Zoë", "07700 900123"))
    assert [one.name for one in details(words)] == ["Zoë", "Ben"]


def test_people_may_say_themselves_what_the_columns_mean() -> None:
    words = "a,b,c\nx,07700 900123,020 7946 0958\n"
    mapping = (Meaning(Field.COMPANY), Meaning(Field.NUMBER, "Shop"), Meaning(Field.IGNORED))
    found = [one for one in read(words, mapping) if isinstance(one, Entry)]
    assert Details("", "x", (Number(MOBILE, "Shop"),)) in [one.details for one in found]


def test_rows_may_be_short_long_or_empty() -> None:
    words = "Name,Company,Mobile\n\n,,\nZoë\nBen,Quay,07700 900124,more,and more\n , ,\n"
    assert [one.name for one in details(words)] == ["Zoë", "Ben"]
    assert [one.place for one in read(words)] == [4, 5]


def test_an_apostrophe_that_guards_a_cell_is_taken_away() -> None:
    assert details("Name,Phone\n'=Zoë,'+447700900123\n") == [Details("=Zoë", "", (Number(MOBILE),))]


def test_a_row_that_says_nobody_is_reported_with_its_line() -> None:
    found = read('Name,Phone,E-mail\nZoë,1,"a\nb"\n,,x@example.com\n')
    assert isinstance(found[0], Entry)
    assert found[1] == Bad(4, Fault.EMPTY, ",,x@example.com")


def test_a_quotation_mark_that_nobody_closes_costs_one_row() -> None:
    words = (
        "Name,Phone\n" + 'Zoë,"07700 900123\n' + "".join(f"Ben {at},07700900{at:03}\n" for at in range(500))
    )
    found = read(words)
    assert [one.place for one in found if isinstance(one, Bad)] == [2]
    assert len([one for one in found if isinstance(one, Entry)]) == 500
    few = read('Name,Phone\nZoë,"1\nBen,07700900124\n')
    assert [type(one) for one in few] == [Bad, Entry]


@pytest.mark.parametrize("cell", ["x" * 10_000_000, '"' * 99_999, "\u202e=1", "," * 10_000])
def test_a_hostile_row_does_not_take_its_neighbours_along(cell: str) -> None:
    found = read(f"Name,Phone\nZoë,07700900123\n{cell},2\nBen,07700900124\n")
    names = [one.details.name for one in found if isinstance(one, Entry)]
    assert (names[0], names[-1]) == ("Zoë", "Ben")


def test_a_file_without_rows_has_no_shape() -> None:
    assert csv_file.shape("") is None
    assert csv_file.shape("\n\n  \n") is None
