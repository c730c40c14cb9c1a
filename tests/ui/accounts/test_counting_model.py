"""What the account's card says of the counter."""

from pathlib import Path

import pytest

from desktop.sms.segments import JOINED
from desktop.store import counting, messages
from desktop.store.counting import Audit
from desktop.store.tables import MessageRow
from desktop.ui.accounts.account_card import AccountCard
from desktop.ui.accounts.counting_model import CountingSaid, figure, said
from desktop.ui.theme import Theme
from tests.ui.accounts.house import KEPT, NUMBER, house

PEER = "+447700900123"


def test_how_many_texts_were_counted_like_the_service_is_a_figure() -> None:
    """C14"""
    assert figure(Audit()) == ""
    assert figure(Audit(compared=60, differing=3)) == "57 of 60"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Audit(60, 0), CountingSaid()),
        (Audit(60, 2), CountingSaid()),
        (
            Audit(60, 3, JOINED),
            CountingSaid("Cliqtel counts parts differently: 3 texts.", "Count as Cliqtel does"),
        ),
        (
            Audit(60, 3),
            CountingSaid("Cliqtel counts parts differently: 3 texts. The counter shows an estimate."),
        ),
        (
            Audit(60, 0, confirmed=True),
            CountingSaid("Parts are counted as Cliqtel was found to count them.", "Count as Cliqtel says"),
        ),
    ],
)
def test_a_drift_is_said_with_what_can_be_done(found: Audit, expected: CountingSaid) -> None:
    """Idea 18: this provider counts differently: 3 texts."""
    assert said(found, "Cliqtel") == expected


async def test_a_click_on_the_card_switches_the_counter(tmp_path: Path, theme: Theme) -> None:
    async with house(tmp_path, KEPT) as one:
        for _ in range(3):
            message = messages.queue(one.db, account_id=KEPT.id, line=NUMBER, peer=PEER, body="a" * 306)
            with one.db.transaction() as session:
                row = session.get(MessageRow, message.id)
                assert row is not None
                row.parts = 3  # as with a header of seven octets
                session.add(row)
        model = one.model
        model.tally.watch([KEPT.id])
        await one.until(lambda: model.counting_of(KEPT.id).offer)
        card = AccountCard(theme, KEPT.id)
        card.count_wanted.connect(model.tally.count_as_service)
        card.show_counting(model.counting_of(KEPT.id))
        assert not card.counting.isHidden()
        card.counting.button.click()
        await one.until(lambda: counting.audit(one.db, KEPT.id).confirmed)
        await one.until(lambda: model.tally.audit(KEPT.id).confirmed)
        card.show_counting(model.counting_of(KEPT.id))
        assert card.counting.text == "Parts are counted as Cliqtel was found to count them."
