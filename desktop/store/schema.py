"""All tables of the cache together, as migrations and a new file need them."""

from desktop.store import contact_tables, crm_tables, tables
from desktop.store.table import Table

MODULES = (tables, contact_tables, crm_tables)
"""Where the tables are: a module that nobody imported has none in ``METADATA``."""
METADATA = Table.metadata
