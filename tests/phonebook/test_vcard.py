"""vCards of all three versions, as phones and programs write them, are read; bad ones are reported."""

import pytest

from desktop.phonebook import vcard
from desktop.phonebook.entry import Bad, Entry, Fault
from desktop.store.contact_details import Details
from desktop.store.contact_records import Number

MOBILE, DESK = "+447700900123", "+442079460958"


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def entry(*lines: str, version: str = "3.0", region: str | None = "GB") -> Entry:
    (found,) = vcard.read(card(*lines, version=version), region)
    assert isinstance(found, Entry), found
    return found


def test_a_card_of_an_old_phone() -> None:
    found = entry(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=",
        " M=C3=BCller",
        "TEL;CELL;PREF:07700 900123",
        "TEL;WORK;VOICE:020 7946 0958",
        "NOTE;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Gr=FC=DFe=0D=0Aaus Bern",
        version="2.1",
    )
    assert found.details == Details(
        "Jörg Müller", "", (Number(MOBILE, "mobile", True), Number(DESK, "work")), "", "Grüße\naus Bern"
    )
    assert found.place == 1


@pytest.mark.parametrize(
    "line", ["FN;ENCODING=QUOTED-PRINTABLE:J=F6rg", "FN;quoted-printable;CHARSET=windows-1252:J=F6rg"]
)
def test_an_old_phone_may_leave_out_its_charset(line: str) -> None:
    assert entry(line, version="2.1").details.name == "Jörg"


def test_a_card_of_a_mail_program() -> None:
    found = entry(
        "N:Patel;Zoë;;;",
        "FN:Zoë Patel",
        r"ORG:Patel\, Patel & Co\;;Repairs",
        "TEL;TYPE=CELL,PREF:+44 7700 900123",
        "TEL;TYPE=WORK;TYPE=FAX:020 7946 0958",
        "EMAIL;TYPE=INTERNET:zoe@example.com",
        "EMAIL:second@example.com",
        r"NOTE:Likes tea\, not coffee.\nRings at nine.",
        "UID:abc-1",
        "TITLE:Owner",
        "item2.URL:https://example.com",
        "X-CUSTOM;TYPE=a:1",
        "PRODID:-//A//B//EN",
        "PHOTO;ENCODING=b:AAAA",
    )
    assert found.details == Details(
        "Zoë Patel",
        "Patel, Patel & Co;, Repairs",
        (Number(MOBILE, "mobile", True), Number(DESK, "fax")),
        "zoe@example.com",
        "Likes tea, not coffee.\nRings at nine.",
    )
    assert found.uid == "abc-1"
    assert found.extra == (
        "EMAIL:second@example.com",
        "TITLE:Owner",
        "URL:https://example.com",
        "X-CUSTOM;TYPE=a:1",
    )


def test_a_card_of_today() -> None:
    found = entry(
        "FN:Zoë",
        f"TEL;VALUE=uri;PREF=2;TYPE=work:tel:{DESK}",
        'TEL;VALUE=uri;PREF=1;TYPE="voice,cell":tel:+44-7700-900123',
        "item1.TEL:+12025550199",
        "item1.X-ABLabel:Front desk",
        "item2.TEL:+12025550198",
        "item2.X-ABLabel:_$!<Home>!$_",
        "KIND:individual",
        version="4.0",
    )
    assert found.details.numbers == (
        Number(DESK, "work"),
        Number(MOBILE, "mobile", True),
        Number("+12025550199", "Front desk"),
        Number("+12025550198", "home"),
    )


def test_a_name_is_put_together_where_only_its_parts_are_there() -> None:
    assert entry("N:Patel;Zoë;Maria;Dr;").details.name == "Zoë Maria Patel"
    assert entry(r"N:van der Berg\;x;Jo").details.name == "Jo van der Berg;x"
    assert entry("N:Patel\\;Zoë\\").details.name == "Patel;Zoë\\"


def test_the_name_of_a_company_is_no_persons_name() -> None:
    assert entry("N:;;;;", "FN:Patel Bicycles", "ORG:Patel Bicycles").details == Details("", "Patel Bicycles")
    assert entry("FN:+447700900123", "TEL:+447700900123", version="4.0").details.name == ""


def test_a_number_that_cannot_be_read_is_kept_as_it_is_written() -> None:
    found = entry("FN:Zoë", "TEL:ask at the bar", f"TEL;VALUE=uri:tel:{DESK};ext=12")
    assert found.details.numbers == (Number("ask at the bar"), Number(f"tel:{DESK};ext=12"))
    assert entry("FN:Zoë", "TEL:07700 900123", region=None).details.numbers == (Number("07700 900123"),)


def test_one_bad_card_is_reported_with_its_place_and_the_rest_go_on() -> None:
    words = (
        card("FN:Zoë")
        + card("TITLE:Nobody")
        + card("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=klingon:J=F6rg")
        + card("FN:Team", "KIND:group", version="4.0")
        + card("FN:Ben")
    )
    found = list(vcard.read(words, None))
    assert [one.details.name for one in found if isinstance(one, Entry)] == ["Zoë", "Ben"]
    assert [(one.place, one.reason) for one in found if isinstance(one, Bad)] == [
        (5, Fault.EMPTY),
        (9, Fault.CHARSET),
        (13, Fault.GROUP),
    ]


def test_a_line_that_is_none_is_reported_and_its_card_is_read() -> None:
    found = list(vcard.read(card("FN:Zoë", "a note that nobody folded"), None))
    assert found == [
        Bad(1, Fault.LINE_LEFT_OUT, "a note that nobody folded"),
        Entry(1, Details("Zoë")),
    ]


@pytest.mark.parametrize(
    "line",
    [
        'TEL;A="' * 200 + ":1",
        "TEL;" + "=,;" * 600 + ":1",
        "N:" + "\\" * 100_001,
        "N:" + ";" * 100_000,
        "NOTE:" + "x" * 10_000_000,
        "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=" * 100_000,
        "FN:\u202eeve\u2066\x07\x1b[2J",
        "X" * 10_000_000,
    ],
)
def test_hostile_lines_neither_hang_nor_take_their_neighbours_along(line: str) -> None:
    found = list(vcard.read(card("FN:Zoë", line) + card("FN:Ben"), "GB"))
    assert isinstance(found[-1], Entry)
    assert found[-1].details.name == "Ben"
    names = [one.details.name for one in found if isinstance(one, Entry)]
    assert all(name.isprintable() for name in names)


def test_lines_that_mean_nothing_here_are_kept_up_to_a_bearable_number() -> None:
    found = entry("FN:Zoë", *(f"X-{at}:1" for at in range(200)), "X-LONG:" + "x" * 5_000)
    assert len(found.extra) == 50
    assert entry("FN:Z", "ADR;ENCODING=QUOTED-PRINTABLE:;;1=0D=0AHigh St;;;;", version="2.1").extra == (
        "ADR:;;1\\nHigh St;;;;",
    )


def test_a_kept_line_is_one_line_whatever_it_was_encoded_from() -> None:
    hostile = "X-FOO;ENCODING=QUOTED-PRINTABLE:a=0DTEL:+19005550199=0D=0AX-B:c=07=C2=85d=E2=80=A8e"
    assert entry("FN:Eve", hostile, version="2.1").extra == (r"X-FOO:a\nTEL:+19005550199\nX-B:c\nd\ne",)
    assert entry("FN:Eve", "UID;QUOTED-PRINTABLE:1=0DNOTE:x=07", version="2.1").uid == "1NOTE:x"
