"""The last text of a conversation that did not go out, so that its words can be taken up again."""

from sqlalchemy import bindparam, select
from sqlmodel import col

from desktop.sms.delivery import State
from desktop.store.database import Database
from desktop.store.messages import COLUMNS, Message, read
from desktop.store.tables import ConversationRow, MessageRow


def last_failed(db: Database, conversation_id: int) -> Message | None:
    """The newest failed or held text of ours; ``None`` if there is none."""
    with db.reading() as session:
        return next(iter(read(session, _LAST_FAILED, {"there": conversation_id})), None)


def same_before(db: Database, message: Message) -> int | None:
    """The id of the last earlier text with the same words to the same person; ``None`` if there is none."""
    values = {
        "there": message.conversation_id,
        "this": message.id,
        "at": message.created_at,
        "body": message.body,
    }
    with db.reading() as session:
        return session.connection().execute(_SAME_BEFORE, values).scalar()


# Made once: putting a statement together takes longer than what it asks.
_LAST_FAILED = (
    select(*COLUMNS)
    .join(ConversationRow, col(ConversationRow.account_id) == col(MessageRow.account_id))
    .where(
        col(ConversationRow.id) == bindparam("there"),
        # By the index on (account, state): failed texts are few, and a thread may be long.
        col(MessageRow.conversation_id) + 0 == col(ConversationRow.id),
        col(MessageRow.outbound).is_(True),
        col(MessageRow.state).in_([State.FAILED, State.HELD]),
    )
    .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
    .limit(1)
)
_SAME_BEFORE = (
    select(col(MessageRow.id))
    .where(
        col(MessageRow.conversation_id) == bindparam("there"),
        col(MessageRow.id) != bindparam("this"),
        col(MessageRow.outbound).is_(True),
        col(MessageRow.created_at) <= bindparam("at"),
        col(MessageRow.body) == bindparam("body"),
    )
    .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
    .limit(1)
)
