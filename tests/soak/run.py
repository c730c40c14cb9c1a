"""A busy day: texts come and go by the thousand, the weather is bad now and then, and the window is watched.

Look here for how busy it is. What is made of the samples is in ``verdict``.
"""

import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.sandbox.faults import KINDS
from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import open_profile
from tests.cli.command_line import CommandLine
from tests.program_process import KEY, LINE
from tests.sandbox_process import PracticeServer, practice_server
from tests.soak.machine import loop_seconds
from tests.soak.verdict import Sample, growths, own_stalls, repetitions
from tests.storm import truths
from tests.storm.deck import Deck
from tests.storm.journal import NO, PERHAPS, SEND, YES, Entry, Journal
from tests.storm.starter import Order, Started, Starter

NUMBERS = tuple(f"+120255501{number:02d}" for number in range(100))
FAULTS = {
    **dict.fromkeys(("cut", "drop_reply", "half_reply", "garbage", "stall", "status_500"), 0.02),
    **dict.fromkeys(("list_garbage", "list_drop", "list_half", "status_429"), 0.01),
    **dict.fromkeys(("duplicate_rows", "reorder_rows"), 0.05),
    "delay": 0.01,
    "list_lag": 0.2,
}
"""Every fault at a low rate, all the time."""
INBOUND_A_SECOND = 5
KEYS_A_SECOND = 8
COMMAND_EVERY = 2.0
"""Seconds between texts that a command sends beside the window."""
OFFLINE_EVERY, OFFLINE_FOR = 120.0, 6.0
"""Seconds: so often nothing gets through at all, and for so long."""


