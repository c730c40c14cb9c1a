"""What was typed into the fields of a sign-in: cleaned, put where it belongs, and handed to the adapter.

Look here for what happens to ``AC…:token`` pasted into one field, and for how a secret that was kept joined
with everything else, as ``name:password``, goes on being read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.providers.catalog import SERVICES, Service
from desktop.settings.accounts import Account
from desktop.sync.key import OddKey, plain_key

KEY = "key"
"""The secret, among the names of the other fields: see ``sign_in.Trouble.at``."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a sign-in asked for: the fields that are no secret, without empty ones, and the secret."""

    fields: Mapping[str, str]
    secret: str = field(repr=False)


class FieldMissing(Exception):
    """A field was left empty that the service needs; ``field`` is its name in the catalog."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.field = name


class OddField(Exception):
    """A field that is no secret holds characters that none has; ``characters`` names some of them."""

    def __init__(self, name: str, characters: str) -> None:
        super().__init__(name)
        self.field = name
        self.characters = characters


def read_typed(service: Service, fields: Mapping[str, str], secret: str) -> Typed:
    """What was typed, each thing where it belongs and without what copying adds.

    Raises ``FieldMissing``, ``OddField`` or ``OddKey``.
    """
    key = plain_key(secret, free=service.secret.free)
    found: dict[str, str] = {}
    for one in service.visible:
        try:
            found[one.name] = plain_key(fields.get(one.name, ""))
        except OddKey as odd:
            raise OddField(one.name, odd.characters) from None
    found, key = _put_right(service, {name: value for name, value in found.items() if value}, key)
    for one in service.visible:
        if not one.optional and one.name not in found:
            raise FieldMissing(one.name)
    if not key:
        raise FieldMissing(service.secret.name)
    return Typed(found, key)


def _put_right(service: Service, found: dict[str, str], key: str) -> tuple[dict[str, str], str]:
    """Take apart what was pasted into one field as a whole, unless something else was typed that differs."""
    for name, whole in (*found.items(), (service.secret.name, key)):
        others = {**found, service.secret.name: key}
        del others[name]
        parts = service.parted(whole)
        if parts is not None and all(value in ("", parts.get(other)) for other, value in others.items()):
            visible = {one.name: parts[one.name] for one in service.visible if one.name in parts}
            return visible, plain_key(parts[service.secret.name], free=service.secret.free)
    return found, key


def secrets_of(account: Account, secret: str) -> dict[str, str]:
    """All that opens the account, as ``Credentials.secrets`` has it. Raises ``OddKey``.

    Without fields beside it the secret is all there is, or all of it joined.
    """
    service = SERVICES.get(account.provider)
    key = plain_key(secret, free=service is not None and service.secret.free)
    if service is None or not account.fields:
        return {"api_key": key}
    return {**account.fields, service.secret.name: key}
