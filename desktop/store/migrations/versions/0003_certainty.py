"""What a certain outbox has to know: the service's clock, taking back, holding, and the history of states."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Change a file of the revision before into one of this."""
    # Texts can be taken back now, and the id of one that is gone must never come to mean another.
    with op.batch_alter_table(
        "message", recreate="always", table_kwargs={"sqlite_autoincrement": True}
    ) as message:
        for name in ("attempted_there", "doubted_there", "undo_until"):
            message.add_column(sa.Column(name, sa.BigInteger(), nullable=True))
        message.add_column(sa.Column("held_reason", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "status_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("remote_status", sa.String(), nullable=False, server_default=""),
        sa.Column("error_code", sa.String(), nullable=True),
        sa.Column("error_text", sa.String(), nullable=False, server_default=""),
        sa.Column("seen_within", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_status_change_message_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_change")),
    )
    op.create_index(op.f("ix_status_change_message_id"), "status_change", ["message_id"], unique=False)
    op.create_index("ix_status_change_state", "status_change", ["state", "id"], unique=False)
