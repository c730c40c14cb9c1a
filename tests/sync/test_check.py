"""What a check finds out is stored, and texting goes on without a phone book."""

from datetime import datetime
from decimal import Decimal

import pytest
from sqlmodel import select

from desktop.announce import AccountChanged, LinesChanged
from desktop.providers.base import (
    ON,
    BadRow,
    Balance,
    Busy,
    Capabilities,
    Checked,
    Line,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    Unreachable,
)
from desktop.store import accounts, calls, contacts, lines
from desktop.store.database import Database
from desktop.store.tables import BadRowRow
from desktop.sync.check import Checking, check, fetch_more, keep
from desktop.sync.outbox import Outbox
from tests.sync.fake_service import ACCOUNT, LINE, FakeService, Heard, states, with_everything, written


async def test_lines_balance_and_capabilities_are_stored_and_told(
    db: Database, service: FakeService, heard: Heard
) -> None:
    """A4, G1."""
    service.lines = (Line("42", LINE, "Support"), Line("44", "+448081570123", can_send=False))
    checked = await check(db, ACCOUNT, service)
    assert checked.lines == service.lines
    assert [(line.number, line.can_send) for line in lines.listing(db)] == [
        (LINE, None),
        ("+448081570123", False),
    ]
    assert accounts.known(db, ACCOUNT).capabilities
    assert heard.all[-2:] == [LinesChanged(ACCOUNT), AccountChanged(ACCOUNT)]
    told = len(heard.all)
    await check(db, ACCOUNT, service)
    assert len(heard.all) == told


async def test_a_balance_keeps_its_decimals_and_its_absence_is_not_zero(db: Database) -> None:
    can = Capabilities(currency="USD")
    await keep(db, ACCOUNT, Checked((), can, Balance(Decimal("1E+3"), "EUR")))
    known = accounts.known(db, ACCOUNT)
    assert (known.balance, known.currency) == ("1000", "EUR")
    await keep(db, ACCOUNT, Checked((), can))
    known = accounts.known(db, ACCOUNT)
    assert (known.balance, known.currency) == (None, "USD")


async def test_the_moment_of_a_balance_is_that_of_a_check_that_saw_it(db: Database) -> None:
    """B24: an answer that is missing makes no old balance new, and the same one is not written each time."""

    def moment() -> datetime | None:
        return accounts.known(db, ACCOUNT).balance_at

    able, wallet = Capabilities(balance=ON), Balance(Decimal("0"), "EUR")
    await keep(db, ACCOUNT, Checked((), able, wallet))
    first = moment()
    assert first is not None
    await keep(db, ACCOUNT, Checked((), able, wallet))
    await keep(db, ACCOUNT, Checked((), able, unclear=frozenset({"balance"})))
    assert moment() == first
    later = first + accounts.RENEWED
    told = accounts.known(db, ACCOUNT).capabilities or ""
    accounts.learn(db, ACCOUNT, capabilities=told, balance="0", currency="EUR", balance_at=later)
    assert moment() == later


async def test_a_check_that_fails_leaves_what_was_known(db: Database, service: FakeService) -> None:
    """E1: what was learned stays readable with no network."""
    await check(db, ACCOUNT, service)
    service.trouble["check"] = Unreachable("ConnectError")
    with pytest.raises(Unreachable):
        await check(db, ACCOUNT, service)
    assert [line.number for line in lines.listing(db)] == [LINE]


def numbers(db: Database) -> list[str]:
    return [line.number for line in lines.listing(db)]


async def test_a_list_that_is_not_whole_hides_no_line_and_moves_none(
    db: Database, service: FakeService
) -> None:
    """A4: a server whose full list fails for a moment must not take a voice-only line away."""
    voice = Line("44", "+448081570123", "Freephone", can_send=False)
    service.lines = (voice, Line("42", LINE, "Support"))
    await check(db, ACCOUNT, service)
    await keep(db, ACCOUNT, Checked((Line("42", LINE, "Help"),), Capabilities(), whole=False))
    assert [(line.number, line.label) for line in lines.listing(db)] == [
        ("+448081570123", "Freephone"),
        (LINE, "Help"),
    ]


