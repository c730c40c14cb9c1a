"""Copies of pictures beside the cache: found again, protected as it is, never the last of anything."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.store.shelf import Shelf, ShelfUnusable, throw_away_plain

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
PICTURE = b"\x89PNG a picture of a person"


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> Callable[[], bytes | None]:
    """The cache's key."""
    found: bytes | None = request.param
    return lambda: found


def on_disk(folder: Path) -> bytes:
    """Everything that lies in the folder."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_copy_is_found_again_by_its_name(tmp_path: Path, key: Callable[[], bytes | None]) -> None:
    name = Shelf(tmp_path / "media", key).put(PICTURE)
    shelf = Shelf(tmp_path / "media", key)
    assert shelf.get(name) == PICTURE
    assert shelf.get("another") is None


def test_nobody_else_can_read_it_and_an_encrypted_one_shows_nothing(
    tmp_path: Path, key: Callable[[], bytes | None]
) -> None:
    """Demand 14: where the cache is encrypted, no picture lies beside it in the clear."""
    folder = tmp_path / "media"
    Shelf(folder, key).put(PICTURE)
    assert (PICTURE in on_disk(folder)) is (key() is None)
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@pytest.mark.parametrize(("before", "after"), [(None, KEY), (KEY, OTHER), (KEY, None)])
def test_a_shelf_of_another_key_is_begun_anew(
    tmp_path: Path, before: bytes | None, after: bytes | None
) -> None:
    """They are copies: the service has the files."""
    folder = tmp_path / "media"
    name = Shelf(folder, lambda: before).put(PICTURE)
    shelf = Shelf(folder, lambda: after)
    assert shelf.get(name) is None
    assert PICTURE not in on_disk(folder)
    assert shelf.get(shelf.put(PICTURE)) == PICTURE


def test_when_the_cache_is_encrypted_the_plain_copies_go_and_no_others(tmp_path: Path) -> None:
    plain, coded = tmp_path / "plain", tmp_path / "coded"
    Shelf(plain, lambda: None).put(PICTURE)
    kept = Shelf(coded, lambda: KEY).put(PICTURE)
    for folder in (plain, coded, tmp_path / "none"):
        throw_away_plain(folder)
    assert list(plain.iterdir()) == []
    assert Shelf(coded, lambda: KEY).get(kept) == PICTURE


def test_what_was_not_opened_for_longest_makes_room(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "media", lambda: None, most=100)
    first, second = shelf.put(b"1" * 40), shelf.put(b"2" * 40)
    assert shelf.get(first) is not None
    third = shelf.put(b"3" * 40)
    assert shelf.get(second) is None
    assert shelf.get(first) is not None and shelf.get(third) is not None
    large = shelf.put(b"4" * 200)
    assert shelf.get(large) is not None and shelf.get(first) is None


def test_what_nobody_asks_for_goes(tmp_path: Path, key: Callable[[], bytes | None]) -> None:
    """Demand 14: what was deleted leaves nothing behind."""
    shelf = Shelf(tmp_path / "media", key)
    assert shelf.keep_only({"x"}) == set()
    assert not (tmp_path / "media").exists()
    wanted, orphan = shelf.put(b"wanted"), shelf.put(PICTURE)
    assert shelf.keep_only({wanted, "x"}) == {wanted}
    assert shelf.get(orphan) is None
    assert PICTURE not in on_disk(tmp_path / "media")


def test_a_shelf_that_cannot_be_made_says_so_and_breaks_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "media").write_text("a file in its place")
    shelf = Shelf(tmp_path / "media", lambda: None)
    with pytest.raises(ShelfUnusable):
        shelf.put(PICTURE)
    with pytest.raises(ShelfUnusable):
        shelf.get("x")
