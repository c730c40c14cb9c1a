"""What is being written: counted, kept, checked and sent, for the one line and number it was begun for."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.store import drafts, lines, messages
from desktop.store.drafts import Draft
from desktop.ui.messages.composer_model import ComposerModel
from tests.ui.account import ACCOUNT, ALERTS, FREEPHONE, INTAKE, LINES, SALES, SUPPORT, Account, line
from tests.ui.messages.texts import HARBOUR, VIKTOR, ZOE, full_disk, know, offer, put


@pytest.fixture
def model(account: Account) -> ComposerModel:
    offer(account)
    return ComposerModel(account.db, account.changes)


@pytest.fixture
def to_zoe(model: ComposerModel) -> ComposerModel:
    model.write_to(ACCOUNT, SUPPORT, ZOE)
    return model


@pytest.fixture
def new(model: ComposerModel) -> ComposerModel:
    model.write_new(ACCOUNT, SUPPORT)
    return model


def stored(account: Account, peer: str = ZOE) -> Draft:
    return drafts.get(account.db, ACCOUNT, SUPPORT, peer)


def sent(account: Account) -> list[tuple[str, str, str]]:
    return [(one.line, one.peer, one.body) for one in messages.newest(account.db)]


# ---- the text


def test_what_a_text_costs_stands_beside_it_where_the_price_is_known(
    account: Account, to_zoe: ComposerModel
) -> None:
    offer(account, price="0.008")
    to_zoe.set_text("a" * 161)
    assert to_zoe.counter()[0] == "161/306 · 2 parts · 145 left · GSM-7 · €0.016"
    assert to_zoe.counter_role() == "muted"
    to_zoe.set_text("")
    assert "€" not in to_zoe.counter()[0]


def test_the_service_s_own_way_of_counting_holds(account: Account, to_zoe: ComposerModel) -> None:
    """B7"""
    to_zoe.set_text("a" * 161)
    assert to_zoe.count.limit == 153
    offer(account, name="separate", joined=False, utf8_bytes=160)
    assert to_zoe.count.limit == 160
    assert "It arrives as 2 separate texts." in to_zoe.counter_tip()


def test_curly_quotes_stay_as_they_were_typed(account: Account, to_zoe: ComposerModel) -> None:
    to_zoe.set_text("It’s “there”")
    to_zoe.send()
    assert sent(account)[0][2] == "It’s “there”"


def test_what_is_counted_is_what_is_sent(account: Account, to_zoe: ComposerModel) -> None:
    to_zoe.set_text("Cafe\u0301\r\n\ud83d")
    assert to_zoe.count.units == len("Café\n\ufffd")
    to_zoe.send()
    assert sent(account)[0][2] == "Café\n\ufffd"


# ---- what stops a send


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \u00a0\u2003"])
def test_a_text_of_nothing_is_never_sent(account: Account, to_zoe: ComposerModel, text: str) -> None:
    to_zoe.set_text(text)
    assert not to_zoe.can_send()
    assert to_zoe.send() is None
    assert sent(account) == []


def test_a_text_that_is_too_long_is_kept_whole_and_stopped_with_the_excess(
    account: Account, to_zoe: ComposerModel
) -> None:
    """B4"""
    to_zoe.set_text("a" * 1601)
    assert to_zoe.block() == ("The text is 1 character too long; 1600 are allowed. Shorten it to send it.")
    to_zoe.set_text("a" * 5000)
    assert "3400 characters too long" in to_zoe.block()
    assert to_zoe.send() is None
    to_zoe.save()
    assert stored(account).body == "a" * 5000
    to_zoe.set_text("a" * 1600)
    assert to_zoe.block() == ""
    assert to_zoe.can_send()


def test_nothing_is_sent_where_nothing_is_open(account: Account, model: ComposerModel) -> None:
    model.set_text("Hello")
    assert (model.block(), model.note(), model.closed_reason()) == ("", "", "")
    assert model.send() is None
    assert model.existing() is None
    assert sent(account) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (INTAKE, "can receive, but nothing can be sent from it"),
        (FREEPHONE, "toll-free numbers of this kind carry calls only"),
        ("+447700900999", "This line is no longer in the account."),
    ],
)
def test_a_line_that_cannot_send_makes_the_thread_read_only_and_says_why(
    account: Account, model: ComposerModel, number: str, words: str
) -> None:
    """A5, B17"""
    model.write_to(ACCOUNT, number, ZOE)
    model.set_text("Hello")
    assert words in model.closed_reason()
    assert model.block() == model.closed_reason()
    assert model.send() is None


def test_a_line_that_loses_sms_closes_its_open_composer_and_opens_it_again(
    account: Account, to_zoe: ComposerModel, qtbot: QtBot
) -> None:
    to_zoe.set_text("Hello")
    with qtbot.waitSignal(to_zoe.changed):
        lines.replace(account.db, ACCOUNT, [line(SUPPORT, "", False, False, "sms_off")])
    assert "switched off" in to_zoe.block()
    lines.replace(account.db, ACCOUNT, LINES)
    assert to_zoe.block() == ""
    assert to_zoe.text == "Hello"


def test_a_line_that_cannot_receive_says_that_no_reply_can_arrive(model: ComposerModel) -> None:
    """A5"""
    model.write_to(ACCOUNT, ALERTS, ZOE)
    assert "replies to it cannot arrive" in model.note()
    assert model.block() == ""
    model.write_to(ACCOUNT, SUPPORT, ZOE)
    assert model.note() == ""


def test_nobody_can_answer_a_sender_s_name(model: ComposerModel) -> None:
    model.write_to(ACCOUNT, SUPPORT, "PARCELBOX")
    assert model.closed_reason() == "PARCELBOX is a sender's name, not a number: nobody can answer it."


def test_from_and_to_cannot_be_the_same_number(new: ComposerModel) -> None:
    """B11"""
    new.set_recipient("07700 900010")
    assert new.block().startswith("This is the line itself: From and To are the same number.")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("+44 7", "too short"),
        ("+44 7700 900 123 456 789", "too long"),
        ("+999 123456", "No country"),
        ("Zoe", "no contact was picked"),
        ("1-1-2", "\u2068112\u2069 is an emergency number"),
        ("Zoë of the harbour", "letters"),
        ("+44 7700 900123, +44 7700 900456", "more than one number"),
    ],
)
def test_an_impossible_number_is_stopped_with_what_is_wrong(
    new: ComposerModel, typed: str, words: str
) -> None:
    """B12"""
    new.set_recipient(typed)
    new.set_text("Hello")
    assert words in new.block()
    assert not new.can_send()


@pytest.mark.parametrize(
    "pasted",
    [
        "+44 7700 900123",
        "07700 900123",
        "0044-7700-900-123",
        "tel:+44-7700-900123",
        "(07700) 900.123",
        "+44\u00a07700\u2011900\u2013123",
        "\u2068+44 7700 900123\u2069",
        "  +447700900123\n",
    ],
)
def test_a_number_is_understood_however_it_was_pasted_and_shown_before_sending(
    account: Account, new: ComposerModel, pasted: str
) -> None:
    """B2"""
    new.set_recipient(pasted)
    assert new.block() == ""
    assert new.recipient_note().startswith("\u2068+44 7700 900123\u2069 · United Kingdom")
    new.set_text("Hello")
    new.send()
    assert sent(account) == [(SUPPORT, ZOE, "Hello")]


def test_a_known_number_shows_whose_it_is(account: Account, new: ComposerModel) -> None:
    know(account, "Zoë Patel", ZOE)
    new.set_recipient(ZOE)
    assert new.recipient_note() == "\u2068+44 7700 900123\u2069 · United Kingdom · Zoë Patel"


def test_a_short_code_and_a_name_are_called_what_they_are(new: ComposerModel) -> None:
    """B30"""
    new.set_recipient("60606")
    assert "short code" in new.recipient_note()
    assert new.block() == ""
    new.set_recipient("PARCELBOX")
    assert new.recipient_note() == "PARCELBOX is no number."
    new.set_recipient("")
    assert (new.recipient_note(), new.block()) == ("", "")
    assert not new.can_send()


# ---- drafts


def test_a_draft_is_on_disk_while_somebody_types_without_a_pause(
    account: Account, to_zoe: ComposerModel, qtbot: QtBot
) -> None:
    """Demand 15: a crash loses less than a second of writing, also in the middle of it."""
    typed = 0

    def typing() -> bool:
        nonlocal typed
        typed += 1
        to_zoe.set_text("a" * typed)
        return bool(stored(account).body)

    qtbot.waitUntil(typing)
    qtbot.waitUntil(lambda: stored(account).body == to_zoe.text)


def test_each_conversation_keeps_its_own_draft(account: Account, model: ComposerModel) -> None:
    model.write_to(ACCOUNT, SUPPORT, ZOE)
    model.set_text("For Zoë")
    model.write_to(ACCOUNT, SUPPORT, VIKTOR)
    assert model.text == ""
    model.set_text("For Viktor")
    model.write_to(ACCOUNT, SALES, ZOE)
    assert model.text == ""
    model.write_to(ACCOUNT, SUPPORT, ZOE)
    assert model.text == "For Zoë"
    model.close()
    assert (model.text, model.target) == ("", None)
    assert stored(account, VIKTOR).body == "For Viktor"


def test_opening_what_is_open_changes_nothing(to_zoe: ComposerModel) -> None:
    """A click on the open conversation must not cost what was typed."""
    to_zoe.set_text("Half a sen")
    said = QSignalSpy(to_zoe.retargeted)
    to_zoe.write_to(ACCOUNT, SUPPORT, ZOE)
    assert to_zoe.text == "Half a sen"
    assert said.count() == 0


def test_an_emptied_draft_is_gone(account: Account, to_zoe: ComposerModel) -> None:
    to_zoe.set_text("Hello")
    to_zoe.save()
    to_zoe.set_text("")
    to_zoe.save()
    assert stored(account) == Draft()


def test_sending_takes_the_draft_with_it(account: Account, to_zoe: ComposerModel) -> None:
    to_zoe.set_text("Hello")
    to_zoe.save()
    conversation_id = to_zoe.send()
    assert conversation_id is not None
    assert to_zoe.text == ""
    assert stored(account) == Draft()
    (message,) = messages.newest(account.db)
    assert (message.body, message.state) == ("Hello", State.QUEUED)
    assert to_zoe.send() is None
    assert len(messages.newest(account.db)) == 1


def test_a_new_message_is_restored_with_its_recipient(account: Account, model: ComposerModel) -> None:
    model.write_new(ACCOUNT, SUPPORT)
    model.set_recipient("07700 9")
    model.set_text("Hello")
    model.write_to(ACCOUNT, SUPPORT, ZOE)
    assert model.recipient == ""
    model.write_new(ACCOUNT, SUPPORT)
    assert (model.recipient, model.text) == ("07700 9", "Hello")
    model.write_new(ACCOUNT, SALES)
    assert (model.recipient, model.text) == ("", "")


def test_a_new_message_to_somebody_given_takes_that_recipient(model: ComposerModel) -> None:
    model.write_new(ACCOUNT, SUPPORT, HARBOUR)
    assert model.recipient == HARBOUR
    assert model.peer().value == HARBOUR


def test_a_new_message_that_was_sent_is_not_offered_again(account: Account, new: ComposerModel) -> None:
    new.set_recipient(ZOE)
    new.set_text("Hello")
    new.save()
    assert new.send() is not None
    assert (new.recipient, new.text) == ("", "")
    assert stored(account, "") == Draft()


def test_a_new_message_leaves_the_draft_in_that_person_s_conversation_alone(
    account: Account, new: ComposerModel
) -> None:
    there = put(account, ["Hi"])
    drafts.keep(account.db, ACCOUNT, SUPPORT, ZOE, Draft(body="Not ready yet"))
    new.set_recipient("07700 900123")
    assert new.existing() == there
    new.set_text("Something else")
    assert new.send() == there
    assert stored(account).body == "Not ready yet"


# ---- a full disk


def test_a_send_that_cannot_be_stored_keeps_the_text_and_says_so(
    account: Account, to_zoe: ComposerModel, qtbot: QtBot
) -> None:
    to_zoe.set_text("Hello")
    with full_disk(account), qtbot.waitSignal(to_zoe.trouble) as said:
        assert to_zoe.send() is None
    assert "database or disk is full" in said.args[0]
    assert said.args[0].endswith("The text was not sent and is still here.")
    assert to_zoe.text == "Hello"
    assert to_zoe.send() is not None
    assert sent(account) == [(SUPPORT, ZOE, "Hello")]


def test_a_draft_that_cannot_be_stored_is_kept_while_one_looks_elsewhere(
    account: Account, model: ComposerModel
) -> None:
    said: list[str] = []
    model.trouble.connect(said.append)
    model.write_to(ACCOUNT, SUPPORT, ZOE)
    with full_disk(account):
        model.set_text("For Zoë")
        model.save()
        assert said[-1].endswith("The draft is not saved.")
        model.write_to(ACCOUNT, SUPPORT, VIKTOR)
        assert said[-1].endswith("The draft is not saved.")
        assert model.text == ""
        model.write_to(ACCOUNT, SUPPORT, ZOE)
        assert model.text == "For Zoë"
        model.close()
    model.write_to(ACCOUNT, SUPPORT, VIKTOR)
    model.set_text("For Viktor")
    model.save()
    assert said[-1] == ""
    assert stored(account).body == "For Zoë"
    assert stored(account, VIKTOR).body == "For Viktor"


def test_a_draft_that_could_not_be_stored_is_stored_once_there_is_room(
    account: Account, to_zoe: ComposerModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.messages.draft_model.TRY_AGAIN_MS", 20)
    with full_disk(account):
        to_zoe.set_text("Hello")
        with qtbot.waitSignal(to_zoe.trouble):
            to_zoe.save()
    with qtbot.waitSignal(to_zoe.trouble) as said:
        pass
    assert said.args == [""]
    assert stored(account).body == "Hello"


@pytest.mark.parametrize("make_room", [lambda model: model.write_to(ACCOUNT, SUPPORT, VIKTOR)])
def test_a_send_after_a_draft_that_could_not_be_stored_leaves_no_draft_behind(
    account: Account, to_zoe: ComposerModel, make_room: Callable[[ComposerModel], None]
) -> None:
    with full_disk(account):
        to_zoe.set_text("Hello")
        to_zoe.save()
    to_zoe.send()
    make_room(to_zoe)
    to_zoe.set_text("x")
    to_zoe.save()
    assert stored(account) == Draft()