async def test_a_feature_that_could_not_be_looked_for_stays_as_it_was_known(db: Database) -> None:
    able = Capabilities(contacts=ON, balance=ON, currency="EUR")
    await keep(db, ACCOUNT, Checked((), able, Balance(Decimal("12.40"), "EUR")))
    unclear = frozenset({"contacts", "balance"})
    await keep(db, ACCOUNT, Checked((), Capabilities(), unclear=unclear))
    told = accounts.terms(db, ACCOUNT).features
    assert (told["contacts"]["on"], told["balance"]["on"], told["calls"]["on"]) == (True, True, False)
    known = accounts.known(db, ACCOUNT)
    assert (known.balance, known.currency) == ("12.40", "EUR")
    await keep(db, ACCOUNT, Checked((), Capabilities()))
    assert accounts.terms(db, ACCOUNT).features["contacts"]["on"] is False


async def test_an_empty_list_counts_only_when_a_second_check_says_so_too(
    db: Database, service: FakeService
) -> None:
    """By mistake it would end every text that waits with "this line is no longer in the account"."""
    checking = Checking(db, ACCOUNT, service)
    await checking.check()
    listed, service.lines = service.lines, ()
    assert not (await checking.check()).whole
    assert numbers(db) == [LINE]
    service.lines = listed
    assert (await checking.check()).whole
    service.lines = ()
    await checking.check()
    assert numbers(db) == [LINE]
    assert (await checking.check()).whole
    assert numbers(db) == []


async def test_a_check_on_its_own_asks_twice_before_it_believes_an_empty_list(
    db: Database, service: FakeService
) -> None:
    await check(db, ACCOUNT, service)
    service.lines = ()
    service.log.clear()
    assert (await check(db, ACCOUNT, service)).lines == ()
    assert service.log == ["check", "check"] and numbers(db) == []
    await check(db, ACCOUNT, service)
    assert service.log == ["check", "check", "check"]


async def test_phone_book_and_calls_come_where_the_service_has_them(
    db: Database, service: FakeService
) -> None:
    """I1."""
    await fetch_more(db, ACCOUNT, service)
    assert service.log == []
    await fetch_more(db, ACCOUNT, with_everything())
    assert [one.name for one in contacts.listing(db)] == ["Zoë Patel"]
    assert [one.outcome for one in calls.listing(db)] == ["missed"]


@pytest.mark.parametrize("trouble", [Refused("c", "t"), SignInNeeded("t"), OutcomeUnknown("x")])
async def test_a_phone_book_that_cannot_be_had_stops_nothing(db: Database, trouble: Exception) -> None:
    service = with_everything()
    service.trouble["contacts"] = trouble
    await fetch_more(db, ACCOUNT, service)
    assert contacts.listing(db) == []


@pytest.mark.parametrize("trouble", [Unreachable("x"), Busy(3)])
async def test_a_service_that_is_gone_or_busy_is_told(db: Database, trouble: Exception) -> None:
    service = with_everything()
    service.trouble["contacts"] = trouble
    with pytest.raises(type(trouble)):
        await fetch_more(db, ACCOUNT, service)


async def test_rows_that_cannot_be_read_are_kept_whatever_list_they_stood_in(db: Database) -> None:
    """Nothing is lost: a line, a contact or a call of another shape is there for a report."""
    service = with_everything()
    await keep(db, ACCOUNT, Checked((), Capabilities(), bad=(BadRow("2", "no number", "{}"),)))
    await fetch_more(db, ACCOUNT, service)
    await fetch_more(db, ACCOUNT, service)
    with db.reading() as session:
        found = sorted((row.remote_id, row.fault) for row in session.exec(select(BadRowRow)))
    assert found == [("call:2", "no time"), ("contact:2", "no name"), ("line:2", "no number")]


async def test_a_line_whose_row_cannot_be_read_is_not_gone_and_its_texts_do_not_fail(
    db: Database, service: FakeService
) -> None:
    """B23: one odd row must not end every text that waits."""
    await check(db, ACCOUNT, service)
    bad = (BadRow("42", "no number", "{}"),)
    await keep(db, ACCOUNT, Checked((Line("43", "+447700900999"),), service.capabilities, bad=bad))
    assert numbers(db) == [LINE, "+447700900999"]
    (text,) = written(db, "hello")
    await Outbox(db, ACCOUNT, service).send_due()
    assert states(db, [text]) == ["accepted"]
