"""The line adviser: where this line cannot reach somebody, the one that did, with the evidence (idea 16).

Look here for its words. It only offers: one press takes what is written to that line's conversation, and
sending it is a press of its own. It is silent where somebody told a line of ours to stop.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop import wording
from desktop.providers.catalog import service_name
from desktop.sms.phone import readable
from desktop.store import accounts
from desktop.store.database import Database, StoreError
from desktop.store.line_advice import Advice, advise
from desktop.ui import moments
from desktop.ui.plain import one_line
from desktop.wording import tr

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LineAdvice:
    """One sentence with its evidence, what the button says, and where it leads: (account id, our number)."""

    words: str
    offer: str
    line: tuple[str, str]


class LineAdviser:
    """Asks the store once for each line and number, until it is told to forget."""

    def __init__(self, db: Database, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._db = db
        self._clock = clock
        self._known: dict[tuple[str, str, str], Advice | None] = {}

    def of(self, account_id: str, line: str, peer: str) -> LineAdvice | None:
        """What to offer instead of this line; ``None`` where nothing proves that another one helps."""
        key = (account_id, line, peer)
        if key not in self._known:
            try:
                self._known[key] = advise(self._db, peer, account_id=account_id, line=line)
            except StoreError as error:
                log.error("which line reached a number could not be looked up: %s", error.detail)
                return None
        found = self._known[key]
        return None if found is None else self._said(found)

    def forget(self) -> None:
        """What was read no longer holds."""
        self._known.clear()

    def _said(self, advice: Advice) -> LineAdvice:
        line = advice.line
        label = one_line(line.label) or wording.isolated(readable(line.number))
        service = one_line(service_name(accounts.terms(self._db, line.account_id).service))
        named = tr("{line}, {service}").format(line=label, service=service) if service else label
        when = moments.short(advice.at, self._clock())
        told = tr("{line}: they wrote {when}") if advice.answered else tr("{line}: delivered {when}")
        evidence = told.format(line=named, when=when)
        return LineAdvice(
            tr("Another line reached them. {evidence}.").format(evidence=evidence),
            tr("Write from {line}").format(line=label),
            (line.account_id, line.number),
        )
