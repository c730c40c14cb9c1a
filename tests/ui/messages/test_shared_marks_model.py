"""What is open in the shared inbox is marked on its conversation, apart from what is unread here."""

from PySide6.QtCore import Qt

from desktop.store import shared_unread
from desktop.store.shared_unread import Open
from tests.ui.account import ACCOUNT, SUPPORT, Account
from tests.ui.messages.texts import VIKTOR, ZOE, Tab, put


def test_the_mark_comes_and_goes_with_the_inbox_and_reading_leaves_it(account: Account, tab: Tab) -> None:
    zoe = put(account, ["Hi"], unread=1)
    put(account, ["Hi"], peer=VIKTOR)
    shared_unread.replace(account.db, ACCOUNT, [Open("1", SUPPORT, ZOE), Open("2", SUPPORT, ZOE)])
    tab.conversations.reload()
    rows = tab.conversations
    counts = {
        rows.conversation(rows.index(row)).peer: rows.shared(rows.conversation(rows.index(row)))
        for row in (0, 1)
    }
    assert counts == {ZOE: 2, VIKTOR: 0}
    place = rows.row_of(zoe)
    assert place is not None
    spoken = rows.index(place).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2 open in the shared inbox" in spoken and "1 unread" in spoken
    tab.view.open(zoe)
    tab.view.mark_read()
    rows.reload()
    assert rows.shared(rows.conversation(rows.index(rows.row_of(zoe) or 0))) == 2
    shared_unread.replace(account.db, ACCOUNT, [])
    rows.reload()
    assert rows.shared(rows.conversation(rows.index(rows.row_of(zoe) or 0))) == 0
