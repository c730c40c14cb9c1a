"""One person on two lines of two services, for tests of a thread over all lines (idea 16)."""

import json
from collections.abc import Sequence
from datetime import timedelta

from desktop.sms.delivery import State
from desktop.store import accounts, conversations, lines
from desktop.store.binding import Receipt
from desktop.store.merge import Listed, merge
from tests.ui.account import Account, line
from tests.ui.messages.texts import NOON, ZOE

TWILIO = "twilio-1"
DESK = "+12125550199"


def second_service(account: Account) -> None:
    """Another account, at Twilio, with one line that can prove delivery."""
    accounts.learn(
        account.db,
        TWILIO,
        capabilities=json.dumps({"service": "twilio", "proof": "delivered"}),
        balance=None,
        currency="",
    )
    lines.replace(account.db, TWILIO, [line(DESK, "Sales", account_id=TWILIO)])


def said(
    account: Account,
    bodies: Sequence[str],
    *,
    at: int = 0,
    outbound: bool = False,
    state: State = State.DELIVERED,
    peer: str = ZOE,
    **receipt: str,
) -> int:
    """Texts over the Twilio line, a minute apart, the first ``at`` minutes after noon; their conversation."""
    texts = [
        Listed(
            outbound,
            DESK,
            peer,
            body,
            NOON + timedelta(minutes=at + place),
            Receipt(f"SM{peer}{at + place}", state if outbound else State.RECEIVED, **receipt),  # type: ignore[arg-type]
        )
        for place, body in enumerate(bodies)
    ]
    merge(account.db, TWILIO, texts, window=timedelta(minutes=1), now=NOON)
    there = conversations.find(account.db, TWILIO, DESK, peer)
    assert there is not None
    return there
