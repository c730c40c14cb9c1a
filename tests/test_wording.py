"""Every code of the core has its words, and text from outside can't break a sentence."""

from pathlib import Path

import pytest

from desktop import wording
from desktop.announce import Link
from desktop.settings import files, profile
from desktop.sms.delivery import TAKEN, Proof, State
from desktop.sms.pasted import Fault
from desktop.store import database

NASTY = "{0} {said} %s {number"
NUMBER = "+447700900010"


def test_every_state_has_words_of_its_own() -> None:
    """C2."""
    words = [wording.state(state, service="Cliqtel") for state in State]
    assert all(words) and len(set(words)) == len(State)


@pytest.mark.parametrize("state", sorted(set(State) - {State.DRAFT, State.HELD, State.RECEIVED}))
def test_every_state_of_a_text_that_leaves_says_what_is_known(state: State) -> None:
    """C7: the tip is a sentence, without a placeholder left in it."""
    tip = wording.state_tip(state, service="Cliqtel")
    assert tip.endswith(".") and "{" not in tip
    assert "{" not in wording.state_tip(state)


def test_only_a_receipt_is_called_delivered() -> None:
    """C6."""
    delivered = [state for state in State if "deliver" in wording.state(state).lower()]
    assert delivered == [State.DELIVERED]


def test_a_doubtful_text_comes_with_its_evidence() -> None:
    said = wording.asking("Cliqtel", "10:02", "09:00")
    assert "Cliqtel" in said and "10:02" in said and "09:00" in said
    assert "whole list" in wording.asking("Cliqtel", "10:02", "")


@pytest.mark.parametrize("proof", list(Proof))
@pytest.mark.parametrize("state", list(State))
def test_without_receipts_no_word_and_no_sentence_speaks_of_delivery(state: State, proof: Proof) -> None:
    """C6: it says that the service can't tell instead."""
    words = wording.state(state, service="Cliqtel", proof=proof)
    tip = wording.state_tip(state, service="Cliqtel", proof=proof)
    told = state is State.DELIVERED and proof is Proof.DELIVERED
    assert ("deliver" in words.lower()) is told
    assert ("The handset confirmed" in tip) is told
    if state in TAKEN and proof is not Proof.DELIVERED and (proof, state) != (Proof.SENT, State.ACCEPTED):
        assert "Cliqtel can't tell whether it arrived." in tip


@pytest.mark.parametrize("code", ["timed_out", "cut", "server_error", "unreadable", "ended", None, "odd"])
def test_how_a_sending_broke_is_said_in_a_sentence(code: str | None) -> None:
    said = wording.broke(code, service="Cliqtel")
    assert said.endswith(".") and "{" not in said


@pytest.mark.parametrize(
    "code", ["toll_free_voice_only", "voice_only", "sms_off", "provisioning", "send_only", "receive_only"]
)
def test_a_line_that_cannot_text_says_its_number_and_its_own_reason(code: str) -> None:
    """A3, A5 to A12: the number reads left to right inside any sentence."""
    said = wording.line_reason(NUMBER, code, "unused words")
    assert "\u2068+44 7700 900010\u2069" in said and said.endswith(".")
    others = {
        wording.line_reason(NUMBER, other, "")
        for other in ("toll_free_voice_only", "voice_only", "sms_off", "provisioning", "send_only")
        if other != code
    }
    assert said not in others


def test_an_unknown_reason_gives_the_services_own_words_or_what_is_known_of_the_line() -> None:
    """A5: no invented cause."""
    assert NASTY in wording.line_reason(NUMBER, "odd", NASTY)
    assert "(GB toll free)" in wording.line_reason(NUMBER, "", "", kind="toll_free", country="GB")
    assert wording.line_reason(NUMBER, "", "").endswith("offers no SMS for it.")


@pytest.mark.parametrize(
    ("can_send", "can_receive", "chip"),
    [
        (True, True, "SMS"),
        (True, None, "SMS"),
        (None, None, "SMS?"),
        (None, True, "SMS?"),
        (True, False, "Send only"),
        (None, False, "Send only"),
        (False, True, "Receive only"),
        (False, None, "Receive only"),
        (False, False, "Voice only"),
    ],
)
def test_the_chip_tells_no_from_not_known(can_send: bool | None, can_receive: bool | None, chip: str) -> None:
    """A5, A8."""
    assert wording.capability(can_send, can_receive) == chip


def test_every_link_has_words() -> None:
    assert len({wording.link(link) for link in Link}) == len(Link)


def test_every_fault_of_a_number_has_its_sentence() -> None:
    """B12."""
    assert len({wording.number_fault(fault) for fault in Fault}) == len(Fault)


def test_every_trouble_with_a_file_has_its_sentence_with_the_path() -> None:
    troubles = [
        *database.StoreError.__subclasses__(),
        files.SettingsDamaged,
        files.SettingsUnwritable,
        profile.ProfileUnusable,
    ]
    for trouble in troubles:
        said = wording.store_trouble(trouble.__name__, str(Path("a{b}", "c.db")), NASTY)
        assert "a{b}" in said, trouble


def test_numbers_are_counted_in_singular_and_plural() -> None:
    assert wording.ntr("{n} line", "{n} lines", 1) == "1 line"
    assert wording.ntr("{n} line", "{n} lines", 2) == "2 lines"


def test_usual_labels_have_words_and_own_ones_stay_as_they_are_written() -> None:
    assert wording.number_label("mobile") == "mobile"
    assert wording.number_label("front desk") == "front desk"


def test_every_trouble_with_a_file_of_contacts_names_the_file_and_says_what_to_do() -> None:
    for reason in ("not_readable", "too_large", "no_text", "no_contacts", "not_writable"):
        sentence = wording.phonebook_file_trouble(reason, "people.csv", "No such file")
        assert sentence.count("people.csv") == 1
        assert sentence.endswith(".")
    assert "left out" in wording.import_fault("empty")
    assert wording.import_fault("another") == "another"
