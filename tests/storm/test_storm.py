"""A short storm with the real program, and rounds in which a longer one once found something.

``make storm ROUNDS=1000 SEED=1`` is the long one; what it prints of a finding plays its round again.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from desktop.providers.catalog import SERVICES
from tests.sandbox_process import ROOT
from tests.storm.child import MUTANT
from tests.storm.plan import NUMBERS, Act, Plan, Setting
from tests.storm.run import Storm
from tests.storm.services import GROUNDS
from tests.storm.starter import Starter
from tests.storm.world import world

TEXT = {"to": NUMBERS[0], "body": "Once"}
AT_STEP = Act("write_at_step", {**TEXT, "step": "when the answer is there"})
IN_RAIN = (Act("write", {**TEXT, "way": "enter"}), Act("pause", {"seconds": 2.0}))


def storm(folder: Path, seed: int, first: int, rounds: int, service: str) -> dict[str, Any]:
    """Play these rounds in a process of its own; the summary, once nothing was found."""
    command = [sys.executable, "-m", "tests.storm", "--seed", str(seed), "--from", str(first)]
    command += ["--rounds", str(rounds), "--folder", str(folder), "--service", service]
    ended = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    summary: dict[str, Any] = json.loads((folder / "summary.json").read_text())
    return summary


@pytest.fixture(scope="module")
def starters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Starter]]:
    """The process that starts all others of a program with this fault: it takes seconds to begin."""
    folder = tmp_path_factory.mktemp("starters")
    with ExitStack() as stack:

        @cache
        def of(mutant: str) -> Starter:
            places = {
                f"XDG_{name}": str(folder / name) for name in ("CONFIG_HOME", "DATA_HOME", "RUNTIME_DIR")
            }
            for place in places.values():
                Path(place).mkdir(mode=0o700, exist_ok=True)
            return stack.enter_context(Starter({**os.environ, **places, MUTANT: mutant}))

        yield of


@pytest.mark.timeout(600)
@pytest.mark.parametrize("service", sorted(GROUNDS))
def test_no_text_is_doubled_lost_or_shown_as_what_it_is_not(tmp_path: Path, service: str) -> None:
    """Demands 1 to 3, at every service."""
    assert set(GROUNDS) == set(SERVICES)
    summary = storm(tmp_path / "storm", seed=1, first=6, rounds=3, service=service)
    assert (summary["rounds"], summary["service"]) == (3, service)
    assert summary["counts"]["asked"] >= 5
    assert summary["counts"]["kills"] > 0
    assert sum(summary["faults"].values()) > 0


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("service", "mutant", "weather", "acts"),
    [
        ("cliqtel", "crash", {}, (AT_STEP,)),
        ("cliqtel", "no answer", {"drop_reply": 1.0}, IN_RAIN),
        ("voipms", "crash", {}, (AT_STEP,)),
        ("twilio", "no answer", {"drop_reply": 1.0}, IN_RAIN),
        ("cloudtalk", "no answer", {"drop_reply": 1.0}, IN_RAIN),
    ],
)
def test_a_program_that_sends_again_by_itself_is_found(
    tmp_path: Path,
    service: str,
    mutant: str,
    weather: dict[str, float],
    acts: tuple[Act, ...],
    starters: Callable[[str], Starter],
) -> None:
    """What finds nothing in a broken program proves nothing of a whole one."""
    with world(tmp_path / "world", starters(mutant), Setting(0, 90), 1, service) as place:
        found = {one.kind for one in place.play(Plan(1, weather, acts, random.Random(1)))}
        if "doubled" not in found:  # on a busy machine the kill may come after the answer
            found |= {one.kind for one in place.play(Plan(2, weather, acts, random.Random(1)))}
    assert "doubled" in found


def test_a_finding_at_another_service_names_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Storm(5, 1, 40, tmp_path, sys.stdout.write, "voipms").tell(23, 21, tmp_path, "doubled: 'ok'")
    assert "make storm SEED=5 SERVICE=voipms FROM=23 ROUNDS=1\n" in capsys.readouterr().out


def test_a_finding_ends_with_the_command_that_plays_it_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Storm(5, 1, 40, tmp_path, sys.stdout.write)
    run.tell(23, 21, tmp_path, "doubled: 'ok'")
    said = capsys.readouterr().out
    assert "make storm SEED=5 FROM=23 ROUNDS=1\n" in said
    assert "make storm SEED=5 FROM=21 ROUNDS=3\n" in said
