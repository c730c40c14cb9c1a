"""Why the text that is being written would fail, evaluated at every key (B6 to B32, idea 3).

Look here for when the store is asked anew: once for each line and recipient, and some time after something
changed that a rule goes by; before a text leaves at once. The rules are in ``desktop.sms.preflight``;
nothing here waits for a service.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import finding_words
from desktop.sms.line_advice import line_cannot
from desktop.sms.preflight import Facts, Finding, Rule, Severity, preflight
from desktop.store import conversations
from desktop.store.database import Database, StoreError
from desktop.store.preflight_facts import Given, gather
from desktop.ui import moments
from desktop.ui.changes import Changes
from desktop.ui.country import country_name
from desktop.ui.messages.kept_drafts_model import Target
from desktop.ui.messages.line_advice_model import LineAdvice, LineAdviser
from desktop.ui.turns import Later

log = logging.getLogger(__name__)

_KEPT = 8
"""Recipients whose facts are kept: those of one that is being typed change at every key."""
_GATHER_MS = 150
"""While texts come in by the hundred the store is asked once."""
_ELSEWHERE_MS = 2000
"""What happens in other conversations changes little here: a count, the balance, a country's trouble."""
SAID_ELSEWHERE = frozenset({Rule.COST})
"""What the counter shows already."""


class _Known(NamedTuple):
    """What was gathered for a recipient, under which settings, and which conversation it concerns."""

    given: Given
    facts: Facts
    thread: int | None


class PreflightModel(QObject):
    """What is to be said of a text before it is sent. Asked at every key."""

    changed = Signal()
    """What is known may be other now: ask again."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        parent: QObject | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._clock = clock
        self.given: Callable[[str], Given] = lambda account_id: Given()
        """What settings know of the account of this id."""
        self._adviser = LineAdviser(db, clock=clock)
        self._facts: dict[tuple[str, str, str], _Known] = {}
        self._last: tuple[tuple[Target, str, str], list[Finding]] | None = None
        # One look at a text asks several times: until it has ended, what was found holds.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._end_turn)
        self._stale = False
        self._soon = QTimer(self, singleShot=True)
        Later(self, self.forget).after(self._soon.timeout)
        changes.messages_changed.connect(self._messages_changed)
        changes.account_changed.connect(lambda _: self._forget_in(_ELSEWHERE_MS))
        for signal in (changes.accounts_changed, changes.lines_changed, changes.store_changed_elsewhere):
            signal.connect(lambda *_: self._forget_in(_GATHER_MS))

    def findings(self, target: Target, to: str, body: str) -> list[Finding]:
        """All that is to be said of ``body`` to what stands in To, the most serious first.

        What changed a moment ago may be missing: ``catch_up`` before a text leaves. A store that cannot be
        read finds nothing: what stops a send is asked again when it is queued.
        """
        asked = (target, to, body)
        if self._last is not None and self._last[0] == asked:
            return self._last[1]
        facts = self._of(target, to)
        if facts is None:
            return []
        now = replace(facts, now=self._clock())
        found = [one for one in preflight(body, now) if one.code not in SAID_ELSEWHERE]
        self._last = (asked, found)
        self._turn.start()
        return found

    def advice(self, target: Target, to: str, body: str) -> LineAdvice | None:
        """Another line that reached them, where this one cannot; the store is asked only then (idea 16)."""
        found = self.findings(target, to, body)
        facts = self._of(target, to)
        if facts is None or facts.recipient is None or not facts.recipient.number:
            return None
        if not line_cannot(found, failed=facts.reach.line_failed):
            return None
        return self._adviser.of(target.account_id, target.line, facts.recipient.number)

    def catch_up(self) -> None:
        """What is found next is as the store is now: what leaves is judged by nothing older."""
        self._last = None
        if self._stale:
            self._clear()

    def forget(self) -> None:
        """What was read of the store no longer holds."""
        self._soon.stop()
        self._clear()
        self.changed.emit()

    def _end_turn(self) -> None:
        self._last = None

    def _clear(self) -> None:
        self._facts.clear()
        self._adviser.forget()
        self._last = None
        self._stale = False

    def _of(self, target: Target, to: str) -> Facts | None:
        key = (target.account_id, target.line, to)
        given = self.given(target.account_id)
        known = self._facts.get(key)
        if known is not None and known.given == given:
            return known.facts
        # Plans, countries and word lists are files: nobody tells when another program wrote one.
        try:
            facts = gather(self._db, *key, self._clock(), given)
            peer = facts.recipient.number if facts.recipient is not None else ""
            thread = conversations.find(self._db, *key[:2], peer) if peer else None
        except StoreError as error:
            log.error("what would stop a text could not be looked up: %s", error.detail)
            return None
        while len(self._facts) >= _KEPT:
            del self._facts[next(iter(self._facts))]
        self._facts[key] = _Known(given, facts, thread)
        return facts

    def _messages_changed(self, conversation_ids: frozenset[int]) -> None:
        # Where there is no conversation yet, any of them may be the one.
        here = any(one.thread is None or one.thread in conversation_ids for one in self._facts.values())
        self._forget_in(_GATHER_MS if here else _ELSEWHERE_MS)

    def _forget_in(self, milliseconds: int) -> None:
        self._stale = True
        # Only ever sooner: while texts come in by the hundred there is always another change.
        if not self._soon.isActive() or self._soon.remainingTime() > milliseconds:
            self._soon.start(milliseconds)


def words(finding: Finding, now: datetime | None = None) -> str:
    """What a finding says, in the window; moments as of ``now``."""
    today = now or datetime.now(UTC)
    return finding_words.said(finding, moment=lambda at: moments.since(at, today), country=country_name)


def label(finding: Finding) -> str:
    """What its button is called; "" where it has none."""
    return finding_words.fix_label(finding.fix)


def first_block(findings: list[Finding]) -> Finding | None:
    """What stops a send before all else."""
    return next((one for one in findings if one.severity is Severity.BLOCK), None)


def advice(findings: list[Finding]) -> list[Finding]:
    """What warns or is worth knowing, without what stops a send."""
    return [one for one in findings if one.severity is not Severity.BLOCK]
