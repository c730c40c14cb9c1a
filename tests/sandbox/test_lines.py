"""The practice account's numbers: what each can do, and why not."""

from dataclasses import replace

import pytest

from desktop.sandbox.lines import OPENING_LINES, REASONS, Line, money

REASON_OF = {
    "Support UK": "",
    "Sales US": "",
    "Freephone UK": "toll_free_voice_only",
    "Service SE": "sms_off",
    "Berlin office": "provisioning",
    "Alerts AU": "send_only",
    "Intake FR": "receive_only",
}


def test_the_account_has_a_line_of_every_kind_and_the_first_can_text() -> None:
    """A5: each cause has a line of its own."""
    assert {line.label: line.reason for line in OPENING_LINES} == REASON_OF
    assert OPENING_LINES[0].label == "Support UK"
    assert [line.id for line in OPENING_LINES] == list(range(42, 49))


def test_every_reason_has_the_servers_words() -> None:
    """A3: the reason is specific."""
    assert {line.reason for line in OPENING_LINES} - {""} == set(REASONS)


@pytest.mark.parametrize("line", OPENING_LINES, ids=lambda line: line.label)
def test_what_a_line_can_do_agrees_with_its_reason(line: Line) -> None:
    """A5: separate flags for sending and receiving."""
    both = (line.can_send, line.can_receive)
    expected = {"": (True, True), "send_only": (True, False), "receive_only": (False, True)}
    assert both == expected.get(line.reason, (False, False))
    assert line.full()["capabilities"]["sms_out"] is line.can_send
    assert line.full()["capabilities"]["sms_in"] is line.can_receive


def test_a_line_that_could_text_but_is_off_has_a_price_and_one_that_cannot_has_none() -> None:
    """A9, A12: capable but off is told apart from not capable."""
    prices = {line.label: line.full()["sms_monthly_price"] for line in OPENING_LINES}
    assert prices["Service SE"] == "0.75"
    assert prices["Freephone UK"] is None


def test_a_line_that_works_in_full_gives_no_reason() -> None:
    assert OPENING_LINES[0].full()["reason"] is None
    assert replace(OPENING_LINES[0], sms_enabled=False).full()["reason"]["code"] == "sms_off"


@pytest.mark.parametrize(
    ("thousandths", "text"), [(12_400, "12.40"), (8, "0.008"), (0, "0.00"), (750, "0.75"), (-8, "-0.008")]
)
def test_money_has_two_decimals_and_a_third_where_it_is_needed(thousandths: int, text: str) -> None:
    assert money(thousandths) == text
