"""The last text of a conversation that did not go out, so that its words can be taken up again."""

from sqlmodel import col, select

from desktop.sms.delivery import State
from desktop.store.database import Database
from desktop.store.messages import Message, plain
from desktop.store.tables import ConversationRow, MessageRow


def last_failed(db: Database, conversation_id: int) -> Message | None:
    """The newest failed or held text of ours; ``None`` if there is none."""
    query = (
        select(MessageRow)
        .join(ConversationRow, col(ConversationRow.id) == MessageRow.conversation_id)
        .where(
            # Named for the index on (account, state): failed texts are few, a thread may be long.
            MessageRow.account_id == ConversationRow.account_id,
            MessageRow.conversation_id == conversation_id,
            col(MessageRow.outbound).is_(True),
            col(MessageRow.state).in_([State.FAILED, State.HELD]),
        )
        .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
        .limit(1)
    )
    with db.reading() as session:
        row = session.exec(query).first()
        return None if row is None else plain(row)


def same_before(db: Database, message: Message) -> int | None:
    """The id of the last earlier text with the same words to the same person; ``None`` if there is none."""
    query = (
        select(MessageRow.id)
        .where(
            MessageRow.conversation_id == message.conversation_id,
            col(MessageRow.id) != message.id,
            col(MessageRow.outbound).is_(True),
            col(MessageRow.created_at) <= message.created_at,
            MessageRow.body == message.body,
        )
        .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
        .limit(1)
    )
    with db.reading() as session:
        return session.exec(query).first()
