"""A call by hand-off: what the phone app gets, what is noted, and what is said where nobody takes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store import calls
from desktop.store.calls import Kind
from desktop.ui.calls.hand_off_model import HandOff, Opened, who_places_it
from desktop.ui.dialpad.last_dialled_model import LastDialled
from desktop.ui.lines.line_model import LineModel
from desktop.ui.preferences.preferences_model import PreferencesModel
from tests.ui.account import ACCOUNT, LINES, SALES, SUPPORT, Account, line, opened

ZOE = "+447700900123"


class System:
    """Stands for the desktop that links are given to; ``answer`` is what it does with them."""

    def __init__(self) -> None:
        self.links: list[str] = []
        self.answer = Opened.DONE

    def open(self, link: str) -> Opened:
        self.links.append(link)
        return self.answer


class Desk:
    """A hand-off with everything that it said."""

    def __init__(self, account: Account, folder: Path) -> None:
        self.account = account
        self.system = System()
        self.lines = LineModel(account.db, account.changes)
        self.preferences = PreferencesModel(folder / "preferences.json")
        self.now = 100.0
        self.dialled = LastDialled(account.db, self.preferences)
        self.hand_off = HandOff(
            account.db,
            self.lines,
            self.preferences,
            self.dialled,
            self.system.open,
            clock=lambda: self.now,
        )
        self.spoken: list[str] = []
        self.told: list[tuple[str, str]] = []
        self.hand_off.handed_over.connect(self.spoken.append)
        self.hand_off.told.connect(lambda sentence, number: self.told.append((sentence, number)))

    def noted(self) -> list[tuple[str, str, int | None]]:
        """Line, peer and seconds of the calls in the history."""
        found = calls.listing(self.account.db)
        assert all(calls.kind(one.outbound, one.outcome) is Kind.HANDED_OVER for one in found)
        return [(one.line, one.peer, one.seconds) for one in found]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path) as account:
        yield Desk(account, tmp_path)


def test_the_phone_app_gets_the_number_in_full_and_the_call_is_noted_as_handed_over(desk: Desk) -> None:
    desk.hand_off.call("07700 900123")
    assert desk.system.links == ["tel:+447700900123"]
    assert desk.noted() == [(SUPPORT, ZOE, None)]
    assert desk.spoken == ["Handed \u2068+44 7700 900123\u2069 to your phone app."]
    assert desk.told == []


def test_the_kind_of_link_is_as_chosen(desk: Desk) -> None:
    desk.preferences.change(call_with="sip")
    desk.hand_off.call(ZOE)
    assert desk.system.links == ["sip:+447700900123"]


def test_a_thread_calls_for_its_own_line_and_not_for_the_current_one(desk: Desk) -> None:
    desk.hand_off.call_from(ACCOUNT, SALES, "212 555 0143")
    assert desk.system.links == ["tel:+12125550143"]
    assert desk.noted() == [(SALES, "+12125550143", None)]


def test_the_same_number_within_three_seconds_is_one_call(desk: Desk) -> None:
    """Two keys pressed instead of one must not ring twice, nor stand in the history twice."""
    desk.hand_off.call(ZOE)
    desk.now += 2.9
    desk.hand_off.call("07700 900123")
    desk.hand_off.call("020 7946 0958")
    assert desk.system.links == ["tel:+447700900123", "tel:+442079460958"]
    assert len(desk.noted()) == 2
    desk.now += 3
    desk.hand_off.call("020 7946 0958")
    assert len(desk.noted()) == len(desk.spoken) == 3


def test_a_call_that_nobody_took_can_be_tried_again_at_once(desk: Desk) -> None:
    desk.system.answer = Opened.NOBODY
    desk.hand_off.call("112")
    desk.system.answer = Opened.DONE
    desk.hand_off.call("112")
    assert desk.system.links == ["tel:112", "tel:112"]
    assert len(desk.told) == 2


def test_the_number_can_be_dialled_again(desk: Desk) -> None:
    desk.hand_off.call(ZOE)
    assert desk.dialled.number == ZOE


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Opened.NOBODY, "No program on this computer takes calls (tel: links)."),
        (Opened.OURSELVES, "Calls (tel: links) open Linedesk itself on this computer"),
    ],
)
def test_where_nobody_takes_the_call_that_is_said_with_the_next_step_and_nothing_is_noted(
    answer: Opened, words: str, desk: Desk
) -> None:
    desk.system.answer = answer
    desk.hand_off.call(ZOE)
    ((sentence, number),) = desk.told
    assert sentence.startswith(words)
    assert "dial \u2068+44 7700 900123\u2069 on a telephone" in sentence
    assert number == ZOE
    assert (desk.noted(), desk.spoken, desk.dialled.number) == ([], [], "")


def test_an_emergency_call_is_handed_over_at_once_with_who_places_it(desk: Desk) -> None:
    """Product row "Emergency numbers": the hand-off says which phone will place it."""
    desk.hand_off.call("9-9-9")
    assert desk.system.links == ["tel:999"]
    ((sentence, number),) = desk.told
    assert sentence.startswith("Your phone app places this call, not the line Support UK.")
    assert "dial \u2068999\u2069 on a telephone" in sentence
    assert number == "999"
    assert desk.noted() == [(SUPPORT, "999", None)]
    assert desk.dialled.number == ""


def test_an_emergency_call_that_nobody_took_sends_to_a_telephone(desk: Desk) -> None:
    desk.system.answer = Opened.NOBODY
    desk.hand_off.call("112")
    assert desk.told == [
        ("No phone app took the call. Dial \u2068112\u2069 on a telephone now.", "112"),
    ]


def test_what_is_no_number_is_never_given_to_the_system(desk: Desk) -> None:
    for nonsense in ("*#06#", "+4", "javascript:alert(1)", ""):
        desk.hand_off.call(nonsense)
    assert desk.system.links == []
    assert len(desk.told) == 4


def test_a_call_that_cannot_be_noted_says_that_it_was_handed_over_all_the_same(desk: Desk) -> None:
    with desk.account.db.transaction() as session:
        session.connection().exec_driver_sql("PRAGMA query_only = 1")
    desk.hand_off.call(ZOE)
    ((sentence, _),) = desk.told
    assert sentence.startswith("The call was handed to the phone app, but could not be noted here.")


def test_who_places_a_call_names_the_line_that_does_not() -> None:
    assert who_places_it(LINES[0]) == "Your phone app places this call, not the line Support UK."
    assert who_places_it(line(SUPPORT)).endswith("not the line \u2068+44 7700 900010\u2069.")
    assert who_places_it(None) == "Your phone app places this call."
