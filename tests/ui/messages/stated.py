"""A text as the store tells it, with nothing but what a test says of it: for the words about states."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop.sms.delivery import Proof, State
from desktop.store.messages import Message
from desktop.ui.messages.bubble_words_model import Facts
from desktop.ui.messages.service_model import Reach, Service
from tests.ui.account import ACCOUNT, SUPPORT
from tests.ui.messages.texts import ZOE

THEN = datetime(2026, 3, 2, 12, 40, tzinfo=UTC)
"""When the texts were written and sent."""
CLIQTEL = Service("Cliqtel", Proof.DELIVERED, Reach.GOOD, THEN - timedelta(hours=1))

_USUAL: dict[str, Any] = {
    "id": 1,
    "client_id": "c1",
    "account_id": ACCOUNT,
    "conversation_id": 1,
    "outbound": True,
    "line": SUPPORT,
    "peer": ZOE,
    "body": "Hello",
    "created_at": THEN,
    "outside": False,
    "remote_kind": "sms",
    "remote_status": "",
    "currency": "",
    "carrier": "",
    "error_text": "",
    "attempts": 0,
    "left_alone": False,
    "held_reason": "",
    "media": (),
}


def text(state: State, **more: Any) -> Message:
    """An outbound text in this state; what is not said is not known."""
    unknown: dict[str, Any] = dict.fromkeys(field.name for field in fields(Message))
    return Message(**{**unknown, **_USUAL, "state": state, **more})


def after(seconds: float, service: Service = CLIQTEL, **more: Any) -> Facts:
    """What is known so long after the text was sent."""
    return Facts(THEN + timedelta(seconds=seconds), service, **more)