class Soak:
    """One run of so many minutes; ``say`` prints."""

    def __init__(
        self, seed: int, minutes: float, history: int, folder: Path, say: Callable[[str], object]
    ) -> None:
        self._chance = random.Random(f"soak {seed}")
        self._seconds = minutes * 60
        self._history = history
        self._folder = folder
        self._say = say
        self._journal = Journal(folder / "journal.jsonl")
        self._log = folder / "window.log"
        self._samples: list[Sample] = []
        self._stalls: list[dict[str, Any]] = []
        self._worst = 0.0
        self._lines: list[tuple[float, str]] = []
        self._read = 0
        self._counts: Counter[str] = Counter()
        self._typing: tuple[Entry, list[str]] | None = None
        self._commands: list[tuple[Entry, Started, Path]] = []
        self._loops: list[float] = []

    def run(self) -> int:
        """The whole soak; 1 if anything was found."""
        state = ("--state", str(self._folder / "server"), "--messages", str(self._history))
        with practice_server(*state) as server, Starter() as starter:
            self._sign_in(server)
            self._loops.append(loop_seconds())
            order = Order("window", (str(self._folder / "profile"),), environment={KEY: server.api_key})
            deck = Deck(starter, order, self._log)
            try:
                deck.until_ready()
                server.faults(**FAULTS)
                self._soak(server, starter, deck)
                return self._end(server, deck)
            finally:
                deck.close(signal.SIGTERM)
                self._journal.close()

    def _sign_in(self, server: PracticeServer) -> None:
        profile = open_profile(self._folder / "profile")
        account = Account(provider="cliqtel", name="Soak", url=server.url, key_place="env", key_variable=KEY)
        Accounts(profile.accounts).add(account)
        profile.preferences.write_text(json.dumps({"undo_seconds": 1}))
        profile.preferences.chmod(0o600)

    def _soak(self, server: PracticeServer, starter: Starter, deck: Deck) -> None:
        began = time.monotonic()
        due = dict.fromkeys(("inbound", "key", "command", "sample", "weather"), began)
        every = {
            "inbound": 1 / INBOUND_A_SECOND,
            "key": 1 / KEYS_A_SECOND,
            "command": COMMAND_EVERY,
            "sample": 1.0,
            "weather": OFFLINE_EVERY,
        }
        due["weather"] += OFFLINE_EVERY / 2
        offline_until = 0.0
        while (now := time.monotonic()) - began < self._seconds:
            if offline_until and now > offline_until:
                server.faults(**FAULTS)
                offline_until = 0.0
            for name, moment in due.items():
                if now < moment:
                    continue
                due[name] = now + every[name] * self._chance.uniform(0.5, 1.5)
                match name:
                    case "inbound":
                        number = self._counts["inbound"] = self._counts["inbound"] + 1
                        server.inbound(self._chance.choice(NUMBERS), LINE, f"question {number} " * 3)
                    case "key":
                        self._type(deck)
                    case "command":
                        self._command(starter, server)
                    case "weather":
                        server.faults(cut=1.0)
                        offline_until = now + OFFLINE_FOR
                    case "sample":
                        due[name] = now + 1.0
                        self._sample(deck, now - began)
            time.sleep(0.01)

    def _type(self, deck: Deck) -> None:
        """The next key of the agent; now and then somebody else is written to."""
        if self._typing is None:
            number = self._counts["typed"] = self._counts["typed"] + 1
            entry = Entry(SEND, self._chance.choice(NUMBERS), f"typed {number}", 1)
            deck.ask("begin", to=entry.to)
            self._typing = self._journal.begin(entry), [*entry.body, "Return"]
            return
        entry, keys = self._typing
        left = deck.ask("key", name=keys.pop(0)).get("left")
        if not keys:
            self._journal.end(entry, YES if left == "" else NO)
            self._typing = None

    def _command(self, starter: Starter, server: PracticeServer) -> None:
        number = self._counts["commands"] = self._counts["commands"] + 1
        entry = self._journal.begin(
            Entry(SEND, self._chance.choice(NUMBERS), f"command {number}", 1, road="command")
        )
        out = self._folder / "commands.out"
        whole = ("--profile", str(self._folder / "profile"), "send", "--line", LINE, "--to", entry.to)
        order = Order("command", (*whole, "--json", "--", entry.body), environment={KEY: server.api_key})
        with Path(os.devnull).open() as nothing, out.open("a") as said, self._log.open("a") as log:
            self._commands.append((entry, starter.start(order, nothing, said, log), out))
        self._commands = [one for one in self._commands if not self._ended(*one)]

    def _ended(self, entry: Entry, process: Started, _: Path) -> bool:
        if process.alive():
            return False
        self._journal.end(entry, YES if process.code == 0 else PERHAPS)
        return True

    def _sample(self, deck: Deck, second: float) -> None:
        measured = deck.ask("measure")
        self._worst = max(self._worst, measured["worst"])
        self._stalls += [{"second": round(second, 1), **one} for one in measured["stalls"]]
        process = Path(f"/proc/{deck.process.pid}")
        share = next(line for line in (process / "smaps_rollup").read_text().splitlines() if "Pss:" in line)
        handles = len(list((process / "fd").iterdir()))
        megabytes = int(share.split()[1]) / 1024
        self._samples.append(Sample(second, megabytes, handles, measured["tasks"]))
        with self._log.open(errors="replace") as log:
            log.seek(self._read)
            self._lines += [(second, line.rstrip()) for line in log]
            self._read = log.tell()

    def _end(self, server: PracticeServer, deck: Deck) -> int:
        server.faults(**dict.fromkeys(KINDS, 0.0))
        self._loops.append(loop_seconds())
        if self._typing is not None:
            self._journal.end(self._typing[0], NO)
        end = time.monotonic() + 60
        commands = CommandLine(self._folder / "profile")
        while True:
            self._commands = [one for one in self._commands if not self._ended(*one)]
            deck.ask("wake")
            rows, carrier = commands.found("messages"), server.carrier()
            moving = truths.unsettled(rows, carrier, NUMBERS)
            if not (moving or self._commands) or time.monotonic() > end:
                break
            time.sleep(1.0)
        broken = [str(one) for one in truths.compare(self._journal, carrier, rows)]
        return self._judge(broken + [f"unsettled: {one}" for one in moving], len(rows), len(carrier))

    def _judge(self, broken: list[str], rows: int, sent: int) -> int:
        grown = growths(self._samples)
        own = own_stalls(self._stalls)
        flood = repetitions(self._lines)
        verdict = {
            "seconds": round(self._seconds),
            "texts": {"in": self._counts["inbound"], "out": sent, "stored": rows},
            "growth": [asdict(one) | {"too_much": one.too_much} for one in grown],
            "worst lateness": self._worst,
            "stalls": own,
            "seconds of a fixed loop, before and after": self._loops,
            "late because of the machine": len(self._stalls) - len(own),
            "log lines a minute": round(len(self._lines) / max(self._seconds / 60, 1e-9), 1),
            "repeated": flood,
            "broken promises": broken,
        }
        (self._folder / "verdict.json").write_text(json.dumps(verdict, indent=2, ensure_ascii=False))
        samples = "\n".join(json.dumps(asdict(one)) for one in self._samples)
        (self._folder / "samples.jsonl").write_text(samples)
        stalls = "\n".join(json.dumps(one) for one in self._stalls)
        (self._folder / "stalls.jsonl").write_text(stalls)
        self._say(json.dumps(verdict, indent=2, ensure_ascii=False) + "\n")
        bad = [one for one in grown if one.too_much]
        return 1 if bad or own or flood or broken else 0
