"""A short storm with the real program, and rounds in which a longer one once found something.

``make storm ROUNDS=1000 SEED=1`` is the long one; what it prints of a finding plays its round again.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox_process import ROOT


def storm(folder: Path, seed: int, first: int, rounds: int) -> dict[str, Any]:
    """Play these rounds in a process of its own; the summary, once nothing was found."""
    command = [sys.executable, "-m", "tests.storm", "--seed", str(seed), "--from", str(first)]
    command += ["--rounds", str(rounds), "--folder", str(folder)]
    ended = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    summary: dict[str, Any] = json.loads((folder / "summary.json").read_text())
    return summary


@pytest.mark.timeout(600)
def test_no_text_is_doubled_lost_or_shown_as_what_it_is_not(tmp_path: Path) -> None:
    """Issue 4, 1; demands 1 to 3"""
    summary = storm(tmp_path / "storm", seed=1, first=1, rounds=5)
    assert summary["rounds"] == 5
    assert summary["counts"]["asked"] > 10
    assert summary["counts"]["kills"] > 0
    assert sum(summary["faults"].values()) > 0


def test_a_finding_ends_with_the_command_that_plays_it_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.storm.run import Storm

    run = Storm(5, 1, 40, tmp_path, sys.stdout.write)
    run.tell(23, 21, tmp_path, "doubled: 'ok'")
    said = capsys.readouterr().out
    assert "make storm SEED=5 FROM=23 ROUNDS=1\n" in said
    assert "make storm SEED=5 FROM=21 ROUNDS=3\n" in said
