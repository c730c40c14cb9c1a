"""What a check finds out is stored, and texting goes on without a phone book."""

from decimal import Decimal

import pytest

from desktop.announce import AccountChanged, LinesChanged
from desktop.providers.base import (
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
from desktop.sync.check import check, fetch_more, keep
from tests.sync.fake_service import ACCOUNT, LINE, FakeService, Heard, with_everything


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


def test_a_balance_keeps_its_decimals_and_its_absence_is_not_zero(db: Database) -> None:
    can = Capabilities(currency="USD")
    keep(db, ACCOUNT, Checked((), can, Balance(Decimal("1E+3"), "EUR")))
    known = accounts.known(db, ACCOUNT)
    assert (known.balance, known.currency) == ("1000", "EUR")
    keep(db, ACCOUNT, Checked((), can))
    known = accounts.known(db, ACCOUNT)
    assert (known.balance, known.currency) == (None, "USD")


async def test_a_check_that_fails_leaves_what_was_known(db: Database, service: FakeService) -> None:
    """E1: what was learned stays readable with no network."""
    await check(db, ACCOUNT, service)
    service.trouble["check"] = Unreachable("ConnectError")
    with pytest.raises(Unreachable):
        await check(db, ACCOUNT, service)
    assert [line.number for line in lines.listing(db)] == [LINE]


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
