"""Somebody says STOP, as the store keeps it."""

from datetime import datetime

from desktop.announce import MessagesChanged
from desktop.store import messages
from desktop.store.tables import ConsentRow
from tests.ui.account import ACCOUNT, SUPPORT, Account
from tests.ui.messages.texts import NOON, ZOE, put


def say(account: Account, words: str = "STOP", *, kind: str = "stop", at: datetime = NOON) -> int:
    """Zoë says it on the support line, after "Hi" of ours; the conversation's id."""
    conversation = put(account, ["Hi"], outbound=True, since=at)
    put(account, [words], since=at)
    text = messages.newest(account.db, limit=1)[0]
    with account.db.transaction() as session:
        session.add(
            ConsentRow(
                account_id=ACCOUNT, line=SUPPORT, peer=ZOE, at=at, kind=kind, message_id=text.id, words=words
            )
        )
    account.announcer.publish(MessagesChanged(frozenset({conversation})))
    return conversation
