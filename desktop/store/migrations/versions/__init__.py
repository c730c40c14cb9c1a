"""One file a schema change, named by its number."""
