"""What is known of a file before it is there, fetching it, saving it."""

import os
from pathlib import Path

import pytest

from desktop.store.media import Media
from tests.ui.account import Account
from tests.ui.messages.filed import Shelved, put_files
from tests.ui.messages.texts import ZOE


@pytest.fixture
def shelved(account: Account, tmp_path: Path) -> Shelved:
    return Shelved(account, tmp_path)


def test_a_file_says_what_it_is_whose_and_when(account: Account, shelved: Shelved) -> None:
    _, (one,) = put_files(account, "", Media("", "image/png"))
    about = shelved.model.about(one.id)
    assert about is not None
    assert about.kind == "Picture" and about.file_name == "Picture 2026-03-02"
    assert about.whose.startswith("From ") and "7700 900123" in about.whose and ZOE
    assert shelved.model.about(one.id + 9) is None


def test_a_copy_that_is_here_opens_and_one_that_is_not_says_why(account: Account, shelved: Shelved) -> None:
    _, (first, second) = put_files(account, "", Media("", ""), Media("", ""))
    shelved.keep(first, b"here", "image/png")
    told: list[object] = []
    shelved.model.opened.connect(lambda media_id, opened: told.append((media_id, opened.content)))
    shelved.model.failed.connect(lambda media_id, code: told.append((media_id, code)))
    for one in (first.id, second.id, second.id + 9):
        shelved.model.fetch(one)
    shelved.work.run()
    assert told == [(first.id, b"here"), (second.id, "signed_out"), (second.id + 9, "deleted")]


def test_saving_says_under_which_name_or_why_not(shelved: Shelved, tmp_path: Path) -> None:
    told: list[str] = []
    shelved.model.saved.connect(told.append)
    shelved.model.not_saved.connect(told.append)
    shelved.model.save(b"here", tmp_path / "picture.png")
    shelved.model.save(b"here", tmp_path / "nowhere" / "picture.png")
    shelved.work.run()
    assert told == ["picture.png", os.strerror(2)]
    assert (tmp_path / "picture.png").read_bytes() == b"here"


def test_copies_that_nobody_asks_for_go(shelved: Shelved) -> None:
    orphan = shelved.shelf.put(b"orphan")
    shelved.model.tidy()
    shelved.work.run()
    assert shelved.shelf.get(orphan) is None
