"""A name with where it comes from: only another service's phone book knows it (idea 16)."""

from desktop.ui.plain import one_line
from desktop.wording import tr


def with_source(name: str, source: str) -> str:
    """A name on one line; ``source`` is a service (a key of ``providers.catalog``), "" for a near one."""
    if not (name and source):
        return one_line(name)
    from desktop.providers.catalog import service_name  # the first list is quicker without

    return tr("{name} ({source})").format(name=one_line(name), source=one_line(service_name(source)))
