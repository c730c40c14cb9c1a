"""Plays the rounds one after the other, counts, and says of every finding how to see it again."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.sandbox_process import ROOT
from tests.storm.journal import AGAIN, PERHAPS, SEND, YES
from tests.storm.plan import ROUNDS_OF_A_WORLD, plan, setting
from tests.storm.starter import Starter
from tests.storm.world import World, world

SUMMARY = "summary.json"


class Storm:
    """So many rounds from one seed; ``say`` prints."""

    def __init__(
        self,
        seed: int,
        first: int,
        rounds: int,
        folder: Path,
        say: Callable[[str], object],
        service: str = "cliqtel",
    ) -> None:
        self._service = service
        self._seed = seed
        self._first = first
        self._rounds = rounds
        self._folder = folder
        self._say = say
        self._counts: Counter[str] = Counter()
        self._struck: Counter[str] = Counter()
        self._findings: list[dict[str, Any]] = []
        self._played = 0
        self._began = time.monotonic()

    def run(self) -> int:
        """All rounds; 1 if a promise was broken."""
        numbers = range(self._first, self._first + self._rounds)
        try:
            with Starter() as starter:
                for number, rounds in groupby(numbers, lambda one: (one - 1) // ROUNDS_OF_A_WORLD):
                    self._play_world(starter, number, list(rounds))
        finally:
            self._summarise()  # also of a run that somebody ended
        return 1 if self._findings else 0

    def beside(self, workers: int) -> int:
        """The same by several processes at once, each with worlds of its own."""
        worlds = -(-self._rounds // ROUNDS_OF_A_WORLD)
        share = -(-worlds // workers) * ROUNDS_OF_A_WORLD
        running = []
        for first in range(self._first, self._first + self._rounds, share):
            rounds = min(share, self._first + self._rounds - first)
            folder = self._folder / f"from-{first:05}"
            command = [
                sys.executable,
                "-m",
                "tests.storm",
                "--seed",
                str(self._seed),
                "--folder",
                str(folder),
                "--service",
                self._service,
            ]
            command += ["--from", str(first), "--rounds", str(rounds)]
            running.append((folder, subprocess.Popen(command, cwd=ROOT)))
        code = 0
        try:
            for _, process in running:
                process.wait()
        finally:
            for _, process in running:
                process.terminate()
        for folder, process in running:
            code = max(code, abs(process.wait()))
            found = json.loads((folder / SUMMARY).read_text()) if (folder / SUMMARY).exists() else {}
            self._played += found.get("rounds", 0)
            self._counts += Counter(found.get("counts", {}))
            self._struck += Counter(found.get("faults", {}))
            self._findings += found.get("findings", [])
        self._summarise()
        return code

    def _play_world(self, starter: Starter, number: int, rounds: list[int]) -> None:
        folder = self._folder / f"world-{number + 1:04}"
        with world(folder, starter, setting(self._seed, rounds[0]), self._seed, self._service) as place:
            try:
                for one in rounds:
                    began = time.monotonic()
                    found = place.play(plan(self._seed, one))
                    self._played += 1
                    self._say(f"round {one}: {time.monotonic() - began:.1f} s, {len(found)} findings\n")
                    for finding in found:
                        self.tell(one, rounds[0], folder, str(finding))
                for finding in place.leaks():
                    self.tell(rounds[-1], rounds[0], folder, str(finding))
            finally:
                self._count(place)

    def _count(self, place: World) -> None:
        asked = [entry for entry in place.journal.entries if entry.what in (SEND, AGAIN)]
        place.counts["asked"] = sum(entry.happened == YES for entry in asked)
        place.counts["perhaps asked"] = sum(entry.happened == PERHAPS for entry in asked)
        self._counts += place.counts
        self._struck += place.struck

    def tell(self, number: int, first: int, folder: Path, words: str) -> None:
        """Say what was found in a round, and how to see it again; ``first``: where its world began."""
        of = f"SEED={self._seed}" + (f" SERVICE={self._service}" if self._service != "cliqtel" else "")
        again = f"make storm {of} FROM={number} ROUNDS=1"
        whole = f"make storm {of} FROM={first} ROUNDS={number - first + 1}"
        self._findings.append({"round": number, "found": words, "again": again, "with its world": whole})
        self._say(
            f"FOUND in round {number}: {words}\n  again: {again}\n  with the rounds before it: {whole}\n"
        )
        self._say(f"  what was done: {folder / 'journal.jsonl'}\n")

    def _summarise(self) -> None:
        seconds = time.monotonic() - self._began
        summary = {
            "service": self._service,
            "seed": self._seed,
            "from": self._first,
            "rounds": self._played,
            "seconds": round(seconds),
            "counts": dict(sorted(self._counts.items())),
            "faults": dict(sorted(self._struck.items())),
            "findings": self._findings,
        }
        (self._folder / SUMMARY).write_text(json.dumps(summary, indent=2, ensure_ascii=False))
        counts = ", ".join(f"{name} {count}" for name, count in sorted(self._counts.items()))
        struck = ", ".join(f"{name} {count}" for name, count in sorted(self._struck.items()) if count)
        self._say(f"\n{self._played} rounds of seed {self._seed} from {self._first} in {seconds:.0f} s\n")
        self._say(f"acts: {counts}\nfaults: {struck}\nfindings: {len(self._findings)}\n")
