"""A soak of seconds: everything that a long one does is done, and says what it found."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sandbox_process import ROOT


@pytest.mark.timeout(600)
def test_a_short_soak_keeps_every_promise_and_says_what_grew_and_what_stalled(tmp_path: Path) -> None:
    """Issue 4, 5; how much grew in seconds on a busy machine says nothing"""
    command = [sys.executable, "-m", "tests.soak", "--minutes", "0.05", "--history", "90"]
    command += ["--folder", str(tmp_path / "soak")]
    ended = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert "Traceback" not in ended.stderr, ended.stderr
    verdict = json.loads((tmp_path / "soak" / "verdict.json").read_text())
    assert verdict["broken promises"] == []
    assert verdict["repeated"] == {}
    assert verdict["texts"]["in"] > 0
    assert [one["name"] for one in verdict["growth"]] == ["megabytes", "handles", "tasks"]
