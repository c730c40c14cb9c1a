"""What tests of the thread ask again and again: where rows stand, calls, somebody who scrolls."""

from datetime import datetime, timedelta

from desktop.store import calls
from desktop.store.calls import Call
from tests.ui.account import ACCOUNT, SUPPORT, Account
from tests.ui.messages.texts import NOON, ZOE, Tab

LONG = "A rather long text that needs more than one line wherever it is shown. "


def bodies(first: int, last: int) -> list[str]:
    """Texts of different lengths, each beginning with its number."""
    return [f"{n} {LONG * (n % 4)}" for n in range(first, last)]


def ring(
    account: Account,
    name: str,
    *,
    since: datetime = NOON,
    outcome: str = "missed",
    outbound: bool = False,
    seconds: int | None = None,
    peer: str = ZOE,
) -> None:
    """A call, as a pull brings it."""
    one = Call(
        account_id=ACCOUNT,
        remote_id=name,
        outbound=outbound,
        line=SUPPORT,
        peer=peer,
        started_at=since,
        outcome=outcome,
        seconds=seconds,
    )
    calls.keep(account.db, ACCOUNT, [one])


def bottoms(tab: Tab) -> dict[int, int]:
    """Where the lower edge of each text on screen stands, by its id."""
    view = tab.view.thread_view
    return {
        message.id: view.visualRect(tab.thread.index(row)).bottom()
        for row in view.shown_rows()
        if (message := tab.thread.message(tab.thread.index(row))) is not None
    }


def drift(before: dict[int, int], after: dict[int, int]) -> set[int]:
    """How far texts that were and are on screen have moved."""
    return {after[one] - before[one] for one in before if one in after}


def days(count: float) -> timedelta:
    """So many days."""
    return timedelta(days=count)
