"""Lists of words as a person changes them."""

from pathlib import Path

import pytest

from desktop.settings import word_lists
from desktop.settings.word_lists import WordLists
from desktop.sms.restricted import CATEGORIES
from desktop.ui.wordlists.word_lists_model import WordListsModel


@pytest.fixture
def model(tmp_path: Path) -> WordListsModel:
    return WordListsModel(tmp_path / "word_lists.json")


def test_every_category_of_the_program_is_there_switched_on(model: WordListsModel) -> None:
    """B21"""
    found = model.listing()
    assert [one.code for one in found] == list(CATEGORIES)
    assert all(one.on and one.words and not one.changed for one in found)


def test_only_what_a_person_changed_is_kept(model: WordListsModel, tmp_path: Path) -> None:
    words = model.get("gambling").words
    assert model.change("gambling", [*words[1:], "zorbing", "  ", "Zorbing"]) == ""
    kept = word_lists.load(tmp_path / "word_lists.json")
    assert kept.added == {"gambling": ("Zorbing",)}
    assert kept.removed == {"gambling": (words[0],)}
    assert model.get("gambling").words == (*words[1:], "Zorbing")
    assert model.get("gambling").changed
    again = WordListsModel(tmp_path / "word_lists.json")
    assert again.listing() == model.listing()
    assert model.reset("gambling") == ""
    assert model.get("gambling").words == words
    assert word_lists.load(tmp_path / "word_lists.json").added == {}


def test_a_category_can_be_switched_off_and_on(model: WordListsModel, tmp_path: Path) -> None:
    assert model.switch("tobacco", on=False) == ""
    assert not model.get("tobacco").on
    assert word_lists.load(tmp_path / "word_lists.json").off == ("tobacco",)
    assert model.switch("tobacco", on=True) == ""
    assert model.get("tobacco").on


def test_a_word_that_is_too_long_changes_nothing_and_is_said(model: WordListsModel) -> None:
    before = model.listing()
    assert "Nothing was changed" in model.change("gambling", ["x" * 61])
    assert model.listing() == before


def test_a_damaged_file_is_said_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "word_lists.json"
    path.write_text("{nonsense")
    model = WordListsModel(path)
    assert "cannot be read" in model.damage
    assert model.switch("tobacco", on=False) == model.damage
    assert path.read_text() == "{nonsense"


def test_what_was_written_into_the_file_meanwhile_stays(model: WordListsModel, tmp_path: Path) -> None:
    """B21: the file may be edited by hand while the page is open."""
    path = tmp_path / "word_lists.json"
    word_lists.save(path, WordLists(added={"gambling": ("zorbing",)}))
    assert model.switch("tobacco", on=False) == ""
    kept = word_lists.load(path)
    assert (kept.added, kept.off) == ({"gambling": ("zorbing",)}, ("tobacco",))


def test_words_that_changed_in_the_file_are_replaced_only_at_the_second_time(
    model: WordListsModel, tmp_path: Path
) -> None:
    path = tmp_path / "word_lists.json"
    mine = [*model.get("gambling").words, "mine"]
    word_lists.save(path, WordLists(added={"gambling": ("zorbing",)}))
    assert "changed in the file meanwhile" in model.change("gambling", mine)
    assert word_lists.load(path).added == {"gambling": ("zorbing",)}
    assert model.get("gambling").words[-1] == "zorbing"
    assert model.change("gambling", mine) == ""
    assert word_lists.load(path).added == {"gambling": ("mine",)}


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    model = WordListsModel(tmp_path / "gone" / "word_lists.json")
    assert "cannot be written" in model.switch("tobacco", on=False)
    assert model.get("tobacco").on
