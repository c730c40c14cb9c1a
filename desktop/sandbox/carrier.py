"""The carrier behind the practice server: takes texts, decides what becomes of them, brings answers.

Start here to see which texts are turned away, and which are taken and fail later. How long a status
lasts is in ``desktop.sandbox.fates``; who answers what is in ``desktop.sandbox.people``.
"""

import random
import re
from collections import deque
from collections.abc import Callable
from typing import Any

from desktop.sandbox import people
from desktop.sandbox.fates import ERRORS, Fate, delivered_after, status
from desktop.sandbox.ledger import Ledger
from desktop.sandbox.lines import PRICE_PER_SEGMENT, Line
from desktop.sandbox.records import Answer, Entry, Row
from desktop.sandbox.refusals import NO_MONEY, NOT_FOR_THIS_NUMBER, NOT_SENT, Refusal
from desktop.sandbox.times import SECOND, Clock, written
from desktop.sms import phone, segments

MAX_CHARACTERS = 1600
SENDS_PER_SECOND = 10

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_STOP = ("STOP", "STOPALL", "UNSUBSCRIBE")
_START = ("START", "UNSTOP")


class Carrier:
    """Takes and brings texts for one account; all that it knows is in the ledger.

    ``ahead``: by how many microseconds the times that it writes are wrong now.
    """

    def __init__(self, ledger: Ledger, clock: Clock, ahead: Callable[[], int] = lambda: 0) -> None:
        self._ledger = ledger
        self._right_clock = clock
        self._clock: Clock = lambda: clock() + ahead()
        self._recent: deque[int] = deque(maxlen=SENDS_PER_SECOND)
        self._taken: dict[int, int] = {}
        """When each text was really taken, by its id; those of this run only."""

    def accept(self, line_id: object, to: object, body: object) -> dict[str, Any]:
        """Take a text for sending; it is on the disk when this returns its row. Raises ``Refusal``.

        The arguments are what a request held, of any type (documented limits: 1,600 characters, ten
        texts a second).
        """
        now, really = self._clock(), self._right_clock()
        if len(self._recent) == SENDS_PER_SECOND and really - self._recent[0] < SECOND:
            raise Refusal(429, "Too Many Attempts.", retry_after=1)
        line = self._sender(line_id)
        peer = _destination(to, line)
        text = _body(body)
        parts = segments.count(text).segments
        self.bring_answers()
        with self._ledger.transaction():
            balance = self._ledger.wallet - parts * PRICE_PER_SEGMENT
            if balance < 0:
                raise Refusal(402, NO_MONEY)
            self._ledger.wallet = balance
            turn = self._ledger.accepted_for(peer)
            fate = self._fate(peer, text)
            entry = Entry(False, line.number, peer, text, parts, fate.value, now, accepted=True)
            row = self._ledger.add_text(entry)
            if line.can_receive:
                self._plan_answers(row, fate, turn)
        self._recent.append(really)
        self._taken[row.id] = really
        return self.describe(row)

    def receive(self, sender: str, line: Line, body: str) -> dict[str, Any]:
        """A customer writes to ``line`` now."""
        self.bring_answers()
        parts = segments.count(body).segments
        entry = Entry(True, line.number, sender, body, parts, Fate.RECEIVED.value, self._clock())
        with self._ledger.transaction():
            return self.describe(self._ledger.add_text(entry))

    def bring_answers(self) -> None:
        """Let the answers arrive whose time has come, each dated when it was written."""
        with self._ledger.transaction():
            for due, line, peer, body in self._ledger.take_due_answers(self._clock()):
                parts = segments.count(body).segments
                self._ledger.add_text(Entry(True, line, peer, body, parts, Fate.RECEIVED.value, due))

    def listed(self, row: Row, lag: int) -> bool:
        """Whether lists show the text, when each is missing there for ``lag`` microseconds."""
        return lag == 0 or self._right_clock() - self._taken.get(row.id, -lag) >= lag

    def describe(self, row: Row, *, errors: bool = True, ahead: int = 0) -> dict[str, Any]:
        """A text as the API shows it now: the send answer's fields and, with ``errors``, why it failed.

        ``ahead``: microseconds by which the time that is shown is wrong.
        """
        fate = Fate(row.fate)
        word = status(fate, (self._clock() - row.created) / SECOND, self._ledger.seed, row.id)
        shown: dict[str, Any] = {
            "id": row.id,
            "direction": "inbound" if row.inbound else "outbound",
            "from": row.peer if row.inbound else row.line,
            "to": row.line if row.inbound else row.peer,
            "body": row.body,
            "status": word,
            "segments": row.segments,
            "carrier": "cliqtel",
            "created_at": written(row.created + ahead),
        }
        if errors and word == "failed":
            shown["error"] = {"code": fate.value, "text": ERRORS[fate]}
        return shown

    def _sender(self, line_id: object) -> Line:
        for line in self._ledger.lines():
            if line.id == line_id and not isinstance(line_id, bool):
                if not line.can_send:
                    raise Refusal(422, NOT_FOR_THIS_NUMBER)
                return line
        raise Refusal(422, "The selected from_number_id is invalid.")

    def _fate(self, peer: str, body: str) -> Fate:
        if self._ledger.last_word(peer, _STOP + _START) in _STOP:
            return Fate.OPTED_OUT
        if "casino" in body.casefold():
            return Fate.FILTERED
        return people.FATES.get(peer, Fate.DELIVERED)

    def _plan_answers(self, row: Row, fate: Fate, turn: int) -> None:
        after = delivered_after(fate, self._ledger.seed, row.id)
        script = people.SCRIPTS.get(row.peer, ())
        if after is None or not script:
            return
        chance = random.Random(f"{self._ledger.seed} answer {row.id}")
        for body in script[turn % len(script)]:
            after += chance.uniform(1.0, 4.0)
            self._ledger.add_answer(Answer(row.created + round(after * SECOND), row.line, row.peer, body))


def _destination(to: object, line: Line) -> str:
    if not isinstance(to, str) or not _E164.fullmatch(to) or to == line.number:
        raise Refusal(422, NOT_SENT)
    try:
        return phone.parse(to).value
    except phone.NotANumber as fault:
        raise Refusal(422, NOT_SENT) from fault


def _body(body: object) -> str:
    if not isinstance(body, str) or not body.strip():
        raise Refusal(422, "The body field is required.")
    if len(body) > MAX_CHARACTERS:
        raise Refusal(422, f"The body field must not be greater than {MAX_CHARACTERS} characters.")
    return body
