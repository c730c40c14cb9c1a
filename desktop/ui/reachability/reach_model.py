"""What is to be expected of a text to a number, in words, and marking numbers by hand (idea 10, B13, B19).

Look here for what each state says. How it is learned is in ``store.reach``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import wording
from desktop.providers.catalog import service_name
from desktop.sms.phone import readable
from desktop.sms.reachability import Reach, Reachability
from desktop.store import lines, reach
from desktop.store.database import Database, StoreError
from desktop.ui import moments
from desktop.ui.changes import Changes
from desktop.ui.plain import one_line
from desktop.ui.turns import Later
from desktop.wording import tr

__all__ = ["DEAD", "LANDLINE", "WORKS", "ReachModel", "ReachSaid", "Reachability"]

LANDLINE, DEAD, WORKS = reach.LANDLINE, reach.DEAD, reach.MOBILE
"""What a person can say of a number."""
_SOON_MS = 100
"""Texts come in by the hundred."""


@dataclass(frozen=True, slots=True)
class ReachSaid:
    """One sentence without its full stop; "" where nothing is known. ``marks``: what a person may say."""

    what: Reachability = Reachability.UNKNOWN
    words: str = ""
    marks: tuple[str, ...] = ()


def said(known: Reach, now: datetime, label_of: Callable[[str], str]) -> ReachSaid:
    """What is known in words; ``label_of`` names a line of ours by its number."""
    return ReachSaid(known.what, _words(known, now, label_of), _marks(known))


class ReachModel(QObject):
    """Asked for one number at a time; nothing is kept."""

    changed = Signal()
    """What is known may be other now: ask again."""
    trouble = Signal(str)
    """A mark was not kept: a sentence."""

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
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        Later(self, self.changed.emit).after(self._soon.timeout)
        for signal in (changes.messages_changed, changes.store_changed_elsewhere, changes.lines_changed):
            signal.connect(self._tell_soon)

    def of(self, account_id: str, line: str, peer: str) -> ReachSaid:
        """What is known of a number, for texts from this line of ours; nothing of an unreadable store."""
        if not peer:
            return ReachSaid()
        now = self._clock()
        try:
            known = reach.of(self._db, peer, now, account_id=account_id, line=line)
            return said(known, now, self._label)
        except StoreError:
            return ReachSaid()  # the window says by itself that the store cannot be read

    def mark(self, peer: str, what: str) -> None:
        """A person says what a number is: ``LANDLINE``, ``DEAD`` or that it ``WORKS``."""
        try:
            reach.mark(self._db, peer, what, self._clock())
        except StoreError as error:
            words = wording.store_trouble(type(error).__name__, str(error.path), error.detail)
            self.trouble.emit(f"{words} {tr('Nothing was changed.')}")

    def _label(self, number: str) -> str:
        found = lines.find(self._db, number)
        label = one_line(found[0].label) if found else ""
        return label or wording.isolated(readable(number))

    def _tell_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()


def mark_words(mark: str) -> str:
    """What a person says by a mark."""
    return {
        LANDLINE: tr("This is a landline"),
        DEAD: tr("This is not in service"),
        WORKS: tr("This works again"),
    }[mark]


def _marks(known: Reach) -> tuple[str, ...]:
    doubtful = (Reachability.LANDLINE, Reachability.DEAD, Reachability.UNREACHABLE, Reachability.WRONG_PAIR)
    found = []
    if known.what is not Reachability.LANDLINE:
        found.append(LANDLINE)
    if known.what is not Reachability.DEAD:
        found.append(DEAD)
    if known.what in doubtful:
        found.append(WORKS)
    return tuple(found)


def _words(known: Reach, now: datetime, label_of: Callable[[str], str]) -> str:
    when = "" if known.since is None else moments.short(known.since, now)
    match known.what:
        case Reachability.DELIVERED:
            if known.delivered_at is None:
                return tr("They wrote {when}").format(when=when)
            delivered = moments.short(known.delivered_at, now)
            line = label_of(known.delivered_by)
            return tr("Delivered here {when}, from {line}").format(when=delivered, line=line)
        case Reachability.LANDLINE if known.marked:
            return tr("A landline, as somebody here says")
        case Reachability.LANDLINE if known.told_by:
            return tr("A landline, {service} said {when}").format(
                service=service_name(known.told_by), when=when
            )
        case Reachability.LANDLINE:
            return tr("A landline (failed {when})").format(when=when)
        case Reachability.DEAD if known.marked:
            return tr("Not in service, as somebody here says")
        case Reachability.DEAD:
            return tr("No longer in service (failed {when})").format(when=when)
        case Reachability.UNREACHABLE:
            return tr("Unreachable lately (failed {when})").format(when=when)
        case Reachability.WRONG_PAIR if known.delivered_by:
            return tr("Not reached from this line (failed {when}), but from {line}").format(
                when=when, line=label_of(known.delivered_by)
            )
        case Reachability.WRONG_PAIR:
            return tr("Not reached from this line (failed {when})").format(when=when)
        case Reachability.OPTED_OUT:
            return tr("Opted out {when}").format(when=when)
        case _:
            return ""
