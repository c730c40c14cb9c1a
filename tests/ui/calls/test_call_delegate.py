from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.store import calls
from desktop.store.calls import Call
from desktop.ui.calls.call_delegate import CallDelegate
from desktop.ui.calls.calls_model import CallsModel
from desktop.ui.rows import RowList
from desktop.ui.theme import Theme
from tests.ui.account import ACCOUNT, SUPPORT, opened

KINDS = [
    (False, "missed"),
    (False, "answered"),
    (True, "answered"),
    (True, "missed"),
    (False, "declined"),
    (True, "cancelled"),
    (False, "voicemail"),
    (False, "answered_elsewhere"),
    (True, "handed_over"),
    (False, "Out of hours"),
]


@pytest.mark.parametrize("width", [360, 400])
def test_every_kind_of_call_looks_like_no_other(
    width: int, tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    """A missed call is told by its icon and its word as well as by its colour."""
    with opened(tmp_path) as account:
        now = datetime.now(UTC)
        recorded = [
            Call(ACCOUNT, str(place), outbound, SUPPORT, "+447700900123", now, outcome)
            for place, (outbound, outcome) in enumerate(KINDS)
        ]
        calls.keep(account.db, ACCOUNT, recorded)
        model = CallsModel(account.db, account.changes, clock=lambda: now)
        model.refresh()
        view = RowList(theme, "Call list")
        qtbot.addWidget(view)
        view.setModel(model)
        view.setItemDelegate(CallDelegate(theme, model, view))
        view.resize(width, 64 * len(KINDS))
        picture: QImage = view.viewport().grab().toImage()
        rows = [picture.copy(view.visualRect(model.index(row))) for row in range(len(KINDS))]
    assert all(one != other for place, one in enumerate(rows) for other in rows[:place])
