"""What Alembic runs to apply the migrations to the connection that ``run`` hands it."""

from alembic import context

from desktop.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite changes most of a table only by copying it.
    render_as_batch=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
