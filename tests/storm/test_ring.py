"""A storm's encrypted worlds: every process has the same key, and nothing that was written can be read."""

import os
import random
from pathlib import Path

import keyring

from desktop.store import cipher
from tests.storm.plan import NUMBERS, Act, Plan, Setting, setting
from tests.storm.ring import Ring
from tests.storm.starter import Starter
from tests.storm.world import world

TEXT = {"to": NUMBERS[0], "body": "Nobody reads this"}
ACTS = (
    Act("write", {**TEXT, "way": "enter"}),
    Act("command", {"to": NUMBERS[1], "body": "Nor this one", "wait": None, "cold": True}),
    Act("close_window", {"politely": False}),
)


def test_half_of_the_worlds_are_encrypted() -> None:
    kinds = [setting(1, number).encrypted for number in range(1, 2000, 20)]
    assert 30 < sum(kinds) < 70


def test_window_commands_and_what_comes_after_a_kill_share_one_encrypted_cache(tmp_path: Path) -> None:
    with (
        Starter() as starter,
        world(tmp_path / "world", starter, Setting(0, 90, encrypted=True), 1) as place,
    ):
        assert place.play(Plan(1, {}, ACTS, random.Random(1))) == []
        file = tmp_path / "world" / "profile" / "linedesk.db"
        assert not cipher.is_plain(file) and not cipher.is_absent(file)
        # What it would say of a cache that can be read.
        file.with_name("linedesk.db.0002-20260101T000000.bak").write_text(TEXT["body"])
        assert [one.kind for one in place.leaks()] == ["leak"]


def test_the_keyring_is_what_it_was_afterwards(tmp_path: Path) -> None:
    before, variables = keyring.get_keyring(), dict(os.environ)
    ring = Ring(tmp_path / "ring")
    keyring.set_password("linedesk", "cache 1", "secret words")
    assert list(ring.secrets().values()) == ["secret words"]
    ring.close()
    assert keyring.get_keyring() is before
    assert dict(os.environ) == variables
