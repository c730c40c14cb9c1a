"""What is done in a round: the acts of ``plan``, each a method of the same name, and what they are done with.

Look here for how the window, commands and the server are started, told, and killed. How a round goes on
from there is in ``world``.
"""

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from desktop.sandbox.faults import KINDS
from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import open_profile
from tests.cli.command_line import CommandLine
from tests.program_process import KEY
from tests.storm import truths
from tests.storm.deck import Deck, Died
from tests.storm.journal import (
    ELSEWHERE,
    NO,
    PERHAPS,
    SEND,
    UNDO,
    YES,
    Entry,
    Journal,
)
from tests.storm.plan import Setting
from tests.storm.ring import Ring
from tests.storm.services import Behind, Ground
from tests.storm.starter import Order, Started, Starter
from tests.storm.truths import Finding

Answer = TypeVar("Answer")


class Hands:
    """Does everything on one server and one profile. ``folder`` gets the profile, the journal, every log."""

    def __init__(
        self, folder: Path, starter: Starter, server: Behind, setting: Setting, ground: Ground
    ) -> None:
        self._folder = folder
        self._starter = starter
        self._server = server
        self._ground = ground
        self._server_lives = True
        self._profile = folder / "profile"
        self._logs = folder / "logs"
        """What the program wrote to stderr, and the arguments of its processes; no text belongs there."""
        self._logs.mkdir()
        self._server_key = server.api_key
        self._environment = {KEY: server.api_key}
        self._ring: Ring | None = None
        if setting.encrypted:
            self._ring = Ring(folder / "ring")
            self._environment |= self._ring.environment
        self._beside: list[Started] = []
        self._weather: dict[str, float] = {}
        self._clock = 0.0
        self._deck: Deck | None = None
        self._round = 0
        self._read: dict[Path, int] = {}
        self._known: set[tuple[str, str, str]] = set()
        self._jumped = False
        """The server's clock jumped, and no answer told so yet."""
        self.counts: Counter[str] = Counter()
        """How often each act was done, and what came of it."""
        self.struck: Counter[str] = Counter()
        """How often each fault of the server struck."""
        self._struck_before: Counter[str] = Counter()
        self.findings: list[Finding] = []
        self.journal = Journal(folder / "journal.jsonl")
        profile = open_profile(self._profile)
        account = Account(
            provider=ground.service, name="Storm", url=server.url, key_place="env", key_variable=KEY
        )
        Accounts(profile.accounts).add(account)
        profile.preferences.write_text(json.dumps({"undo_seconds": setting.undo_seconds}))
        profile.preferences.chmod(0o600)
        self._undo_seconds = setting.undo_seconds
        self._commands = CommandLine(self._profile)

    def close(self) -> None:
        """End every process of it."""
        if self._deck is not None:
            self._end_window(signal.SIGKILL)
        for one in self._beside:
            one.kill()
        if self._ring is not None:
            self._ring.close()
        self._count_struck()
        self.journal.close()

    def write(self, to: str, body: str, way: str) -> None:
        """Type and send in the window; as a command where no window is open."""
        if not self._window():
            self.command(to, body, wait=None)
            return
        entry = self._begin(SEND, to, body)
        answer = self._ask("write", to=to, text=body, way=way)
        if answer is not None:
            self.journal.end(entry, NO if answer.get("left") == body and not answer.get("ids") else YES)

    def undo(self) -> None:
        """Take the last text back, where the window lets one."""
        sent = [one for one in self.journal.entries if one.what == SEND and one.road == "window"]
        if self._undo_seconds and sent and self._window():
            entry = self._begin(UNDO, sent[-1].to, sent[-1].body)
            answer = self._ask("undo", to=entry.to)
            if answer is not None:
                entry.body = (answer.get("gone") or [entry.body])[0]
                self.journal.end(entry, YES if answer.get("gone") else NO)
                if answer.get("gone"):
                    self._came_back(entry, answer["left"])

    def write_and_die(self, to: str, body: str, moment: float) -> None:
        """kill -9 some moment after somebody began to type."""
        if self._window():
            assert self._deck is not None
            self._begin(SEND, to, body)
            with suppress(Died):
                self._deck.tell("write", to=to, text=body, way="enter")
            time.sleep(moment)
            self._kill_window()

    def write_at_step(self, to: str, body: str, step: str) -> None:
        """kill -9 at a named step, if it comes."""
        if not self._window() or self._ask("arm", step=step) is None:
            return
        assert self._deck is not None
        self._begin(SEND, to, body)
        with suppress(Died):  # the step may come before
            self._deck.tell("write", to=to, text=body, way="enter")
        end = time.monotonic() + 1.5
        while self._deck.alive() and time.monotonic() < end:
            time.sleep(0.02)
        self.counts["died at a step"] += not self._deck.alive()
        self._kill_window()

    def command(self, to: str, body: str, wait: float | None, cold: bool = False) -> None:
        """``linedesk send``, to its end; ``cold``: started like any other program."""
        entry = self._begin(SEND, to, body, road="command")
        more = () if wait is None else ("--wait", str(wait))
        process, out = self._start(
            "send", "--line", self._ground.line, "--to", to, "--json", *more, "--", body, cold=cold
        )
        process.wait(60)
        self.journal.end(entry, YES if out.read_text().startswith("{") else PERHAPS)

    def command_dies(self, to: str, body: str, moment: float) -> None:
        """``linedesk send --wait``, killed at some moment."""
        self._begin(SEND, to, body, road="command")
        process, _ = self._start(*self._send(to), "--wait", "20", "--", body)
        time.sleep(0.1 + moment)
        process.kill()
        self.counts["kills"] += 1

    def command_at_step(self, to: str, body: str, step: str) -> None:
        """``linedesk send --wait``, killed at a named step if it comes."""
        self._begin(SEND, to, body, road="command")
        process, _ = self._start(
            "send", "--line", self._ground.line, "--to", to, "--wait", "1", "--", body, step=step
        )
        died = process.wait(60) == -signal.SIGKILL
        self.counts["died at a step"] += died
        self.counts["kills"] += died

    def _send(self, to: str) -> tuple[str, ...]:
        return ("send", "--line", self._ground.line, "--to", to)

    def sync_beside(self) -> None:
        """A second process that sends and fetches on the same profile."""
        if not self._beside:
            self._beside.append(self._start("sync")[0])

    def end_sync_beside(self) -> None:
        """kill -9 for it."""
        for one in self._beside:
            one.kill()
            self.counts["kills"] += 1
        self._beside.clear()

    def close_window(self, politely: bool) -> None:
        """The window ends, by SIGTERM or by kill -9."""
        if self._window():
            if politely:
                self._end_window(signal.SIGTERM)
            else:
                self._kill_window()

    def open_window(self) -> None:
        """Linedesk is started, if no window is open."""
        self._open()

    def server_dies(self) -> None:
        """Nothing listens there any more; and at the next time it does again."""
        if self._server_lives:
            self._count_struck()
            self._server.kill()
            self._struck_before.clear()
        else:
            self._server.restart()
        self._server_lives = not self._server_lives

    def weather(self, faults: dict[str, float]) -> None:
        """Other faults from now on."""
        if self._server_lives:
            clock = faults.get("clock", 0.0)
            if clock != self._weather.get("clock", 0.0):
                self._jump(clock)
            self._server.faults(**{**dict.fromkeys(KINDS, 0.0), **faults})
            self._weather = faults

    def _jump(self, clock: float) -> None:
        """In every other round an answer tells of the server's new time before anything else goes wrong."""
        self._jumped = self._round % 2 == 1
        if not self._jumped:
            self._server.faults(**{**dict.fromkeys(KINDS, 0.0), "clock": clock})
            self._ask("wake")
            time.sleep(0.5)

    def own_clock(self, seconds: float) -> None:
        """This computer's clock is wrong from now on."""
        if seconds != self._clock:
            self._clock = seconds
            if self._window():
                self._ask("clock", seconds=seconds)

    def fill_disk(self, room: int) -> None:
        """The window can write so many bytes more (``RLIMIT_FSIZE``)."""
        if self._window():
            self._ask("fill_disk", room=room)

    def elsewhere(self, to: str, body: str) -> None:
        """A colleague sends this from the service's own pages."""
        if self._server_lives:
            entry = self._begin(ELSEWHERE, to, body, road="portal")
            self._server.elsewhere(self._ground.line_id, to, body)
            self.journal.end(entry, YES)

    def inbound(self, to: str, body: str) -> None:
        """The customer writes."""
        if self._server_lives:
            self._server.inbound(to, self._ground.line, f"answer {body}")

    def pause(self, seconds: float) -> None:
        """Nothing happens."""
        time.sleep(seconds)

    def _begin(self, what: str, to: str, body: str, *, road: str = "window") -> Entry:
        if self._weather.get("late"):
            self.journal.late.add(body)
        if self._weather.get("clock_rows") or self._jumped:
            self.journal.wrong_times.add(body)
        return self.journal.begin(Entry(what, to, body, self._round, road=road))

    def _came_back(self, entry: Entry, left: str) -> None:
        """A text was taken back or taken up again: its words must be in the composer, and stay there."""
        self.journal.drafts[entry.to] = left
        for finding in truths.came_back(entry, left):
            self._found(finding)

    def _window(self) -> bool:
        return self._deck is not None

    def _open(self) -> None:
        if self._deck is not None:
            return
        order = Order("window", (str(self._profile),), environment=self._environment)
        self._deck = Deck(self._starter, order, self._logs / "window.log")
        self.counts["starts"] += 1
        self._watched(self._deck.until_ready)
        if self._clock and self._deck is not None:
            self._ask("clock", seconds=self._clock)

    def _ask(self, do: str, **more: Any) -> dict[str, Any] | None:
        """Have the window do something; ``None`` if it is not there, or died meanwhile."""
        if self._deck is None:
            return None
        deck = self._deck
        answer = self._watched(lambda: deck.ask(do, **more))
        if answer is not None and "fault" in answer:
            self._found(Finding("window", "", "", f"{do}: {answer['fault']}"))
        return answer

    def _watched(self, act: Callable[[], Answer]) -> Answer | None:
        """What the window answers; one that died or hangs is a finding, and is gone afterwards."""
        try:
            return act()
        except (Died, AssertionError) as trouble:
            code = self._end_window(signal.SIGKILL)
            self._found(
                Finding("window", "", "", f"{type(trouble).__name__}: {trouble}; it ended with {code}")
            )
            return None

    def _kill_window(self) -> None:
        self._end_window(signal.SIGKILL)
        self.counts["kills"] += 1

    def _end_window(self, number: int) -> int | None:
        assert self._deck is not None
        deck, self._deck = self._deck, None
        code = deck.close(number)
        if number == signal.SIGTERM and code != 0:
            self._found(Finding("window", "", "", f"it ended with {code}"))
        return code

    def _start(self, *arguments: str, step: str = "", cold: bool = False) -> tuple[Started, Path]:
        """A command of linedesk on the profile; what it prints goes into files."""
        self.counts["commands"] += 1
        name = f"{self._round:05}-{self.counts['commands']:04}-{arguments[0]}"
        out, log = self._folder / f"{name}.out", self._logs / f"{name}.log"
        whole = ("--profile", str(self._profile), *arguments)
        kind = "program" if cold else "command"
        order = Order(kind, whole, step=step, clock=self._clock, environment=self._environment)
        with Path(os.devnull).open() as nothing, out.open("w") as said, log.open("w") as complaints:
            return self._starter.start(order, nothing, said, complaints), out

    def _count_struck(self) -> None:
        if self._server_lives:
            now = Counter(self._server.struck())
            self.struck += now - self._struck_before
            self._struck_before = now

    def _found(self, finding: Finding) -> None:
        """Told once: what is broken stays broken in later rounds of this world."""
        mark = (finding.kind, finding.to, finding.body) if finding.body else (finding.kind, finding.told, "")
        if mark not in self._known:
            self._known.add(mark)
            self.findings.append(finding)
