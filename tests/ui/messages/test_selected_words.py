"""Words on their way out of the window: how they are written, and that a later copying ends one before."""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.store import messages
from desktop.ui import moments
from desktop.ui.messages.selected_words import Copying, Gathered, Part
from desktop.ui.messages.text_offsets import units
from tests.ui.account import Account
from tests.ui.messages.texts import NOON, put


def parts(account: Account, bodies: list[str]) -> list[Part]:
    """Texts of one conversation, chosen as a whole."""
    there = put(account, bodies, tell=False)
    return [(one, (0, units(one.body))) for one in messages.thread(account.db, there)]


def test_one_text_is_itself_and_several_have_time_and_name(account: Account) -> None:
    one, other = parts(account, ["a\nb", "c"])
    gathered = Gathered("Zoë Patel")
    assert (gathered.count, gathered.words()) == (0, "")
    gathered.add([one])
    assert gathered.words() == "a\nb"
    gathered.add([])
    gathered.add([(other[0], (0, 0))])
    assert gathered.count == 2
    stamp = moments.stamp(NOON)
    assert gathered.words().startswith(f"[{stamp}] Zoë Patel: a\nb\n[")
    assert gathered.words().endswith("] Zoë Patel: ")


def test_pages_are_read_one_at_a_time_and_a_later_copying_ends_an_earlier_one(
    account: Account, qtbot: QtBot
) -> None:
    chosen = parts(account, ["a", "b", "c"])
    read: list[str] = []
    handed_over: list[str] = []

    def pages() -> Iterator[list[Part]]:
        for part in chosen:
            read.append(part[0].body)
            yield [part]

    owner = QObject()
    copying = Copying(owner)
    copying.begin(pages(), "", handed_over.append)
    assert (copying.running, read, handed_over) == (True, ["a", "b"], [])
    copying.begin(iter([[chosen[2]]]), "", handed_over.append)
    assert (copying.running, handed_over) == (False, ["c"]), "what is loaded needs no waiting"
    with qtbot.waitSignal(copying.done) as told:
        copying.begin(pages(), "", handed_over.append)
    assert told.args == [3] and handed_over[1].count("\n") == 2
    with qtbot.assertNotEmitted(copying.done):
        copying.begin(iter([]), "", handed_over.append)
    assert len(handed_over) == 2
