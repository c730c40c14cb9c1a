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


def of_account(db: Database, account_id: str, feature: str) -> tuple[bool, str]:
    """Whether one account's service has ``feature``, and why not: a code of ``wording.feature_off``.

    Off, and "", while it has not told yet. Raises ``StoreError``.
    """
    known = accounts.known(db, account_id).capabilities
    told = json.loads(known).get("features", {}).get(feature, {}) if known is not None else {}
    return bool(told.get("on")), str(told.get("reason", ""))
