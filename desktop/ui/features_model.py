"""Which features the accounts' services offer, as last learned; a screen without its feature says so."""

import json

from desktop.store import accounts, lines
from desktop.store.database import Database


def offered(db: Database, feature: str) -> bool | None:
    """Whether any account's service offers ``feature`` (``calls``, ``contacts``, …).

    ``None`` while no account's service has told yet. Raises ``StoreError``.
    """
    told = []
    for account_id in {line.account_id for line in lines.listing(db)}:
        known = accounts.known(db, account_id).capabilities
        features = json.loads(known).get("features", {}) if known is not None else {}
        if feature in features:
            told.append(bool(features[feature]["on"]))
    return any(told) if told else None
