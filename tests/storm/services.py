"""The services that it can storm at: the practice server's process, and the fakes of the others.

Start here to add one: ``GROUNDS`` says what a storm has to know of it, ``FAKES`` how its fake is made. A
fake stands in this process, in a thread of its own; what the carrier has outlives its end, as at a real
service. It has the practice server's weather, by the practice server's own means.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from desktop.sandbox.dated import Dated
from desktop.sandbox.fault_line import SEND_PATH, FaultLine
from desktop.sandbox.faults import Faults
from desktop.sandbox.times import SECOND, system_clock
from desktop.sms.delivery import Proof, proof_of
from tests.program_process import LINE as PRACTICE_LINE
from tests.providers.fakes import close, cloudtalk, salesmsg, salesmsg_shapes, twilio, voipms
from tests.providers.fakes.carrier import Carrier, Line, Record
from tests.providers.fakes.close_shapes import KEY
from tests.providers.fakes.close_texts import sms_id
from tests.providers.fakes.cloudtalk_shapes import KEY_ID
from tests.providers.fakes.cloudtalk_shapes import KEY_SECRET as COMPANY_SECRET
from tests.providers.fakes.serving import IsSend, Wire, read_whole
from tests.providers.fakes.twilio_shapes import ACCOUNT, KEY_SECRET, KEY_SID, sid_of
from tests.sandbox_process import practice_server
from tests.storm.plan import NUMBERS

WHILE_SET = ("list_lag", "clock", "clock_rows")
"""Faults that are always so while they are set; each list that meets them is counted."""


class Behind(Protocol):
    """A service as a storm wants it. See ``tests.sandbox_process.PracticeServer``."""

    url: str
    api_key: str

    def carrier(self) -> Sequence[Mapping[str, Any]]:
        """Every text that was taken, with its id and kind."""
        ...

    def faults(self, **values: float) -> Mapping[str, float]:
        """Merge faults."""
        ...

    def inbound(self, sender: str, line: str, body: str) -> object:
        """Somebody writes."""
        ...

    def elsewhere(self, line_id: int, to: str, body: str) -> object:
        """A colleague sends a text from the service's own pages."""
        ...

    def struck(self) -> Mapping[str, int]:
        """How often each fault has struck since the server began."""
        ...

    def kill(self) -> None:
        """It is gone."""
        ...

    def restart(self) -> None:
        """It is there again, at the same address."""
        ...


@dataclass(frozen=True)
class Ground:
    """A service to storm at. ``line``: a number of the account that can text."""

    service: str
    line: str = PRACTICE_LINE
    line_id: int = 42
    """Which line a colleague writes from; 0 where lines have no number but their own."""
    listed: bool = True
    """Whether the service lists texts; else nobody sees there what a colleague sent, and texts have no id."""

    @property
    def proof(self) -> Proof:
        """The most that a text may be shown as."""
        return proof_of(self.service)


GROUNDS = {
    one.service: one
    for one in (
        Ground("cliqtel"),
        Ground("twilio", "+12125550142", 0),
        Ground("voipms", "+14155550101", 0),
        Ground("close", "+12125550142", 0),
        Ground("salesmsg", "+12125550142", 0),
        Ground("cloudtalk", "+12125550142", 0, listed=False),
    )
}


