"""Order numbers and appointments of one customer, and what everybody is told alike."""

import pytest

from desktop.sms.reference import appointments, carried, references


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Order A-4711 is ready", {"A-4711"}),
        ("order #881 is ready", {"881"}),
        ("Bestellung 48213", {"48213"}),
        ("ref: 4711", {"4711"}),
        ("Your code is ABX90211", {"ABX90211"}),
        ("Pedido nº 20345", {"20345"}),
        ("20261234 is yours", {"20261234"}),
    ],
)
def test_an_order_number_is_found(text: str, found: set[str]) -> None:
    assert references(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "We are open 9:00-17:00",
        "That is 149.90 or €1250",
        "12 Harbour Street, 10115 Berlin",
        "on 2026-03-12 or 12/03/2026",
        "100ml, 16GB and 4x4",
        "https://shop.example/o/A-4711",
        "24/7",
        "no digits",
    ],
)
def test_what_everybody_is_told_is_no_order_number(text: str) -> None:
    assert references(text) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tomorrow at 14:30 then", {("tomorrow", 870)}),
        ("see you on 12 March at 2:30 pm", {("12 march", 870)}),
        ("am 12. März um 14 Uhr", {("12. marz", 840)}),
        ("el martes a las 16:15", {("martes", 975)}),
        ("le 3/4 à 9h30", {("3/4", 570)}),
        ("2026-03-12 08:00", {("2026-03-12", 480)}),
    ],
)
def test_a_day_with_its_time_is_an_appointment(text: str, found: set[tuple[str, int]]) -> None:
    assert appointments(text) == found


@pytest.mark.parametrize(
    "text", ["Monday to Friday 9:00 to 17:00", "at 14:30", "on Monday", "9:00-17:00 Monday"]
)
def test_opening_hours_are_no_appointment(text: str) -> None:
    assert appointments(text) == set()


def test_what_both_texts_hold_is_said_as_people_read_it() -> None:
    assert carried("your order a-4711", "A-4711 is for Maria") == "A-4711"
    assert carried("See you Tuesday, 14:30!", "Can I come on Tuesday at 14:30?") == "tuesday 14:30"
    assert carried("See you Tuesday, 15:30!", "Can I come on Tuesday at 14:30?") == ""
