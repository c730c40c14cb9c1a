"""What many services bring: line facts, texts of several parts, media, deleted texts, what a CRM offers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Change a file of the revision before into one of this."""
    op.add_column("message", sa.Column("group_place", sa.Integer(), nullable=True))
    op.create_index("ix_message_group", "message", ["group_id"], unique=False)
    op.create_table(
        "line_fact",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "number", "name", name=op.f("pk_line_fact")),
    )
    op.create_table(
        "media",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("mime", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("file", sa.String(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_media_message_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media")),
        sa.UniqueConstraint("message_id", "place", name=op.f("uq_media_message_id_place")),
    )
    op.create_table(
        "deleted_text",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("remote_kind", sa.String(), nullable=False),
        sa.Column("remote_id", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "remote_kind", "remote_id", name=op.f("pk_deleted_text")),
    )
    op.create_table(
        "number_fact",
        sa.Column("peer", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False, server_default=""),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("peer", name=op.f("pk_number_fact")),
    )
    op.create_table(
        "snippet",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("remote_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False, server_default=""),
        sa.Column("body", sa.String(), nullable=False, server_default=""),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "remote_id", name=op.f("pk_snippet")),
    )
    op.create_table(
        "later_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("peer", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("handle", sa.String(), nullable=True),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("author", sa.String(), nullable=False, server_default=""),
        sa.Column("error_code", sa.String(), nullable=False, server_default=""),
        sa.Column("error_text", sa.String(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_later_text")),
        sa.UniqueConstraint("account_id", "handle", name=op.f("uq_later_text_account_id_handle")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_later_text_pair", "later_text", ["account_id", "line", "peer"], unique=False)
    op.create_table(
        "stray_draft",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "handle", name=op.f("pk_stray_draft")),
    )
    op.create_table(
        "shared_unread",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("remote_id", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("peer", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "remote_id", name=op.f("pk_shared_unread")),
    )
    op.create_index("ix_shared_unread_pair", "shared_unread", ["account_id", "line", "peer"], unique=False)
    op.create_table(
        "blocked_number",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("peer", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "peer", name=op.f("pk_blocked_number")),
    )
