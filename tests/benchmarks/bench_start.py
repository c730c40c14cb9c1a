"""From the start of the process to its first frame, and to a list painted from 100,000 texts."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.settings.profile import Profile
from tests.benchmarks.conftest import Benchmark

SCRIPT = Path(__file__).with_name("starting.py")
ROUNDS = 11


def begin(*arguments: str) -> tuple["subprocess.Popen[str]", float]:
    """Start a process; the result holds it, and the moment at which it painted what is awaited."""
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "LINEDESK_SAMPLES": "none"},
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    if not said:
        raise AssertionError(f"{' '.join(arguments)} ended before it painted anything")
    return process, float(said)


def measure(benchmark: Benchmark, *arguments: str) -> None:
    """Many starts, each ended outside of what is measured."""
    running: list[subprocess.Popen[str]] = []

    def end() -> None:
        for process in running:
            process.kill()
            process.wait()
        running.clear()

    benchmark.pedantic(
        lambda: running.append(begin(*arguments)[0]), setup=end, rounds=ROUNDS, warmup_rounds=1
    )
    end()


@pytest.mark.benchmark(group="start")
def test_a_bare_window(benchmark: Benchmark) -> None:
    benchmark.extra_info["floor"] = True
    measure(benchmark, "bare")


@pytest.mark.benchmark(group="start")
def test_start_until_the_frame_stands(benchmark: Benchmark, large: Profile) -> None:
    benchmark.extra_info["aim"] = "1.5 floors"
    measure(benchmark, "frame", str(large.root))


@pytest.mark.benchmark(group="start")
def test_start_until_the_list_of_100000_texts_is_painted(benchmark: Benchmark, large: Profile) -> None:
    benchmark.extra_info["aim"] = "3.8 floors (Chatty, empty)"
    measure(benchmark, "list", str(large.root))


@pytest.mark.benchmark(group="memory")
def test_memory_of_the_idle_window(benchmark: Benchmark, large: Profile) -> None:
    """PSS beside that of a bare window, both after they have come to rest."""
    lines = []
    for name, arguments in (("a bare window", ["bare-idle"]), ("Linedesk", ["idle", str(large.root)])):
        process, _ = begin(*arguments)
        time.sleep(6)
        lines.append(f"memory of {name}: {' '.join(memory(process.pid))}")
        process.kill()
        process.wait()
    benchmark.extra_info["memory"] = [*lines, "aim: PSS below 110 MB"]
    benchmark.pedantic(lambda: None, rounds=1)


def memory(pid: int) -> list[str]:
    """What the system says of a process, in MB: with shared pages by their share (PSS), and in all (RSS)."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    wanted = {"Rss:", "Pss:", "Private_Dirty:"}
    return [
        f"{line.split()[0]} {int(line.split()[1]) / 1024:.0f} MB"
        for line in told
        if line.split()[0] in wanted
    ]
