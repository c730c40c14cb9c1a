"""Pictures and other files of texts: which a text has, where the service has them, and which are kept here.

Rows are written in the same transaction as their text and go with it. The files themselves are on a shelf
beside the cache (``store/shelf``); ``file`` is what a copy is called there.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, literal_column, update
from sqlalchemy import insert as sql_insert
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from desktop.announce import MessagesChanged
from desktop.store.database import Database
from desktop.store.schema import METADATA
from desktop.store.tables import MediaRow, MessageRow

NONE = "[]"
"""What ``OF_TEXT`` tells of a text without media."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file as the service tells of it; ``url`` and ``mime`` are "" where that has to be asked for."""

    url: str
    mime: str
    size: int | None = None
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a text, as much of it as a bubble shows."""

    id: int
    mime: str
    size: int | None
    kept: bool
    """Whether its copy is on this computer."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a file is: its text, by our id and by the service's, its address, and its copy here."""

    id: int
    message_id: int
    place: int
    account_id: str
    remote_kind: str
    remote_id: str | None
    url: str
    mime: str
    size: int | None
    file: str


def write(session: Session, texts: Iterable[tuple[int, Sequence[Media]]]) -> None:
    """Note what came with new texts, by their ids, inside the caller's transaction."""
    rows = [_values(text, place, one) for text, media in texts for place, one in enumerate(media)]
    if rows:
        session.connection().execute(_WRITE, rows)


def complete(session: Session, message_id: int, media: Sequence[Media], *, instead: bool = False) -> bool:
    """What is known of a text's files now: what is told fills up what was not; nothing is taken away.

    For a text that is here already, as one of ours that the service lists with its files. ``instead``: other
    addresses take the place of those that are known, of files without a copy here. True if anything changed.
    """
    known = session.connection().execute(_OF_MESSAGES, {"messages": [message_id]}).all()
    changed = False
    for row, one in zip(known, media, strict=False):
        if _tells(row, one) or (instead and one.url and one.url != row.url and not row.file):
            told = {
                "there": row.id,
                "to": one.url if one.url and (instead or not row.url) else row.url,
                "kind": one.mime or row.mime,
                "bytes": one.size,
            }
            session.connection().execute(_TELL, told)
            changed = True
    more = [(place, one) for place, one in enumerate(media) if place >= len(known) and (one.url or not known)]
    if more:
        session.connection().execute(_WRITE, [_values(message_id, place, one) for place, one in more])
    return changed or bool(more)


def incomplete(session: Session, told: Mapping[int, Sequence[Media]]) -> set[int]:
    """Which of these texts, by their ids, have files of which a list tells more now than is known here."""
    if not told:
        return set()
    known: dict[int, list[Any]] = {there: [] for there in told}
    for row in session.connection().execute(_OF_MESSAGES, {"messages": list(told)}):
        known[row.message_id].append(row)
    return {
        there
        for there, media in told.items()
        if any(_tells(row, one) for row, one in zip(known[there], media, strict=False))
        # What has no address was asked for already where it is not here: see ``named``.
        or any(one.url for one in media[len(known[there]) :])
    }


def _tells(row: Row[*tuple[Any, ...]], one: Media) -> bool:
    return bool((not row.url and one.url) or (not row.mime and one.mime))


def _values(message_id: int, place: int, one: Media) -> dict[str, Any]:
    told = {"url": one.url, "mime": one.mime, "size": one.size, "file": ""}
    return {"message_id": message_id, "place": place, **told}


def named(db: Database, message_id: int, media: Sequence[Media]) -> None:
    """The service's list of a text's files, asked for because somebody wanted to see them.

    Its addresses are the ones that work now. Where it has fewer than were told of, those that are gone are
    forgotten.
    """
    with db.transaction() as session:
        complete(session, message_id, media, instead=True)
        known = session.connection().execute(_OF_MESSAGES, {"messages": [message_id]}).all()
        for row in known[len(media) :]:
            if not row.url and not row.file:
                session.connection().execute(_FORGET, {"there": row.id})
    _announce(db, message_id)


def find(db: Database, media_id: int) -> Whereabouts | None:
    """One file; ``None`` where its text is gone."""
    with db.reading() as session:
        row = session.connection().execute(_WHERE, {"there": media_id}).first()
        return None if row is None else Whereabouts(*row)


