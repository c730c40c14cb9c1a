"""The first conversations of the list, read before SQLAlchemy is there: its import takes longer than the
window needs to stand.

Only what shows at start, in plain SQL; ``conversations`` reads everything else, and a test holds both to the
same answer.
"""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop.sms.delivery import Proof, State
from desktop.store import cipher
from desktop.store.cipher import Key
from desktop.store.conversation import Conversation

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ACTIVE = """
    SELECT id, active FROM (
        SELECT id, last_at AS active FROM (
            SELECT id, last_at FROM conversation
            WHERE (:everywhere OR (account_id = :account AND line = :line))
            ORDER BY last_at DESC, id DESC LIMIT :most
        )
        UNION
        SELECT conversation.id, max(last_at, draft.updated_at)
        FROM draft JOIN conversation USING (account_id, line, peer)
        WHERE draft.body != '' AND (:everywhere OR (account_id = :account AND line = :line))
    )
"""
_CAN_TEXT = """
    SELECT 1 FROM line
    WHERE account_id = :account AND number = :line AND NOT gone
        AND (can_send IS NOT 0 OR can_receive IS NOT 0)
"""
_HAS_IT = """
    FROM contact_number JOIN contact ON contact.id = contact_number.contact_id
    WHERE contact_number.number = conversation.peer
        AND NOT EXISTS (
            SELECT 1 FROM stand_in
            WHERE stand_in.account_id = contact.account_id AND stand_in.remote_id = contact.remote_id
        )
"""
_FIRST = "ORDER BY contact.account_id != '', contact_number.preferred DESC, contact.id LIMIT 1"
_CALLED = "char(31) || coalesce(nullif(contact.name, ''), contact.company)"
_NAME = f"""
    coalesce(
        (SELECT {_CALLED} {_HAS_IT} AND contact.account_id IN ('', conversation.account_id) {_FIRST}),
        (
            SELECT coalesce(
                (SELECT json_extract(capabilities, '$.service') FROM account WHERE id = contact.account_id),
                contact.account_id
            ) || {_CALLED} {_HAS_IT} {_FIRST}
        )
    )
"""  # noqa: S608  put together from the constants above
_ROWS = f"""
    SELECT
        conversation.id, conversation.account_id, conversation.line, conversation.peer,
        coalesce({_NAME}, ''), conversation.last_at, coalesce(message.body, ''),
        coalesce(message.outbound, 0), message.state, message.error_code, coalesce(message.error_text, ''),
        conversation.unread, coalesce(draft.body, ''), max(active),
        coalesce(
            (SELECT json_extract(capabilities, '$.proof') FROM account WHERE id = conversation.account_id),
            'accepted'
        ),
        coalesce(
            (SELECT json_extract(capabilities, '$.service') FROM account WHERE id = conversation.account_id),
            ''
        ),
        (SELECT mime FROM media WHERE media.message_id = message.id ORDER BY place LIMIT 1)
    FROM ({_ACTIVE}) AS active
    JOIN conversation ON conversation.id = active.id
    LEFT JOIN message ON message.id = conversation.last_message_id
    LEFT JOIN draft ON draft.account_id = conversation.account_id AND draft.line = conversation.line
        AND draft.peer = conversation.peer AND draft.body != ''
    GROUP BY conversation.id
    ORDER BY max(active) DESC, conversation.id DESC LIMIT :most
"""  # noqa: S608  put together from the constants above; every value is bound


def read(path: Path, *, line: str, all_lines: bool, most: int, key: Key | None = None) -> list[Conversation]:
    """The ``most`` newest conversations of the line ("account id:number") or of all lines.

    Empty where the line cannot text, so that its list is not what shows at start; and wherever it cannot be
    had at once: no store yet, an older one, one that is damaged, busy or of another ``key``.
    Whoever opens the store afterwards finds out and says why.
    """
    account, _, number = line.partition(":")
    values: dict[str, Any] = {"everywhere": all_lines, "account": account, "line": number, "most": most}
    try:
        with closing(cipher.connect(path, key, read_only=True, timeout=0)) as db:
            if db.execute(_CAN_TEXT, values).fetchone() is None:
                return []
            return [_plain(row) for row in db.execute(_ROWS, values)]
    except (cipher.module(key).Error, ValueError, OverflowError):
        return []


def _plain(row: tuple[Any, ...]) -> Conversation:
    found = Conversation(*row)
    source, _, name = found.name.partition("\x1f")
    return replace(
        found,
        name=name,
        name_from=source,
        last_at=_moment(row[5]),
        last_outbound=bool(found.last_outbound),
        last_state=None if found.last_state is None else State(found.last_state),
        active_at=_moment(row[13]),
        proof=Proof(found.proof),
    )


def _moment(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
