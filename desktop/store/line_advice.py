"""Which other line of ours reached somebody, with the evidence: a receipt, or a text of theirs (idea 16).

No evidence, no advice. Whoever told one of our lines to stop, with or without a text there, is never advised
about another one (B20).
"""

from dataclasses import dataclass
from datetime import datetime

from desktop.store import lines, stopped_elsewhere
from desktop.store.consent import is_stopped
from desktop.store.database import Database
from desktop.store.lines import Line
from desktop.store.reach import Outcome, outcomes


@dataclass(frozen=True, slots=True)
class Advice:
    """A line that can text and that reached them last, and what proves it."""

    line: Line
    at: datetime
    answered: bool
    """They wrote to it; else a text from it was delivered."""
    message_id: int


def advise(db: Database, peer: str, *, account_id: str, line: str) -> Advice | None:
    """The line that reached ``peer`` last, other than this one; ``None`` where nothing proves that any did.

    A line that can no longer send, or from which a later text failed, is passed over. Raises ``StoreError``.
    """
    with db.reading() as session:
        known = outcomes(session, peer)
        threads = dict.fromkeys((one.account_id, one.line) for one in known)
        if is_stopped(session, account_id, line, peer) or stopped_elsewhere.places(session, peer):
            return None
    for account, number in threads:
        proof = _proof([one for one in known if (one.account_id, one.line) == (account, number)])
        if proof is None or (account, number) == (account_id, line):
            continue
        ours = next((one for one in lines.find(db, number, account) if one.can_send is not False), None)
        if ours is not None:
            return Advice(ours, proof.at, not proof.outbound, proof.id)
    return None


def _proof(newest_first: list[Outcome]) -> Outcome | None:
    """The newest text that shows that the line reaches them, unless one from it failed since."""
    for one in newest_first:
        if one.failed:
            return None
        if one.arrived:
            return one
    return None