def not_kept(db: Database, *, after: int, since: datetime) -> tuple[int, list[tuple[int, str]]]:
    """Files with ids over ``after`` of texts from ``since`` on without a copy here, with their accounts.

    And the highest id there is: what to ask after next time.
    """
    with db.reading() as session:
        rows = session.connection().execute(_NOT_KEPT, {"after": after, "since": since}).all()
        top = session.connection().execute(_TOP).scalar()
    return max(after, top or 0), [(row.id, row.account_id) for row in rows]


def keep(db: Database, media_id: int, *, file: str, mime: str, size: int) -> None:
    """A copy of the file is here now, called ``file``; what it really is, is known with it."""
    with db.transaction() as session:
        session.connection().execute(_KEEP, {"there": media_id, "name": file, "kind": mime, "bytes": size})
        row = session.connection().execute(_WHERE, {"there": media_id}).first()
    if row is not None:
        _announce(db, row.message_id)


def files(db: Database) -> set[str]:
    """What the copies on this computer are called: whatever else is on the shelf is nobody's."""
    with db.reading() as session:
        return set(session.connection().execute(_FILES).scalars())


def lost(db: Database, names: Collection[str]) -> None:
    """The copies of these names are not here any more; their files can be had from the service."""
    if names:
        with db.transaction() as session:
            session.connection().execute(_LOSE, [{"name": one} for one in names])


def attachments(stored: str | None) -> tuple[Attachment, ...]:
    """What ``OF_TEXT`` told of a text."""
    if stored is None or stored == NONE:
        return ()
    return tuple(Attachment(one[0], one[1], one[2], bool(one[3])) for one in json.loads(stored))


def _announce(db: Database, message_id: int) -> None:
    with db.reading() as session:
        there = session.connection().execute(_THREAD, {"message": message_id}).scalar()
    if there is not None:
        db.announce(MessagesChanged(frozenset({there})))


OF_TEXT: Any = literal_column(
    "(SELECT json_group_array(json_array(id, mime, size, file != '')) FROM"
    " (SELECT id, mime, size, file FROM media WHERE media.message_id = message.id ORDER BY place))"
)
"""A column beside those of a text: its files as JSON, for ``attachments``."""
OF_LAST: Any = literal_column(
    "(SELECT mime FROM media WHERE media.message_id = message.id ORDER BY place LIMIT 1)"
)
"""A column beside those of a text: what its first file is; NULL where it has none."""
_MEDIA = METADATA.tables["media"]
_WRITE = sql_insert(_MEDIA)
_THIS = _MEDIA.c.id == bindparam("there")
_OF_MESSAGES = (
    sql_select(_MEDIA.c.id, _MEDIA.c.message_id, _MEDIA.c.url, _MEDIA.c.mime, _MEDIA.c.file)
    .where(_MEDIA.c.message_id.in_(bindparam("messages", expanding=True)))
    .order_by(_MEDIA.c.message_id, _MEDIA.c.place)
)
_TELL = (
    update(_MEDIA).where(_THIS).values(url=bindparam("to"), mime=bindparam("kind"), size=bindparam("bytes"))
)
_KEEP = (
    update(_MEDIA)
    .where(_THIS)
    .values(file=bindparam("name"), mime=bindparam("kind"), size=bindparam("bytes"))
)
_LOSE = update(_MEDIA).where(_MEDIA.c.file == bindparam("name")).values(file="")
_FORGET = delete(_MEDIA).where(_THIS)
_TOP = sql_select(func.max(_MEDIA.c.id))
_NOT_KEPT: Any = (
    sql_select(_MEDIA.c.id, col(MessageRow.account_id))
    .join(MessageRow, col(MessageRow.id) == _MEDIA.c.message_id)
    .where(
        _MEDIA.c.id > bindparam("after"),
        _MEDIA.c.file == "",
        col(MessageRow.created_at) >= bindparam("since"),
    )
    .order_by(_MEDIA.c.id)
)
_FILES = sql_select(_MEDIA.c.file).where(_MEDIA.c.file != "")
_THREAD: Any = sql_select(col(MessageRow.conversation_id)).where(col(MessageRow.id) == bindparam("message"))
_WHERE: Any = (
    sql_select(
        col(MediaRow.id),
        col(MediaRow.message_id),
        col(MediaRow.place),
        col(MessageRow.account_id),
        col(MessageRow.remote_kind),
        col(MessageRow.remote_id),
        col(MediaRow.url),
        col(MediaRow.mime),
        col(MediaRow.size),
        col(MediaRow.file),
    )
    .join(MessageRow, col(MessageRow.id) == col(MediaRow.message_id))
    .where(col(MediaRow.id) == bindparam("there"))
)
