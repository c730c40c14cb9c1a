"""Which status a text shows at which age."""

import pytest

from desktop.sandbox.fates import ERRORS, Fate, delivered_after, status

AGES = (0.0, 0.5, 1.2, 3.0, 30.0, 61.0, 119.0, 125.0, 100_000.0)

EXPECTED = {
    Fate.DELIVERED: "queued sending sent delivered delivered delivered delivered delivered delivered",
    Fate.LANDLINE: "queued sending sending failed failed failed failed failed failed",
    Fate.FILTERED: "queued sending sending failed failed failed failed failed failed",
    Fate.OPTED_OUT: "queued queued failed failed failed failed failed failed failed",
    Fate.UNREACHABLE: "queued sending sent sent sent sent sent failed failed",
    Fate.SLOW: "queued queued queued queued queued queued delivered delivered delivered",
    Fate.RECEIVED: "received received received received received received received received received",
}


@pytest.mark.parametrize("fate", Fate)
@pytest.mark.parametrize("text_id", [1, 156, 100_001])
def test_a_texts_status_follows_from_its_age(fate: Fate, text_id: int) -> None:
    """C2, C4: queued, sending, sent, then delivered or failed; one stays queued for over a minute."""
    assert [status(fate, age, 1, text_id) for age in AGES] == EXPECTED[fate].split()


def test_the_waits_differ_from_text_to_text_and_never_from_run_to_run() -> None:
    waits = [delivered_after(Fate.DELIVERED, 7, text_id) for text_id in range(20)]
    assert len(set(waits)) == 20
    assert waits == [delivered_after(Fate.DELIVERED, 7, text_id) for text_id in range(20)]
    assert waits != [delivered_after(Fate.DELIVERED, 8, text_id) for text_id in range(20)]
    assert all(wait is not None and 1.5 <= wait <= 2.5 for wait in waits)


def test_a_text_that_fails_is_never_delivered_and_says_why() -> None:
    assert {fate for fate in Fate if delivered_after(fate, 1, 1) is None} == {*ERRORS, Fate.RECEIVED}
