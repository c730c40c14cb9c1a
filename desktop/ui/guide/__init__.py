"""The error guide: every code of the catalogue, searched by code or words."""
