"""Files of contacts, broken and built to hurt: typed errors, nothing lost in silence, bounded memory."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.announce import Announcer
from desktop.phonebook import csv_file, report, text_file, vcard
from desktop.phonebook.csv_headers import meaning_of, suggested
from desktop.phonebook.entry import EXCERPT, Bad, Entry
from desktop.phonebook.guard import guarded, unguarded
from desktop.phonebook.importing import import_file
from desktop.phonebook.preview import Opened, open_file, preview
from desktop.phonebook.report import BrokenOff
from desktop.phonebook.text_file import UnreadableFile
from desktop.phonebook.vcard_property import NoProperty, taken_apart
from desktop.phonebook.vcard_writer import card
from desktop.sms.phone import parse
from desktop.store import contacts
from desktop.store.contact_details import Details
from desktop.store.contact_records import Number
from desktop.store.database import open_database
from tests.fuzz.counting import tried
from tests.fuzz.inputs import FEW, FUZZ, LONG, NASTY, broken, sound, texts

KIND = "contact files"
VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë Ōta\r\nN:Ōta;Zoë;;;\r\nTEL;TYPE=CELL,pref:+44 7700 900123\r\n"
    "item1.TEL:020 7946 0018\r\nitem1.X-ABLabel:_$!<Shop>!$_\r\nEMAIL;TYPE=INTERNET:zoe@example.com\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:one=0Atwo=\r\n three\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n"
    " AAAA\r\nUID:abc-1\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:Wei\r\nTEL;VALUE=uri;PREF=1:tel:"
    "+1-202-555-0123\r\nORG:Mill\\, Sons;Dept\r\nKIND:individual\r\nEND:VCARD\r\n"
).encode()
CSV = (
    'Name,Phone 1 - Label,Phone 1 - Value,E-mail,Notes\r\n"Zoë, Ōta",*Mobile,+44 7700 900123,zoe@example.com,'
    '"two\nlines"\r\nWei,Work,\'+1 202 555 0123 ::: 020 7946 0018,,"=1+1"\r\n'
).encode()
_VCARD_LINES = (
    *(
        "BEGIN:VCARD",
        "END:VCARD",
        "VERSION:2.1",
        "VERSION:4.0",
        "AGENT:",
        "FN:",
        "N:;;;;",
        "TEL:",
        "TEL;",
        "=",
        "=",
    ),
    *(
        "NOTE;QUOTED-PRINTABLE:=",
        "NOTE;CHARSET=utf-7:",
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=idna:a",
        "PHOTO:A",
    ),
    *(
        'TEL;TYPE="a,b",c;X=:1234567',
        "item1.TEL:+447700900123",
        "UID:",
        "KIND:group",
        " folded",
        "\tfolded",
        "",
    ),
    *(
        "BEGIN:VCARD\rFN:a\rEND:VCARD",
        "X-" + "A" * 3000 + ":x",
        "FN;CHARSET=undefined:x",
        "TEL;PREF=999:12345678",
    ),
)
vcards = st.lists(st.one_of(st.sampled_from(_VCARD_LINES), sound), max_size=25).map("\r\n".join)
_CELLS = (
    "Name",
    "Phone",
    "E-mail",
    '"',
    '""',
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "+447700900123",
    "=1+1",
    "sep=;",
    "'",
    "|",
)
tables = st.lists(st.one_of(st.sampled_from(_CELLS), st.sampled_from(NASTY), sound), max_size=40).map("".join)
files = st.one_of(
    st.just(VCARD).flatmap(broken),
    st.just(CSV).flatmap(broken),
    vcards.map(str.encode),
    tables.map(lambda words: words.encode("utf-8", "surrogatepass")),
    st.binary(max_size=600),
    st.tuples(
        st.sampled_from(("utf-16", "utf-32", "utf-8-sig", "cp1252", "utf-16-be")),
        st.sampled_from((VCARD, CSV)),
    ).map(lambda pair: pair[1].decode().encode(pair[0], "replace")),
)


def file_of(tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str) -> Path:
    path: Path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(content)
    return path


def opened(path: Path) -> Opened | None:
    try:
        return open_file(path)
    except UnreadableFile as error:
        assert error.reason in ("not_readable", "too_large", "no_text", "no_contacts")
        return None


@FUZZ
@given(files, st.sampled_from(("contacts.vcf", "contacts.csv", "contacts.bin")))
def test_every_entry_of_a_file_is_read_or_reported(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    tried(KIND)
    path = file_of(tmp_path_factory, content, name)
    found = opened(path)
    if found is None:
        return
    for one in found.entries("GB"):
        assert one.place >= 1
        if isinstance(one, Bad):
            assert len(one.excerpt) <= EXCERPT + 1
            assert "\n" not in one.excerpt
        else:
            details = one.details
            assert details.name or details.company or details.numbers
            for text in (details.name, details.company, details.email, one.uid):
                assert text.encode("utf-8", "surrogatepass") is not None
                assert "\n" not in text
    preview(path, region=None)


@FUZZ
@given(vcards)
def test_no_card_vanishes_without_a_word(words: str) -> None:
    """As many begin as are read, reported, or stand inside another as its agent."""
    tried(KIND)
    begun = sum(
        line.strip().upper() == "BEGIN:VCARD"
        for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    found = list(vcard.read(words, "GB"))
    whole = [one for one in found if isinstance(one, Entry)]
    assert len(whole) <= begun
    if begun and "AGENT" not in words.upper() and "quoted-printable" not in words.lower():
        assert found


@FUZZ
@given(texts)
def test_any_line_of_a_card_is_taken_apart_or_is_none(raw: str) -> None:
    tried(KIND)
    try:
        found = taken_apart(raw)
    except (NoProperty, UnicodeError, LookupError):
        return
    assert found.name == found.name.upper()


@FUZZ
@given(tables)
def test_no_row_of_a_table_vanishes_without_a_word(words: str) -> None:
    tried(KIND)
    shape = csv_file.shape(words)
    if shape is None:
        return
    suggested(shape.columns, [shape.columns])
    for title in shape.columns:
        meaning_of(title)
    for one in csv_file.entries(words, shape, shape.mapping, None):
        assert one.place >= 1


@FUZZ
@given(texts)
def test_a_guarded_cell_is_what_it_was_and_begins_no_formula(cell: str) -> None:
    tried(KIND)
    safe = guarded(cell)
    assert unguarded(safe) == cell or cell.startswith("'")
    assert safe[:1] not in ("=", "-", "@", "\t", "\r") or safe == cell == ""


@FUZZ
@given(sound, sound, sound, st.lists(st.tuples(sound, sound), max_size=3), sound)
def test_a_contact_that_is_written_is_read_as_the_same(
    name: str, company: str, email: str, numbers: list[tuple[str, str]], notes: str
) -> None:
    tried(KIND)
    details = Details(name, company, tuple(Number(number, label) for number, label in numbers), email, notes)
    for version in ("3.0", "4.0"):
        written = card(details.own("uid-1"), version)
        assert written.count("END:VCARD\r\n") >= 1
        found = list(vcard.read(written, None))
        assert len(found) == 1, found


@FEW
@given(st.lists(files, min_size=1, max_size=2))
def test_an_import_of_anything_ends_in_a_report_and_leaves_the_phone_book_whole(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]
) -> None:
    db = open_database(tmp_path_factory.getbasetemp() / "contacts.db", Announcer())
    try:
        for content in contents:
            tried(KIND)
            path = file_of(tmp_path_factory, content, "import.vcf")
            try:
                done = import_file(db, path, region="GB")
            except UnreadableFile:
                continue
            except BrokenOff as broken_off:
                raise AssertionError("an import broke off") from broken_off.cause
            again = import_file(db, path, region="GB")
            assert again.added == 0
            report.save(done, path.with_suffix(".report"), str)
        contacts.listing(db)
    finally:
        db.close()


_LINES = 20_000 if LONG else 300


@pytest.mark.parametrize(
    "content",
    [
        b"BEGIN:VCARD\r\n" + b"TEL;TYPE=a,b,c:+447700900123\r\n" * _LINES + b"END:VCARD\r\n",
        b"BEGIN:VCARD\r\nFN:a\r\nEND:VCARD\r\n" * _LINES,
        b"BEGIN:VCARD\r\n" * 2 * _LINES,
        b"BEGIN:VCARD\r\nNOTE:" + b"x\r\n " * 8 * _LINES + b"\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nNOTE;QUOTED-PRINTABLE:" + b"=3D=\r\n" * 8 * _LINES + b"\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nFN:a\r\nPHOTO:" + b"A" * 2_000_000 + b"\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nFN" + b";" * 2_000_000 + b"\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nN:" + b"\\;" * 90_000 + b"\r\nEND:VCARD\r\n",
        b"Name,Phone\r\n" + b"a,+447700900123\r\n" * 2 * _LINES,
        b"Name,Phone\r\n" + b'"' * 2_000_000,
        b"Name,Phone\r\n" + b'"\n' * 4 * _LINES,
        b"Name,Phone\r\na," + b"," * 20 * _LINES,
        b"Name,Phone\r\na," + b"+447700900123 ::: " * 2 * _LINES,
        b"Name,Phone\r\na," + b"x" * 2_000_000 + b"\r\nb,+447700900123\r\n",
        b"sep=" + b"=;" * 10 * _LINES,
        b" " * 2_000_000,
        b"\xff\xfe" + b"a\0" * 500_000,
    ],
    ids=lambda content: f"{content[:24]!r} {len(content) // 1000} KB",
)
def test_a_large_file_takes_memory_in_proportion(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """And time: what is not linear would not end within this test's limit."""
    tried(KIND)
    path = file_of(tmp_path_factory, content, "large.vcf")
    size = len(content)
    parse("020 7946 0018", "GB")  # the tables of all countries are no part of it
    tracemalloc.start()
    try:
        found = text_file.read(path)
        assert len(found.words) <= size
        understood = opened(path)
        if understood is not None:
            for _ in understood.entries("GB"):
                pass
        assert tracemalloc.get_traced_memory()[1] < 60 * size + 1_000_000
    finally:
        tracemalloc.stop()
