"""What explaining has to know: consent, marks of numbers, warnings passed over, failures dealt with.

What stored texts say of consent is filled in: a STOP that came before this version counts as well (B20).
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from desktop.sms import optout
from desktop.sms.errors import opted_out
from desktop.sms.optout import OptOut

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Change a file of the revision before into one of this."""
    op.add_column("message", sa.Column("counted_parts", sa.Integer(), nullable=True))
    op.add_column("account", sa.Column("counting", sa.String(), nullable=True))
    op.add_column("account", sa.Column("balance_at", sa.BigInteger(), nullable=True))
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("peer", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False, server_default=""),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_consent_message_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("message_id", "kind", name=op.f("uq_consent_message_id_kind")),
    )
    op.create_index("ix_consent_pair", "consent", ["account_id", "line", "peer", "at", "id"], unique=False)
    op.create_table(
        "number_mark",
        sa.Column("peer", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("peer", name=op.f("pk_number_mark")),
    )
    op.create_table(
        "overridden",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("peer", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_overridden_message_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overridden")),
        sa.UniqueConstraint("message_id", "rule", name=op.f("uq_overridden_message_id_rule")),
    )
    op.create_index(op.f("ix_overridden_message_id"), "overridden", ["message_id"], unique=False)
    op.create_index("ix_overridden_pair", "overridden", ["peer", "rule"], unique=False)
    op.create_table(
        "settled_failure",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_settled_failure_message_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_settled_failure")),
    )
    _fill_in_consent(op.get_bind())


def _fill_in_consent(connection: sa.Connection) -> None:
    """An entry for each stored STOP and START, and each refusal because of one, in the order of storing."""
    answers = connection.execute(
        sa.text(
            "SELECT id, account_id, line, peer, created_at, body FROM message"
            " WHERE NOT outbound AND length(body) <= :longest"
        ),
        {"longest": optout.LONGEST},
    )
    kinds = {OptOut.STOP: "stop", OptOut.START: "start"}
    entries = [
        {**_of(row), "kind": kinds[meaning], "words": row.body, "ours": False}
        for row in answers
        if (meaning := optout.read(row.body)) in kinds
    ]
    refused = sa.text(
        "SELECT id, account_id, line, peer,"
        " coalesce(attempted_there, attempted_at, created_at) AS created_at,"
        " NOT outside AND attempted_there IS NULL AS ours, error_code, error_text"
        " FROM message WHERE outbound AND state = 'failed'"
    )
    capabilities = connection.execute(
        sa.text("SELECT id, capabilities FROM account WHERE capabilities <> ''")
    )
    services = {row.id: str(json.loads(row.capabilities).get("service", "")) for row in capabilities}
    entries += [
        {**_of(row), "kind": "refused", "words": "", "ours": bool(row.ours)}
        for row in connection.execute(refused)
        if opted_out(services.get(row.account_id, ""), row.error_code, row.error_text)
    ]
    entries.sort(key=lambda entry: int(entry["message_id"]))
    if entries:
        connection.execute(
            sa.text(
                "INSERT INTO consent (account_id, line, peer, at, kind, message_id, words, ours)"
                " VALUES (:account_id, :line, :peer, :at, :kind, :message_id, :words, :ours)"
            ),
            entries,
        )


def _of(row: sa.Row[Any]) -> dict[str, Any]:
    return {
        "account_id": row.account_id,
        "line": row.line,
        "peer": row.peer,
        "at": row.created_at,
        "message_id": row.id,
    }
