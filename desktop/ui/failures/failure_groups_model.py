"""Failed texts in groups by what has to be done about them; pure, so that many are grouped in a thread.

Look here for which failures stand together and for what "each once" means. The table of remedies is
``sms.remedy``, the words of a group are in ``failure_words``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.sms import errors
from desktop.sms.errors import Entry
from desktop.sms.remedy import Act, Kind, Remedy, may_have_arrived, remedy_of
from desktop.store.failures import Failure

MOST_UNKNOWN = 20
"""So many reasons that the catalogue does not know have a group each; the others share one."""
_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Key:
    """Which group it is, whatever stands in it now."""

    remedy: Remedy
    said: str = ""
    """Of an unknown failure: its code, else the service's words."""


@dataclass(frozen=True, slots=True)
class Group:
    """All failures with one remedy, the newest first: their ids."""

    key: Key
    ids: tuple[int, ...]
    again: tuple[int, ...] = ()
    """Those that one press sends again: each text once, not one that failed again after that."""
    entries: tuple[Entry, ...] = ()
    """What the catalogue says of them, each once."""
    perhaps: bool = False
    """One of ``again`` may have arrived all the same."""

    @property
    def act(self) -> Act:
        """What the main button does: where nothing is left to be sent, it settles."""
        act = self.key.remedy.act
        return Act.SETTLE if act is Act.SEND_AGAIN and not self.again else act


@dataclass(slots=True)
class _Growing:
    ids: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    entries: dict[Entry, None] = field(default_factory=dict)
    perhaps: bool = False


def grouped(failures: Iterable[Failure]) -> tuple[Group, ...]:
    """The groups in the order of ``remedy.Kind``, unknown reasons by how many there are of each."""
    known: dict[tuple[str, str | None, str], tuple[Key, Entry | None]] = {}
    found: dict[Key, _Growing] = {}
    for one in failures:
        reason = (one.service, one.code, one.text)
        if reason not in known:
            known[reason] = _place(*reason)
        key, entry = known[reason]
        group = found.setdefault(key, _Growing())
        group.ids.append(one.id)
        if entry is not None:
            group.entries[entry] = None
        if key.remedy.act is Act.SEND_AGAIN and not one.sent_again:
            group.again.append(one.id)
            group.perhaps = group.perhaps or may_have_arrived(entry)
    groups = [
        Group(key, tuple(one.ids), tuple(one.again), tuple(one.entries), one.perhaps)
        for key, one in found.items()
    ]
    groups.sort(key=_rank)
    return _few(groups)


def _place(service: str, code: str | None, text: str) -> tuple[Key, Entry | None]:
    entry = errors.find(service, code, text)
    said = "" if entry is not None else code or text
    return Key(remedy_of(entry), said), entry


def _rank(group: Group) -> tuple[int, str, int, str]:
    remedy = group.key.remedy
    step = remedy.step.value if remedy.step is not None else ""
    return (_ORDER[remedy.kind], step, -len(group.ids), group.key.said)


def _few(groups: list[Group]) -> tuple[Group, ...]:
    """At most ``MOST_UNKNOWN`` groups of unknown reasons: the rest stands in one without words."""
    unknown = [one for one in groups if one.key.said]
    rest = unknown[MOST_UNKNOWN:]
    if len(rest) < 2:
        return tuple(groups)
    several = Key(rest[0].key.remedy)
    kept = [one for one in groups if one not in rest and one.key != several]
    bare = [one for one in groups if one.key == several]
    # Newer texts have higher ids, as far as a list of this length needs an order.
    ids = sorted((message_id for one in (*rest, *bare) for message_id in one.ids), reverse=True)
    return (*kept, Group(several, tuple(ids)))
