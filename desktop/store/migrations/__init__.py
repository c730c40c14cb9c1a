"""Schema migrations (Alembic), imported only when a file is of another version."""
