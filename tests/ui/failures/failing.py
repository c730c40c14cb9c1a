"""Failed texts of a service that passes on its carriers' numbers, for tests of the failure inbox."""

import json
from collections.abc import Sequence

from desktop.sms.delivery import State
from desktop.store import accounts, messages
from tests.ui.account import ACCOUNT, Account
from tests.ui.messages.texts import NOON, peer, put


def serve(account: Account, service: str = "salesmsg") -> None:
    told = json.dumps({"service": service, "proof": "delivered"})
    accounts.learn(account.db, ACCOUNT, capabilities=told, balance="12.40", currency="EUR")


def fail(
    account: Account, codes: Sequence[str | None], body: str = "Hello", text: str = "", first: int = 0
) -> list[int]:
    """One text to a number of its own for each code; their ids."""
    found = []
    for place, code in enumerate(codes):
        put(
            account,
            [body],
            peer=peer(first + place),
            outbound=True,
            state=State.FAILED,
            since=NOON,
            error_code=code,
            error_text=text,
        )
        found.append(messages.newest(account.db, peer=peer(first + place), limit=1)[0].id)
    return found
