"""Rounds on one server, one profile, one window: acts, healing, comparing the truths, deciding, comparing.

Look at ``play`` for the course of a round. The acts themselves are in ``hands``.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.store import cipher
from tests.hostile.leaks import PLAIN_CACHE, find_leaks, note_arguments
from tests.storm import truths
from tests.storm.hands import Hands
from tests.storm.journal import (
    AGAIN,
    DROP,
    EDIT,
    LEAVE,
    NO,
    RELEASE,
    YES,
)
from tests.storm.plan import NUMBERS, Plan, Setting
from tests.storm.services import GROUNDS, served
from tests.storm.starter import Starter
from tests.storm.truths import Finding

SETTLED = 60.0
"""Seconds in fine weather after which everything must stand still."""
ASKED = 40.0
"""Seconds after which an unconfirmed text must ask."""
BAD_WORDS = (
    "Traceback (most recent call last)",
    "an error that nobody caught",
    "starts again",
    "Fatal Python",
)


class World(Hands):
    """Where rounds are played."""

    def play(self, plan: Plan) -> list[Finding]:
        """One round; what was found in it."""
        self._round, self.findings, self._jumped = plan.number, [], False
        self.journal.note(f"round {plan.number}: {plan.weather}")
        self._open()
        self.weather(plan.weather)
        for act in plan.acts:
            self.counts[act.name] += 1
            self.journal.note(f"{act.name} {act.more}")
            getattr(self, act.name)(**act.more)
        self.journal.note("heal")
        self._heal(keep_clock=plan.decisions.random() < 0.5)
        self.journal.note("settle")
        self._settle()
        self.journal.note("compare")
        self._compare()
        self.journal.note("decide")
        if self._decide(plan):
            self._settle()
            self._compare()
        self.own_clock(0.0)
        if self._deck is not None:
            note_arguments(self._deck.process.pid, self._logs / "arguments.txt")
        self._read_logs()
        if self._ring is not None:
            for leak in self.leaks(plan.number):
                self._found(leak)
        return self.findings

    def leaks(self, only: int | None = None) -> list[Finding]:
        """Keys, words (of one round alone) and numbers wherever they do not belong: in logs, in arguments,
        in every file of an encrypted cache, in what lies beside a plain one.
        """
        keys = {"key": self._server_key, **(self._ring.secrets() if self._ring is not None else {})}
        secrets = {**keys, **{to: to[1:] for to in NUMBERS}}
        entries = [entry for entry in self.journal.entries if only in (None, entry.round)]
        secrets |= {entry.body: entry.body for entry in entries}
        belongs = PLAIN_CACHE if self._ring is None else ()
        found = [
            leak
            for place in (self._logs, self._profile)
            for leak in find_leaks(place, secrets, belongs=belongs, keys=keys)
        ]
        findings = [
            Finding("leak", "", leak.name, f"{leak.form} in {leak.file} at {leak.at}") for leak in found
        ]
        if self._ring is not None and cipher.is_plain(self._profile / "linedesk.db"):
            findings.append(Finding("leak", "", "", "the cache is not encrypted"))
        return findings

    def _heal(self, *, keep_clock: bool) -> None:
        lay = self._weather.get("late", 0.0)
        if not self._server_lives:
            self.server_dies()
        self.weather({})
        self._count_struck()
        if lay:
            time.sleep(lay + 0.1)  # what is on the way arrives
        for one in self._beside:
            one.kill()
        self._beside.clear()
        if self._window():
            self._ask("fill_disk", room=-1)
        if not keep_clock:
            self.own_clock(0.0)
        self._open()

    def _settle(self) -> None:
        end = time.monotonic() + SETTLED
        while True:
            self._ask("wake")
            time.sleep(0.3)
            waiting = (self._ask("left") or {}).get("queued", 0)
            if waiting and time.monotonic() < end:
                continue
            left = truths.unsettled(
                self._rows(), self._server.carrier() if self._ground.listed else (), NUMBERS
            )
            if not left:
                return
            if time.monotonic() > end:
                self._found(Finding("unsettled", "", "", "; ".join(left)))
                return

    def _compare(self) -> None:
        found: list[Finding] = []
        for patience in (3, 2, 1, 0):
            rows, carrier = self._rows(), self._server.carrier()
            found = truths.compare(
                self.journal, carrier, rows, self._ground.proof, listed=self._ground.listed
            )
            touched = {one.to for one in self.journal.entries if one.round == self._round}
            there = sorted(({row["peer"] for row in rows} | set(self.journal.drafts)) & touched)
            shown = self._ask("show", to=there) or {"threads": {}}
            self.counts["carrier"] = len(carrier)
            found += truths.screen(shown["threads"], rows, carrier)
            found += truths.drafts(self.journal, shown["threads"])
            found = [one for one in found if (one.kind, one.to, one.body) not in self._known]
            if not found or not patience:
                break
            time.sleep(0.4)  # a state may have changed between the two looks
        for one in found:
            self._found(one)

    def _decide(self, plan: Plan) -> bool:
        """What a person does about texts that ask, and about those that are held."""
        rows = {row["id"]: row for row in self._rows()}
        decided = False
        for to in NUMBERS:
            mine = [row for row in rows.values() if row["peer"] == to and row["direction"] == "outbound"]
            for row in [row for row in mine if row["state"] == "unconfirmed"]:
                if not any(one.what in (LEAVE, AGAIN) for one in self.journal.of(to, row["text"])):
                    decided |= self._decide_about(plan, to, row)
            for _ in [row for row in mine if row["state"] == "held"]:
                decided |= self._release(plan, to)
        return decided

    def _decide_about(self, plan: Plan, to: str, row: dict[str, Any]) -> bool:
        what = plan.decisions.choice(("again", "leave", "check"))
        if what == "check" and not self._ground.listed:
            what = "mark"  # nobody can be asked for it
        end = time.monotonic() + ASKED
        while True:
            thread = (self._ask("show", to=[to]) or {"threads": {to: {"asking": [], "rows": []}}})["threads"][
                to
            ]
            state = next((one[3] for one in thread["rows"] if one[0] == row["id"]), "gone")
            if thread["asking"]:
                break
            if state != "unconfirmed":
                return True
            if time.monotonic() > end:
                self._found(Finding("silent", to, row["text"], f"it is {state} and asks nothing"))
                return False
            self._ask("wake")
            time.sleep(0.3)
        asked = {one[0]: one[2] for one in thread["rows"]}[thread["asking"][0]]
        entry = None if what == "check" else self._begin(AGAIN if what == "again" else LEAVE, to, asked)
        time.sleep(0.45)  # the second half of a double click decides nothing
        answer = self._ask("decide", to=to, what=what)
        self.counts[f"clicked {what}"] += 1
        if entry is not None and answer is not None:
            self.journal.end(entry, YES if answer.get("done") else NO)
        return True

    def _release(self, plan: Plan, to: str) -> bool:
        """The strip shows the oldest first, so the decision is about that one."""
        thread = (self._ask("show", to=[to]) or {"threads": {}})["threads"].get(to, {"held": []})
        if not thread["held"]:
            self._found(Finding("silent", to, "", "texts are held, and no strip says so"))
            return False
        what = plan.decisions.choice(("Send", "Send", "Drop", "Edit"))
        kind = {"Send": RELEASE, "Drop": DROP, "Edit": EDIT}[what]
        entry = self._begin(kind, to, thread["held"][0])
        time.sleep(0.45)
        answer = self._ask("held", to=to, what=what)
        self.counts[f"held: {what}"] += 1
        if answer is not None:
            self.journal.end(entry, YES if answer.get("done") else NO)
            if what == "Edit" and answer.get("done"):
                self._came_back(entry, answer["left"])
        return True

    def _rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._commands.found("messages")
        return rows

    def _read_logs(self) -> None:
        for path in sorted(self._logs.glob("*.log")):
            with path.open(errors="replace") as log:
                log.seek(self._read.get(path, 0))
                new = log.read()
                self._read[path] = log.tell()
            for words in BAD_WORDS:
                if words in new:
                    at = new.index(words)
                    self._found(Finding("log", "", "", f"{path.name}: {new[max(at - 300, 0) : at + 1500]}"))
                    break


@contextmanager
def world(
    folder: Path, starter: Starter, setting: Setting, seed: int, service: str = "cliqtel"
) -> Iterator[World]:
    """A new server and a new profile below ``folder``."""
    folder.mkdir(parents=True)
    ground = GROUNDS[service]
    with served(ground, folder, seed, setting.messages) as server:
        place = World(folder, starter, server, setting, ground)
        try:
            yield place
        finally:
            place.close()
