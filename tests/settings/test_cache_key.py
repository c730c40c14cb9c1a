"""The key of the cache: never printed; what cache.json says; a passphrase that makes the same key again."""

import copy
import json
import logging
import pickle
import stat
import traceback
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.settings import cache_key
from desktop.settings.cache_key import CacheKey, Record
from desktop.settings.files import SettingsDamaged

WORDS = "correct horse é battery"


def test_a_key_is_random_and_survives_its_way_through_the_keyring() -> None:
    key, other = cache_key.new_key(), cache_key.new_key()
    assert key != other
    assert CacheKey.from_hex(key.hex()) == key
    assert len({key, other, CacheKey.from_hex(key.hex())}) == 2


def test_nothing_prints_a_key(caplog: pytest.LogCaptureFixture) -> None:
    """Not a log, a record, a traceback, nor a copy on its way to a file."""
    key = cache_key.new_key()
    logging.getLogger(__name__).error("%s %r %s", key, key, {"key": [key]})
    shown = caplog.text + f"{key}{key!r}{[key]}"
    try:
        raise ValueError(key)
    except ValueError as error:
        shown += "".join(traceback.format_exception(error))
    assert key.hex() not in shown and str(bytes.fromhex(key.hex())) not in shown
    for tell in (pickle.dumps, copy.copy):
        with pytest.raises(TypeError):
            tell(key)


@pytest.mark.parametrize("digits", ["", "zz", "00" * 31, "00" * 33, "geheim"])
def test_what_is_no_key_is_refused_without_being_repeated(digits: str) -> None:
    with pytest.raises(ValueError) as caught:
        CacheKey.from_hex(digits)
    assert str(caught.value) == "no key of a cache"
    assert caught.value.__cause__ is None and caught.value.__suppress_context__


def test_a_passphrase_makes_the_same_key_however_its_accents_were_typed() -> None:
    lock, key = cache_key.passphrase_lock(WORDS)
    assert cache_key.derived(WORDS, lock) == key
    assert cache_key.derived(WORDS.replace("é", "e\u0301"), lock) == key
    assert cache_key.derived(WORDS + " ", lock) != key
    assert cache_key.fits(key, lock) and not cache_key.fits(cache_key.new_key(), lock)
    again, other = cache_key.passphrase_lock(WORDS)
    assert again.salt != lock.salt and other != key


def test_the_record_is_for_its_owner_and_holds_neither_key_nor_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "cache.json"
    assert cache_key.load(path) is None
    lock, key = cache_key.passphrase_lock(WORDS)
    record = replace(
        cache_key.new_record(), lock=lock, before=cache_key.keyring_lock(key), made_up=True, declined=True
    )
    cache_key.save(path, record)
    assert cache_key.load(path) == record
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    assert key.hex() not in text and "horse" not in text


def test_each_profile_has_an_entry_of_its_own_in_the_keyring() -> None:
    one, two = cache_key.new_record(), cache_key.new_record()
    assert one.entry != two.entry
    assert one.entry == f"cache {one.id}"


def test_each_key_has_an_entry_of_its_own_and_that_of_older_versions_is_still_found(tmp_path: Path) -> None:
    record = cache_key.new_record()
    first, second = cache_key.new_entry(record), cache_key.new_entry(record)
    assert len({first, second, record.entry}) == 3
    path, key = tmp_path / "cache.json", cache_key.new_key()
    cache_key.save(path, replace(record, lock=cache_key.keyring_lock(key, first)))
    found = cache_key.load(path)
    assert found is not None and found.entry == first
    older = json.loads(path.read_text())
    del older["lock"]["entry"]
    path.write_text(json.dumps(older))
    found = cache_key.load(path)
    assert found is not None and found.entry == f"cache {record.id}"


def _spoilt(**lock: object) -> str:
    whole = {"kind": "passphrase", "check": "c", "salt": "00" * 16, "cost": 2**15, "block": 8, "lanes": 1}
    return json.dumps({"id": "a", "lock": {**whole, **lock}, "before": None})


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        '{"id": "a"}',
        '{"id": 7, "lock": null, "before": null}',
        '{"id": "../a", "lock": null, "before": null}',
        '{"id": "a", "lock": null, "before": null, "more": 1}',
        '{"id": "a", "lock": null, "before": null, "made_up": "yes"}',
        _spoilt(cost=2**30),
        _spoilt(cost=2**15 + 1),
        _spoilt(cost=2**20, block=16),
        _spoilt(lanes=1000),
        _spoilt(salt="00"),
        _spoilt(salt="geheim"),
        _spoilt(kind="fingerprint"),
        _spoilt(kind=None),
        "[" * 100_000,
    ],
)
def test_a_damaged_record_is_refused_and_left_as_it_is(tmp_path: Path, content: str) -> None:
    """Also one that would have us take gigabytes for a guess."""
    path = tmp_path / "cache.json"
    path.write_text(content)
    with pytest.raises(SettingsDamaged):
        cache_key.load(path)
    assert path.read_text() == content


def test_the_lock_that_a_lock_is_made_of_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "cache.json"
    path.write_text(_spoilt())
    found = cache_key.load(path)
    assert isinstance(found, Record) and found.lock is not None and found.lock.cost == 2**15
