"""What somebody says of an account's plan and countries."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.settings.accounts import Account
from desktop.ui.accounts.accounts_view import AccountsView
from desktop.ui.accounts.plan_model import PlanForm, form_of, summary
from desktop.ui.theme import Theme
from tests.ui.accounts.house import KEPT, house


def kept(one: object) -> Account:
    return one.accounts.get(KEPT.name)  # type: ignore[attr-defined,no-any-return]


async def test_plan_and_countries_are_kept_and_said(tmp_path: Path) -> None:
    """A14, A15, B9, B14"""
    async with house(tmp_path, KEPT) as one:
        form = PlanForm("trial", " 10 ", "gb, us;  GB", "br")
        assert one.model.keep_plan(KEPT.id, form) == ""
        account = kept(one)
        assert (account.plan, account.trial_parts) == ("trial", 10)
        assert (account.allowed_countries, account.unjoined_countries) == (("GB", "US"), ("BR",))
        assert form_of(account) == PlanForm("trial", "10", "GB, US", "BR")
        assert summary(account) == (
            "Trial of 10 parts. Texts only to United Kingdom, United States. "
            "Long texts arrive in pieces in Brazil."
        )
        assert one.model.keep_plan(KEPT.id, PlanForm("paid", "10")) == ""
        assert (kept(one).plan, kept(one).trial_parts, kept(one).allowed_countries) == ("paid", None, None)


def test_a_trial_at_twilio_says_whom_it_reaches() -> None:
    """B24: where the plan is told, not only after a text failed."""
    trial = KEPT.model_copy(update={"provider": "twilio", "plan": "trial"})
    assert summary(trial).startswith("Trial. Only numbers that you verified")
    assert "verified" not in summary(trial.model_copy(update={"plan": "paid"}))
    assert "verified" not in summary(trial.model_copy(update={"provider": "cliqtel"}))


async def test_the_level_of_a_low_balance_is_kept_and_said(tmp_path: Path) -> None:
    """G1"""
    async with house(tmp_path, KEPT) as one:
        assert one.model.keep_plan(KEPT.id, PlanForm(low_balance=" 2,50 ")) == ""
        assert kept(one).low_balance == Decimal("2.50")
        assert form_of(kept(one)).low_balance == "2.50"
        assert summary(kept(one)) == "It is said when less than 2.50 is left."
        assert one.model.keep_plan(KEPT.id, PlanForm(low_balance="0")) == ""
        assert kept(one).low_balance is None


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (PlanForm("trial", "ten"), "“ten” is no number of parts."),
        (PlanForm(allowed="GB, Atlantis"), "“ATLANTIS” is no country."),
        (PlanForm(unjoined="XX"), "“XX” is no country."),
        (PlanForm(low_balance="a fiver"), "“a fiver” is no amount."),
        (PlanForm(low_balance="-5"), "“-5” is no amount."),
    ],
)
async def test_what_cannot_be_understood_is_said_and_changes_nothing(
    tmp_path: Path, form: PlanForm, words: str
) -> None:
    async with house(tmp_path, KEPT) as one:
        assert one.model.keep_plan(KEPT.id, form).startswith(words)
        assert kept(one) == KEPT


async def test_the_form_on_the_card_is_filled_in_by_keys(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    async with house(tmp_path, KEPT) as one:
        page = AccountsView(one.model, theme)
        qtbot.addWidget(page)
        page.show()
        card = page.card(KEPT.id)
        card.plan.setFocus()
        card.plan.click()
        fields = card.fields
        assert fields.isVisible()
        assert not fields.parts.isVisible()
        fields.plan.setCurrentIndex(1)
        fields.plan.activated.emit(1)
        assert fields.parts.isVisible()
        QTest.keyClicks(fields.allowed, "nowhere")
        fields.save.click()
        assert "is no country" in fields.trouble.text()
        fields.allowed.setText("GB")
        QTest.keyClick(fields.allowed, Qt.Key.Key_Return)
        assert kept(one).allowed_countries == ("GB",)
        assert not fields.isVisible()
        card.plan.click()
        QTest.keyClick(fields.parts, Qt.Key.Key_Escape)
        assert not fields.isVisible()
