"""Which services there are: their names, what a sign-in asks for, and the module that speaks to each."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from desktop.providers.base import Credentials, Provider, ProviderError


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a sign-in asks for: the name under which ``Credentials.secrets`` has it.

    A service with several takes them joined by colons in ``api_key`` as well, optional ones left out.
    """

    name: str
    hidden: bool = True
    """Whether it opens the account: exactly one of a service's fields does, and only that one is a secret.
    A SID or a user's name is none by itself, and is kept beside the account's address."""
    optional: bool = False
    like: str = ""
    """How such a thing begins, as an example beside the field."""
    free: bool = False
    """Whether somebody may have chosen it: with spaces and letters that no key has."""
    mark: str = ""
    """What is in every one of them: how it is known among others that were pasted together."""


@dataclass(frozen=True, slots=True)
class Service:
    """An entry of the catalog. ``url`` is the service's own address, which an account may override.

    ``site``: where people go to top up, to upgrade or to verify, "" where the service's papers name none.
    """

    key: str
    name: str
    url: str
    module: str
    site: str = ""
    short: str = ""
    """Two letters for it, where lines of several services stand together."""
    experimental: bool = False
    """Some of what the adapter relies on is not documented by the service."""
    media_expires: bool = False
    """Whether the addresses of pictures stop working: they are fetched soon after they came."""
    fields: tuple[Field, ...] = (Field("api_key"),)

    @property
    def secret(self) -> Field:
        """The field that opens the account."""
        return next(one for one in self.fields if one.hidden)

    @property
    def visible(self) -> tuple[Field, ...]:
        """The fields that are no secret."""
        return tuple(one for one in self.fields if not one.hidden)

    def parted(self, joined: str) -> Mapping[str, str] | None:
        """The fields in what was pasted together with colons, as ``AC…:token``; ``None`` where it was not."""
        if len(self.fields) == 1:
            return None
        needed = [one for one in self.fields if not one.optional]
        for fields in (self.fields, needed):
            parts = [part.strip() for part in joined.split(":", len(fields) - 1)]
            fit = len(parts) == len(fields) and all(parts)
            if fit and all(one.mark in part for one, part in zip(fields, parts, strict=True)):
                return dict(zip((one.name for one in fields), parts, strict=True))
        return None


SERVICES: Mapping[str, Service] = {
    service.key: service
    for service in (
        Service(
            "cliqtel",
            "Cliqtel",
            "https://cliqtel.com",
            "desktop.providers.cliqtel",
            site="https://cliqtel.com",
            short="CQ",
            experimental=True,
        ),
        Service(
            "twilio",
            "Twilio",
            "https://api.twilio.com",
            "desktop.providers.twilio",
            site="https://console.twilio.com",
            short="TW",
            fields=(
                Field("account_sid", hidden=False, like="AC…", mark="AC"),
                Field("key_sid", hidden=False, optional=True, like="SK…", mark="SK"),
                Field("secret"),
            ),
        ),
        Service(
            "voipms",
            "VoIP.ms",
            "https://voip.ms",
            "desktop.providers.voipms",
            site="https://voip.ms",
            short="VM",
            media_expires=True,
            fields=(
                Field("api_username", hidden=False, like="you@example.com", mark="@"),
                Field("api_password", free=True),
            ),
        ),
        Service(
            "close",
            "Close",
            "https://api.close.com",
            "desktop.providers.close",
            site="https://app.close.com",
            short="CL",
        ),
        Service(
            "cloudtalk",
            "CloudTalk",
            "https://my.cloudtalk.io",
            "desktop.providers.cloudtalk",
            site="https://my.cloudtalk.io",
            short="CT",
            fields=(Field("access_key_id", hidden=False), Field("access_key_secret")),
        ),
        Service(
            "salesmsg",
            "Salesmsg",
            "https://api.salesmessage.com/pub/v2.3",
            "desktop.providers.salesmsg",
            site="https://app.salesmessage.com",
            short="SM",
            experimental=True,
        ),
    )
}


class UnknownService(ProviderError):
    """There is no such service here: perhaps a later version of the program knows it."""


def service_name(provider: str) -> str:
    """What a service is called; the word itself where nobody here knows it."""
    return SERVICES[provider].name if provider in SERVICES else provider


def connect(provider: str, credentials: Credentials) -> Provider:
    """An adapter for an account; imported now, since most accounts need only one of them.

    Raises ``UnknownService`` and, for an unusable address, ``BadAddress``.
    """
    if provider not in SERVICES:
        raise UnknownService("no such service")
    module = import_module(SERVICES[provider].module)
    return cast(Provider, module.connect(credentials))
