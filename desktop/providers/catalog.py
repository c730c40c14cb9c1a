"""Which services there are: their names, what a sign-in asks for, and the module that speaks to each."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from desktop.providers.base import Credentials, Provider


@dataclass(frozen=True, slots=True)
class Service:
    """An entry of the catalog. ``url`` is the service's own address, which an account may override."""

    key: str
    name: str
    url: str
    module: str
    experimental: bool = False
    """Some of what the adapter relies on is not documented by the service."""


SERVICES: Mapping[str, Service] = {
    service.key: service
    for service in (
        Service("cliqtel", "Cliqtel", "https://cliqtel.com", "desktop.providers.cliqtel", experimental=True),
    )
}


def connect(provider: str, credentials: Credentials) -> Provider:
    """An adapter for an account; imported now, since most accounts need only one of them.

    Raises ``KeyError`` for an unknown provider and ``BadAddress`` for an unusable address.
    """
    module = import_module(SERVICES[provider].module)
    return cast(Provider, module.connect(credentials))
