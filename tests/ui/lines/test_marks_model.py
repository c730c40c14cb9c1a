"""Which service a line is of: said where several accounts have lines, and nowhere else."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.settings.accounts import Account as Signed
from desktop.store import accounts, lines
from desktop.store.lines import Line
from desktop.ui.lines.line_model import LineModel
from desktop.ui.lines.marks_model import Mark, Marks
from desktop.ui.messages.conversations_model import ConversationsModel
from tests.ui.account import ACCOUNT, SALES, Account, opened
from tests.ui.messages.texts import put

OFFICE = "+12125550142"


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        add_lines(account, ACCOUNT, "cliqtel")
        yield account


def signed(account_id: str, provider: str, name: str) -> Signed:
    return Signed(id=account_id, provider=provider, name=name, url="https://x.example", key_place="env")


def add_lines(account: Account, account_id: str, service: str, *numbers: str) -> None:
    """An account as its first check leaves it, with these lines if there are any."""
    accounts.learn(
        account.db, account_id, capabilities=json.dumps({"service": service}), balance=None, currency=""
    )
    if numbers:
        lines.replace(account.db, account_id, [Line(account_id, one, one) for one in numbers])


def test_one_account_has_no_mark(account: Account) -> None:
    assert Marks(account.db, account.changes).of(ACCOUNT) is None


def test_lines_of_two_services_have_letters_and_the_services_name(account: Account) -> None:
    """G8: also before anybody said what the accounts are called."""
    marks = Marks(account.db, account.changes)
    changed: list[None] = []
    marks.changed.connect(lambda: changed.append(None))
    add_lines(account, "tw", "twilio", SALES)
    assert (marks.of(ACCOUNT), marks.of("tw")) == (Mark("CQ", "Cliqtel"), Mark("TW", "Twilio"))
    assert changed
    marks.know([signed(ACCOUNT, "cliqtel", "Shop"), signed("tw", "twilio", "Office")])
    assert marks.of(ACCOUNT) == Mark("CQ", "Cliqtel")
    lines.replace(account.db, "tw", [])
    assert marks.of(ACCOUNT) is None and marks.of("tw") is None


def test_two_accounts_of_one_service_are_told_apart_by_their_names_in_the_order_of_adding(
    account: Account,
) -> None:
    """G8."""
    add_lines(account, "b", "twilio", OFFICE)
    add_lines(account, "a", "twilio", "+12125550143")
    marks = Marks(account.db, account.changes)
    marks.know(
        [signed("b", "twilio", "Office"), signed(ACCOUNT, "cliqtel", "Shop"), signed("a", "twilio", "Van")]
    )
    assert (marks.of("b"), marks.of("a")) == (Mark("TW 1", "Twilio, Office"), Mark("TW 2", "Twilio, Van"))
    assert marks.of(ACCOUNT) == Mark("CQ", "Cliqtel")


def test_a_service_that_nobody_here_knows_has_its_first_letters(account: Account) -> None:
    add_lines(account, "f", "future", OFFICE)
    add_lines(account, "n", "", "+12125550143")
    marks = Marks(account.db, account.changes)
    assert marks.of("f") == Mark("FU", "future")
    nameless = marks.of("n")
    assert nameless is not None and nameless.text == "?"


def test_the_same_number_at_two_services_is_two_lines_that_are_told_apart(account: Account) -> None:
    """G8: by the tooltip and by ear; each can be chosen, and each stays when the other goes."""
    add_lines(account, "tw", "twilio", SALES)
    model = LineModel(account.db, account.changes)
    model.marks.know([signed(ACCOUNT, "cliqtel", "Shop"), signed("tw", "twilio", "Office")])
    places = {line.account_id: place for place, line in enumerate(model.lines()) if line.number == SALES}
    assert places.keys() == {ACCOUNT, "tw"}
    roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    for role in roles:
        assert "Twilio" in model.index(places["tw"]).data(role)
        assert "Cliqtel" in model.index(places[ACCOUNT]).data(role)
    model.choose("tw", SALES)
    assert model.key == f"tw:{SALES}"
    model.choose(ACCOUNT, SALES)
    assert model.key == f"{ACCOUNT}:{SALES}"
    lines.replace(account.db, "tw", [])
    assert model.key == f"{ACCOUNT}:{SALES}"
    assert "Cliqtel" not in model.index(places[ACCOUNT]).data(roles[0])


def test_where_all_lines_show_each_conversation_names_its_line_and_service(account: Account) -> None:
    """G8: also for whoever listens to the list."""
    add_lines(account, "tw", "twilio", OFFICE)
    model = ConversationsModel(account.db, account.changes, marks=Marks(account.db, account.changes))
    put(account, ["Hello"], line=SALES)
    model.show_all_lines(True)
    row = model.conversation(model.index(0))
    assert model.line_label(row).startswith("CQ ")
    assert model.line_said(row).endswith(", Cliqtel")
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).endswith(model.line_said(row))
    model.show_all_lines(False)
    assert model.line_said(row) == ""
