"""What is chosen of all threads is kept as a preference, and a preference shows in the thread."""

from pathlib import Path

import pytest

from desktop.settings.preferences import Preferences
from desktop.ui.messages.thread_choices import ThreadChoices
from desktop.ui.preferences.preferences_model import PreferencesModel
from tests.ui.account import SALES, Account
from tests.ui.messages.texts import Tab, put


@pytest.fixture
def preferences(tab: Tab, account: Account, tmp_path: Path) -> PreferencesModel:
    put(account, ["on sales"], line=SALES)
    tab.view.open(put(account, ["on support"]))
    kept = PreferencesModel(tmp_path / "preferences.json", tab.window)
    ThreadChoices(tab.view, kept)
    return kept


def shown(tab: Tab) -> set[str]:
    return {one.body for one in tab.thread.messages()}


def test_one_line_alone_shows_until_somebody_chooses(tab: Tab, preferences: PreferencesModel) -> None:
    """Idea 16: off by default."""
    assert not Preferences().all_lines_in_threads
    assert shown(tab) == {"on support"}


def test_what_is_chosen_in_the_thread_is_kept(tab: Tab, preferences: PreferencesModel) -> None:
    tab.view.header.lines_action.trigger()
    tab.view.header.calls_action.trigger()
    now = preferences.now
    assert (now.all_lines_in_threads, now.calls_in_threads) == (True, False)
    assert shown(tab) == {"on support", "on sales"}


def test_what_is_chosen_in_the_preferences_shows(tab: Tab, preferences: PreferencesModel) -> None:
    preferences.change(all_lines_in_threads=True, calls_in_threads=False)
    assert tab.view.header.lines_action.isChecked() and tab.view.header.lines.isVisible()
    assert shown(tab) == {"on support", "on sales"} and not tab.thread.shows_calls
    preferences.change(all_lines_in_threads=False)
    assert shown(tab) == {"on support"} and not tab.view.header.lines.isVisible()
