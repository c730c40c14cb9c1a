"""Own contacts beside the services', several facts of each, and what makes them quick to find."""

import sqlalchemy as sa
from alembic import op

from desktop.store.contact_folding import FOUND_BY, found_by

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Change a file of the revision before into one of this."""
    for name in ("email", "notes", *FOUND_BY, "extra"):
        op.add_column("contact", sa.Column(name, sa.String(), nullable=False, server_default=""))
    for name in ("preferred", "imported"):
        column: sa.Column[bool] = sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text("0"))
        op.add_column("contact_number", column)
    op.create_index("ix_contact_sorted", "contact", ["sorted_by", "id", "folded", "digits"], unique=False)
    op.create_index("ix_conversation_peer", "conversation", ["peer", "last_at"], unique=False)
    op.create_index("ix_call_person", "call", ["account_id", "line", "peer", "started_at"], unique=False)
    op.create_index("ix_call_kind", "call", ["outbound", "outcome", "line", "account_id"], unique=False)
    op.create_table(
        "contact_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("imprint", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_source_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_source")),
        sa.UniqueConstraint("key", name=op.f("uq_contact_source_key")),
    )
    op.create_index(op.f("ix_contact_source_contact_id"), "contact_source", ["contact_id"], unique=False)
    op.create_table(
        "stand_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("remote_id", sa.String(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_stand_in_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_in")),
        sa.UniqueConstraint("account_id", "remote_id", name=op.f("uq_stand_in_account_id_remote_id")),
    )
    op.create_index(op.f("ix_stand_in_contact_id"), "stand_in", ["contact_id"], unique=False)
    op.create_table(
        "not_same",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["contact.id"], name=op.f("fk_not_same_one"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["other"], ["contact.id"], name=op.f("fk_not_same_other"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_same")),
        sa.UniqueConstraint("one", "other", name=op.f("uq_not_same_one_other")),
    )
    op.create_index(op.f("ix_not_same_one"), "not_same", ["one"], unique=False)
    op.create_index(op.f("ix_not_same_other"), "not_same", ["other"], unique=False)
    _make_findable(op.get_bind())


def _make_findable(connection: sa.Connection) -> None:
    """Fill in how the contacts that are there already are found."""
    numbers: dict[int, list[tuple[str, str]]] = {}
    for contact_id, number, label in connection.execute(
        sa.text("SELECT contact_id, number, label FROM contact_number ORDER BY id")
    ):
        numbers.setdefault(contact_id, []).append((number, label))
    for contact_id, name, company in connection.execute(
        sa.text("SELECT id, name, company FROM contact")
    ).all():
        connection.execute(
            sa.text(
                "UPDATE contact SET folded = :folded, digits = :digits, sorted_by = :sorted_by WHERE id = :id"
            ),
            {"id": contact_id, **found_by(name, company, numbers.get(contact_id, []))},
        )
