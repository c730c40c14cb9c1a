"""A keyring of the test's own, which can misbehave like others do."""

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class Keyring(KeyringBackend):
    """Keeps keys in memory; with ``forgets`` it only says so, with ``locked`` it refuses."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.forgets = self.locked = False

    @property
    def of_accounts(self) -> dict[tuple[str, str], str]:
        """The accounts' keys, without those of caches."""
        return {name: key for name, key in self.kept.items() if not name[1].startswith("cache ")}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        if not self.forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.locked:
            raise KeyringLocked
        del self.kept[service, username]
