"""A whole service to copy: adapter, server, tests. ``docs/new-service.md`` says how."""
