"""What the sheet of a number says in the window, and what a person can note on it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.providers.catalog import SERVICES
from desktop.settings.accounts import Account as Kept
from desktop.settings.accounts import Accounts
from desktop.sms.abilities import AGENTS, PORTED_AT, VOICE_ONLY, Do
from desktop.store import accounts, line_facts, lines
from desktop.store.database import Database
from desktop.ui.lines.line_model import LineModel, unavailable_reason
from desktop.ui.lines.sheet_model import SheetModel
from tests.ui.account import ACCOUNT, FREEPHONE, SUPPORT, Account, line, opened


class House:
    """A sheet's model on the practice account, which is one at Cliqtel's own address."""

    def __init__(self, account: Account, folder: Path) -> None:
        kept = Kept(
            id=ACCOUNT, provider="cliqtel", name="Shop", url=SERVICES["cliqtel"].url, key_place="session"
        )
        self.accounts = Accounts(folder / "accounts.json")
        self.accounts.add(kept)
        self.lines = LineModel(account.db, account.changes)
        self.db: Database = account.db
        self.model = SheetModel(account.db, account.changes, self.accounts, self.lines)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as account:
        yield House(account, tmp_path)


def test_the_first_line_is_the_tooltip_of_the_greyed_messages(house: House) -> None:
    """A3, idea 15"""
    house.lines.choose(ACCOUNT, FREEPHONE)
    shown = house.model.shown()
    assert shown is not None and house.lines.current is not None
    assert shown.first_line == unavailable_reason(house.lines.current)


def test_it_is_about_the_current_line_or_about_the_one_that_was_asked_for(house: House) -> None:
    house.model.open(ACCOUNT, FREEPHONE)
    assert (shown := house.model.shown()) is not None and shown.number == FREEPHONE
    assert house.lines.current is not None and house.lines.current.number == SUPPORT
    house.model.open()
    assert (shown := house.model.shown()) is not None and shown.number == SUPPORT
    house.model.open("gone", "+12025550117")
    assert house.model.shown() is None


def test_every_ability_says_how_far_and_who_says_so(house: House) -> None:
    """A16"""
    shown = house.model.shown()
    assert shown is not None
    assert len(shown.abilities) == 9
    assert all(one.name and one.answer and one.source and one.drawing for one in shown.abilities)
    assert "Cliqtel help" in next(one.source for one in shown.abilities if "MMS" in one.name)


def test_a_number_that_cannot_text_offers_another_one_and_a_request(house: House) -> None:
    """A6, A7"""
    house.model.open(ACCOUNT, FREEPHONE)
    shown = house.model.shown()
    assert shown is not None
    offers = {step.do: step.offer for step in shown.steps}
    assert offers == {Do.REPLACE: "Open Cliqtel …", Do.ASK: "Copy the request"}
    assert "+44 808 157 0123" in shown.request
    assert shown.site == "https://cliqtel.com"


def test_a_server_at_another_address_has_no_portal(house: House) -> None:
    kept = house.accounts.listing()[0]
    house.accounts.update(kept.model_copy(update={"url": "http://127.0.0.1:1"}))
    house.model.open(ACCOUNT, FREEPHONE)
    shown = house.model.shown()
    assert shown is not None
    assert shown.site == ""
    assert [step.offer for step in shown.steps] == ["", "Copy the request"]


def test_balance_and_prices_are_dated(house: House) -> None:
    """G1, G4"""
    shown = house.model.shown()
    assert shown is not None
    balance, price = shown.money
    assert balance == "Balance: €12.40"
    assert price.startswith("Each part: ")
    assert "€0.008. From Cliqtel help" in price and "2026-11-22" in price


def test_a_price_that_the_service_tells_is_of_no_paper(house: House) -> None:
    """G4"""
    told = '{"price_per_part": "0.01", "currency": "EUR", "price_told": true}'
    accounts.learn(house.db, ACCOUNT, capabilities=told, balance=None, currency="EUR")
    assert (shown := house.model.shown()) is not None
    assert shown.money == ("Each part: €0.01, as the service tells.",)


def test_what_switching_sms_on_costs_is_said_with_the_wallet(house: House) -> None:
    """A9: where it is done in the portal as well"""
    lines.replace(house.db, ACCOUNT, [line(SUPPORT, "", False, False, "sms_off")])
    shown = house.model.shown()
    assert shown is not None
    said = "\n".join(shown.money)
    assert "usually €0.75 a month; it varies by country" in said
    assert "€12.40 before, €11.65 after" in said


def test_a_person_notes_when_it_was_ported(house: House) -> None:
    """A13"""
    assert house.model.note_port("soon") == "Write day and time as 2026-11-22 10:00."
    assert house.model.note_port("2026-11-22 10:00") == ""
    assert PORTED_AT in line_facts.of(house.db, ACCOUNT, SUPPORT)
    assert (shown := house.model.shown()) is not None and shown.ported
    assert house.model.note_port(" ") == ""
    assert (shown := house.model.shown()) is not None and shown.ported == ""


def test_where_the_service_is_silent_a_person_says_that_it_cannot_text(house: House) -> None:
    """A16"""
    lines.replace(house.db, ACCOUNT, [line(SUPPORT, "", None, None)])
    assert (shown := house.model.shown()) is not None
    assert shown.asks_voice_only and not shown.voice_only
    house.model.note_voice_only(True)
    assert (shown := house.model.shown()) is not None and shown.voice_only
    assert house.lines.current is not None and unavailable_reason(house.lines.current)
    house.model.note_voice_only(False)
    assert VOICE_ONLY not in line_facts.of(house.db, ACCOUNT, SUPPORT)
    assert (shown := house.model.shown()) is not None and not shown.voice_only


def test_news_of_the_line_are_told(house: House) -> None:
    """A10: rechecks on sync"""
    heard: list[None] = []
    house.model.changed.connect(lambda: heard.append(None))
    lines.replace(house.db, ACCOUNT, [line(SUPPORT, "New name")])
    assert heard


def test_a_number_whose_text_was_refused_can_be_tried_again_with_one_press(house: House) -> None:
    """A6: Messages is greyed with the reason until then; who uses it at its service is said as well."""
    told = {"service": "cloudtalk", "features": {"listed": {"on": False, "reason": "no_list"}}}
    accounts.learn(house.db, ACCOUNT, capabilities=json.dumps(told), balance=None, currency="")
    lines.replace(house.db, ACCOUNT, [line(SUPPORT, can_send=None, can_receive=None)])
    line_facts.note(house.db, ACCOUNT, {SUPPORT: {AGENTS: "John Doe\nMax Yellow"}}, datetime.now(UTC))
    line_facts.learn(house.db, ACCOUNT, SUPPORT, can=False, now=datetime.now(UTC))
    shown = house.model.shown()
    assert shown is not None and house.lines.current is not None
    assert shown.first_line == unavailable_reason(house.lines.current)
    assert "refused a text" in shown.first_line
    assert shown.users == "Used at Cliqtel by: John Doe, Max Yellow."
    assert {step.do: step.offer for step in shown.steps}[Do.TRY_AGAIN] == "Try it again"
    assert any("not shown here" in step.words for step in shown.steps)
    house.model.try_again()
    again = house.model.shown()
    assert again is not None and house.lines.current is not None
    assert unavailable_reason(house.lines.current) == "" and not again.voice_only
    assert Do.TRY_AGAIN not in [step.do for step in again.steps]
