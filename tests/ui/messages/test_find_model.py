"""Finding words in one conversation: all hits, newest first, one by one, and round."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.messages.find_model import FindModel
from tests.ui.account import Account
from tests.ui.messages.texts import VIKTOR, put


@pytest.fixture
def find(account: Account) -> Iterator[FindModel]:
    yield FindModel(account.db)


def test_every_hit_is_found_however_long_the_thread(account: Account, find: FindModel, qtbot: QtBot) -> None:
    bodies = ["Straße" if n % 300 == 0 else str(n) for n in range(2100)]
    there = put(account, bodies, tell=False)
    put(account, ["strasse"], peer=VIKTOR, tell=False)
    gone: list[int] = []
    find.went_to.connect(gone.append)
    find.search([there], " STRASSE ")
    assert find.searching
    qtbot.waitUntil(lambda: not find.searching)
    assert find.hits == [n + 1 for n in range(1800, -1, -300)]
    assert (find.current, gone) == (0, [1801])
    find.go(1)
    find.go(-1)
    find.go(-1)
    assert (find.current, gone[1:]) == (6, [1501, 1801, 1])


def test_whoever_types_on_begins_anew(account: Account, find: FindModel, qtbot: QtBot) -> None:
    there = put(account, ["one", "two", "twofold"], tell=False)
    find.search([there], "o")
    find.search([there], "two")
    qtbot.waitUntil(lambda: not find.searching)
    assert find.hits == [3, 2]
    find.search([there], "")
    assert (find.hits, find.current, find.searching) == ([], None, False)
    find.go(1)
    assert find.current is None


def test_without_a_conversation_nothing_is_searched(find: FindModel) -> None:
    find.search([], "word")
    assert not find.searching