class Weather:
    """Lets the practice server's faults strike a service that asks in other ways.

    They know two calls, a send and the reading of a list: so each request is led past them as one of these.
    """

    def __init__(self, app: ASGIApp, faults: Faults, is_send: IsSend) -> None:
        self._app = app
        self._is_send = is_send
        self._line = FaultLine(self._inside, faults)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI entry."""
        body, again = await read_whole(receive)
        sends = self._is_send(scope["method"], scope["path"], body)
        path, method = (SEND_PATH, "POST") if sends else ("/api/", "GET")
        await self._line({**scope, "path": path, "method": method, "real": scope}, again, send)

    async def _inside(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope["real"], receive, send)


class InAThread:
    """A fake with weather, as ``Behind``."""

    def __init__(
        self,
        ground: Ground,
        secret: str,
        make: Callable[[Carrier], ASGIApp],
        is_send: IsSend,
        name: Callable[[Record], str],
    ) -> None:
        self._faults = Faults({}, 1)
        self._name = name
        self._taken: dict[int, float] = {}
        self._carrier = Carrier([Line(ground.line, can_mms=True)], self._now)
        self._carrier.disturb = self._disturb
        self._carrier.hidden = self._hidden
        self._line = ground.line
        weather = Weather(make(self._carrier), self._faults, is_send)
        dated = Dated(weather, lambda: system_clock() + self._faults.clock_ahead)
        self._wire = Wire(dated, dated=False)
        self._wire.start()
        self.url, self.api_key = self._wire.url, secret

    def carrier(self) -> list[dict[str, Any]]:
        """Every text that was taken, with its id and kind."""
        return [
            {"id": self._name(one), "kind": one.kind, "to": one.peer, "body": one.body}
            for one in list(self._carrier.records)
            if one.outbound
        ]

    def faults(self, **values: float) -> dict[str, float]:
        """Merge faults."""
        self._faults.merge(values)
        self._carrier.shown_late = timedelta(microseconds=self._faults.rows_ahead)
        return self._faults.values

    def inbound(self, sender: str, line: str, body: str) -> Record:
        """Somebody writes; every third time with a picture, which has an id of another sequence."""
        kind = "mms" if len(self._carrier.records) % 3 == 2 else "sms"
        return self._carrier.inbound(sender, line, body, kind)

    def elsewhere(self, line_id: int, to: str, body: str) -> Record:
        """A colleague sends a text from the service's own pages."""
        return self._carrier.send(self._line, to, body)

    def struck(self) -> dict[str, int]:
        """How often each fault has struck since the server began."""
        return self._faults.struck

    def kill(self) -> None:
        """Nobody listens any more, and nothing that was under way is finished."""
        self._wire.kill()

    def restart(self) -> None:
        """It listens again, at the same address; its counts go on."""
        self._wire.start(urlsplit(self.url).port or 0)

    def _now(self) -> datetime:
        return datetime.now(UTC) + timedelta(microseconds=self._faults.clock_ahead)

    def _hidden(self, record: Record) -> bool:
        began = self._taken.setdefault(id(record), time.monotonic())
        return record.outbound and (time.monotonic() - began) * SECOND < self._faults.lag

    def _disturb(self, rows: Sequence[Any]) -> list[Any]:
        for name in WHILE_SET:
            self._faults.strikes(name)  # only counted
        return self._faults.disturb(list(rows))


def _twilio(ground: Ground) -> InAThread:
    secret = f"{ACCOUNT}:{KEY_SID}:{KEY_SECRET}"
    return InAThread(
        ground, secret, lambda behind: twilio.Twilio(behind, moves=True).app, twilio.is_send, sid_of
    )


def _close(ground: Ground) -> InAThread:
    def make(behind: Carrier) -> ASGIApp:
        fake = close.Close(behind, moves=True)
        fake.add_lead("Everybody", *NUMBERS)
        return fake.app

    return InAThread(ground, KEY, make, close.is_send, sms_id)


def _cloudtalk(ground: Ground) -> InAThread:
    return InAThread(
        ground,
        f"{KEY_ID}:{COMPANY_SECRET}",
        lambda behind: cloudtalk.CloudTalk(behind).app,
        cloudtalk.is_send,
        lambda record: str(record.id),
    )


def _salesmsg(ground: Ground) -> InAThread:
    made: list[salesmsg.Salesmsg] = []

    def make(behind: Carrier) -> ASGIApp:
        # Tokens that last: rounds end programs before they could keep a new one.
        made.append(salesmsg.Salesmsg(behind, moves=True, old_dies=False))
        return made[0].app

    return InAThread(
        ground, salesmsg_shapes.KEY, make, salesmsg.is_send, lambda record: made[0].seen_as(record)
    )


def _voipms(ground: Ground) -> InAThread:
    def make(behind: Carrier) -> ASGIApp:
        return voipms.VoipMs(behind, daily_cap=10**6).app

    plain = voipms.VoipMs(Carrier((), lambda: datetime.now(UTC)))
    secret = f"{plain.username}:{plain.password}"
    return InAThread(ground, secret, make, voipms.is_send, lambda record: str(record.id))


FAKES: Mapping[str, Callable[[Ground], InAThread]] = {
    "twilio": _twilio,
    "voipms": _voipms,
    "close": _close,
    "cloudtalk": _cloudtalk,
    "salesmsg": _salesmsg,
}
"""How the fake of each service but the first is made."""


@contextmanager
def served(ground: Ground, folder: Path, seed: int, messages: int) -> Iterator[Behind]:
    """The service of a new world; a practice account has so many messages in its history."""
    if ground.service == "cliqtel":
        arguments = ("--state", str(folder / "server"), "--seed", str(seed), "--messages", str(messages))
        with practice_server(*arguments) as server:
            yield server
        return
    fake = FAKES[ground.service](ground)
    began = datetime.now(UTC) - timedelta(days=2)
    for number in range(messages):
        record = fake._carrier.inbound("+12025550190", ground.line, f"before {number}")
        record.at = began + timedelta(minutes=number)
    try:
        yield fake
    finally:
        fake.kill()
