"""Salesmsg's people: their names and numbers, and who is not to be texted, however that is written."""

from datetime import datetime
from typing import Any

import pytest

from desktop.providers import salesmsg_people as read
from desktop.providers.base import ContactNumber
from desktop.providers.cliqtel_rows import Fault

THEN = "2026-04-03T11:00:00Z"
YES: list[Any] = [True, 1, "1", "true", "no", [], {"at": THEN}]
ZERO = "0000-00-00 00:00:00"


def test_people_have_a_name_and_a_number_and_may_not_want_texts() -> None:
    """B20: opted out, or blocked by somebody there."""
    row = {"id": 7001, "full_name": "Ada Example", "number": "+12025550123"}
    assert read.contact(row).numbers == (ContactNumber("+12025550123"),)
    for blocked in ({"opt_out": True}, {"is_blocked": True}):
        assert read.contact({**row, **blocked}).numbers == (ContactNumber("+12025550123", blocked=True),)
    named = {"id": "7", "first_name": "Ada", "last_name": None, "number": "72345"}
    assert (read.contact(named).name, read.contact(named).numbers) == ("Ada", (ContactNumber("72345"),))
    mailed = {"id": 8, "email": "a@example.com", "number": "+12025550123"}
    assert read.contact(mailed).name == "a@example.com"


@pytest.mark.parametrize("number", [None, "", "n/a", {"x": 1}, [], True, "(202) 555-0123", "2025550123"])
def test_somebody_without_a_readable_number_is_set_aside(number: Any) -> None:
    """B20: else whoever opted out would be taken for one who did not."""
    with pytest.raises(Fault, match="number of the contact"):
        read.contact({"id": 7001, "full_name": "Ada Example", "number": number, "opt_out": True})


@pytest.mark.parametrize(
    ("fields", "blocked"),
    [
        *(({"opt_out": no, "is_blocked": no}, False) for no in (False, 0, "0", "", "false", "False", None)),
        *(({"opt_out": yes}, True) for yes in YES),
        ({"is_blocked": "1"}, True),
        ({"opt_out": False, "opt_out_at": THEN, "opt_in_at": "2026-04-03T10:00:00Z"}, True),
        ({"opt_out": False, "opt_out_at": "2026-04-03T10:00:00Z", "opt_in_at": THEN}, False),
        ({"opt_out_at": THEN}, True),
        ({"opt_out": False, "opt_out_at": THEN}, False),
        ({"opt_out": False, "opt_out_at": ZERO, "opt_in_at": THEN}, False),
    ],
)
def test_what_is_not_plainly_a_no_is_an_opt_out(fields: dict[str, Any], blocked: bool) -> None:
    """B20: how the flags are written is not documented."""
    row = {"id": 7001, "full_name": "Ada Example", "number": "+12025550123", **fields}
    (number,) = read.contact(row).numbers
    assert (number.number, number.blocked) == ("+12025550123", blocked)
    told = fields.get("opt_in_at")
    assert number.opted_in == (None if told is None else datetime.fromisoformat(told))


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        ({"meta": {"total": 7}}, 7),
        ({"meta": {"total": "7"}}, 7),
        ({"meta": {"total": -1}}, 0),
        ({"meta": 7}, 0),
        ({}, 0),
    ],
)
def test_how_many_people_there_are_is_told_beside_them_or_not(answer: dict[str, Any], count: int) -> None:
    assert read.total(answer) == count
