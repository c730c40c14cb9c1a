"""Whose a line or a text is, as commands say it."""

from pathlib import Path

import pytest
import typer

from desktop.announce import Announcer
from desktop.cli.owners import Owners, say_which
from desktop.cli.session import Session
from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import open_profile
from tests.new_cache import open_new


def account(provider: str, name: str) -> Account:
    return Account(id=name, provider=provider, name=name, url="https://x.example", key_place="session")


def test_accounts_that_were_signed_out_and_left_texts_are_named_too(tmp_path: Path) -> None:
    """G1"""
    profile = open_profile(tmp_path)
    accounts, announcer = Accounts(profile.accounts), Announcer()
    accounts.add(account("voipms", "Shop"))
    accounts.add(account("twilio", "Office"))
    accounts.remove("Office", texts_stay=True)
    db = open_new(tmp_path / "cache.db", announcer)
    try:
        owners = Owners(Session(profile, accounts, announcer, db))
        assert owners.facts("Shop") == {"account": "Shop", "service": "voipms"}
        assert owners.cells("Office") == ["Office", "Twilio"]
        assert owners.facts("nobody") == {"account": None, "service": None}
        assert owners.cells("nobody") == ["", ""]
        assert not owners.columns(["Shop"]) and owners.columns(["Shop", "Office"])
    finally:
        db.close()


def test_where_several_accounts_have_a_line_their_names_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        say_which(["Shop", "Office"])
    assert "(“Shop”, “Office”): say which with --account" in capsys.readouterr().err
