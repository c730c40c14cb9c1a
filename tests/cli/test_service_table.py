"""The table of what services can do: every cell follows what the adapter reports."""

from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal

import pytest

from desktop.cli.service_table import Cell, reasons, table
from desktop.providers.base import AT_SIGN_IN, NOT_USED, OFF, ON, Capabilities, Feature
from desktop.sms.delivery import Proof
from desktop.sms.segments import JOINED, SEPARATE_160_BYTES

PLAIN = Capabilities(service="close")
FEATURES = [one.name for one in fields(Capabilities) if one.type is Feature]


def cell(key: str, **more: object) -> Cell:
    """The cell of a service that is ``PLAIN`` but for ``more``."""
    can = replace(PLAIN, **more)  # type: ignore[arg-type]
    (row,) = [row for row in table({"close": can}) if row.key == key]
    return row.cells["close"]


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_has_a_row_that_follows_it(feature: str) -> None:
    """§1.6. A new feature of ``Capabilities`` needs a row in ``desktop/cli/service_table.py``."""
    assert feature in [row.key for row in table({"close": PLAIN})]
    assert cell(feature, **{feature: ON}) != cell(feature, **{feature: OFF})


def test_a_ban_of_bulk_texts_is_said_and_no_ban_is_no_offer() -> None:
    """B27: Linedesk has no way to send one text to many."""
    assert cell("bulk") == Cell("no ban known")
    ban = Feature(on=False, reason="forbidden_there")
    assert cell("bulk", bulk=ban) == Cell("forbidden", "Close does not allow it. Send texts one by one.")


@pytest.mark.parametrize(
    ("feature", "words", "why"),
    [
        (ON, "yes", ""),
        (OFF, "–", ""),
        (NOT_USED, "no", "Close offers it, but Linedesk does not use it there."),
        (AT_SIGN_IN, "depends", "Whether Close lets an account do it is asked at each sign-in."),
        (
            Feature(on=False, reason="not_allowed"),
            "no",
            "The key of this account may not see it. Sign in with another key to have it.",
        ),
    ],
)
def test_what_is_off_says_why(feature: Feature, words: str, why: str) -> None:
    assert cell("calls", calls=feature) == Cell(words, why)


@pytest.mark.parametrize(
    ("proof", "words"),
    [(Proof.DELIVERED, "delivered"), (Proof.SENT, "sent"), (Proof.ACCEPTED, "accepted")],
)
def test_the_most_that_is_proved_is_named_and_what_is_missing_is_explained(proof: Proof, words: str) -> None:
    """C6"""
    found = cell("proof", proof=proof)
    assert found.words == words
    assert (found.why == "") is (proof is Proof.DELIVERED)


@pytest.mark.parametrize(
    ("key", "more", "words"),
    [
        ("longest_text", {"policy": SEPARATE_160_BYTES}, "160 bytes"),
        ("longest_text", {"policy": replace(JOINED, max_characters=1000)}, "1000 characters"),
        ("longest_text", {"policy": JOINED}, "no limit known"),
        ("policy", {"policy": SEPARATE_160_BYTES}, "as several"),
        ("policy", {"policy": JOINED}, "as one"),
        ("mms", {"mms": 2048}, "2048 characters"),
        ("mms", {"policy": SEPARATE_160_BYTES}, "no"),
        ("mms", {}, "not needed"),
        ("needs_contact", {"needs_contact": ON}, "its phone book"),
        ("needs_contact", {}, "any number"),
        ("daily", {"daily": 100}, "100"),
        ("daily", {}, "no limit known"),
        ("price", {"price_per_part": Decimal("0.0075"), "currency": "USD"}, "0.0075 USD"),
        ("price", {}, "no"),
        ("history", {}, "all"),
        ("history", {"history": timedelta(days=90)}, "90 days"),
        ("history", {"listed": OFF}, "only what was sent from here"),
        ("webhook", {"service": "voipms"}, "if set up"),
        ("webhook", {}, "no"),
    ],
)
def test_limits_and_reaches_are_said_in_words(key: str, more: dict[str, object], words: str) -> None:
    """B6, B7, B27, B28, I7."""
    assert cell(key, **more).words == words


def test_a_reason_that_two_cells_have_stands_once() -> None:
    rows = table({"close": replace(PLAIN, calls=NOT_USED, contacts=NOT_USED, price_per_part=Decimal(1))})
    found = reasons(rows)
    assert len(set(found)) == len(found)
    assert found.count("Close offers it, but Linedesk does not use it there.") == 1
