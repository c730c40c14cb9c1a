"""The error catalogue: every code and named error that a service may give, as data (C7, H7).

Start here to find what a refusal means: ``find`` for one service, ``everywhere`` for all that know a code.
Nothing is made up for what is not in it (C16).
"""

import re
from collections.abc import Iterator
from functools import cache

from desktop.sms import error_table_services, error_table_twilio, error_table_voipms
from desktop.sms.error_entry import Actor, Entry, ErrorClass, Reporter, Retry, Step, When

__all__ = [
    "OWN",
    "Actor",
    "Entry",
    "ErrorClass",
    "Reporter",
    "Retry",
    "Step",
    "When",
    "entries",
    "everywhere",
    "find",
    "normal",
    "opted_out",
    "providers",
]

OWN = "linedesk"
"""Our own codes, which count for every service."""
PASSES_ON = {"salesmsg": "twilio", "close": "twilio"}
"""Services whose failures carry the numbers of the one behind them."""
_NUMBER = re.compile(r"(?<!\d)\d{5}(?!\d)", re.ASCII)
_BETWEEN = re.compile(r"[\s_-]+")
LONGEST = 300
"""Characters of a service's words that are looked through."""
_VAGUE = "http_"
"""Begins codes that say less than the words beside them."""


@cache
def entries() -> tuple[Entry, ...]:
    """The whole catalogue, service by service."""
    return (
        *error_table_twilio.entries(),
        *error_table_services.entries(),
        *error_table_voipms.entries(),
    )


@cache
def providers() -> tuple[str, ...]:
    """Whose codes there are, in the catalogue's order."""
    return tuple(dict.fromkeys(entry.provider for entry in entries()))


def find(provider: str, code: str | None, text: str = "") -> Entry | None:
    """What a failure of this service means; ``None`` where nobody here knows.

    ``text`` is the service's own words: compared whole, then by a number in them, then by known parts. An
    empty ``provider`` is one that is not known: its code then counts where any service has it.
    """
    if not provider:
        known = [found for one in providers() if (found := find(one, code, text)) is not None]
        names = (normal(code or ""), normal(text[:LONGEST]))
        # A service's own words tell more than what the answer's number does everywhere, its name most.
        return min(known, key=lambda found: (found.provider == OWN, found.code not in names), default=None)
    key = normal(code or "")
    exact = _exact(provider, key) if key and not key.startswith(_VAGUE) else None
    found = exact or (_by_text(provider, text[:LONGEST]) if text else None)
    return found or (_exact(provider, key) if key else None)


def opted_out(provider: str, code: str | None, text: str = "") -> bool:
    """Whether a failure says that the recipient opted out of this line, by code or by words (B20)."""
    entry = find(provider, code, text)
    return entry is not None and entry.step is Step.SHOW_STOP


def everywhere(code: str) -> list[Entry]:
    """All entries of this code, or of these words, service by service."""
    key = normal(code)
    return [found for one in providers() if (found := _index().get((one, key))) is not None]


def normal(code: str) -> str:
    """A code or a sentence in the form that is compared: small letters, one "_" between words.

    What people write before a number ("Error 30007") does not count.
    """
    bare = _BETWEEN.sub("_", code.strip().casefold()).strip("_.!:")
    for before in ("error_code_", "error_", "code_"):
        rest = bare.removeprefix(before)
        if rest.isdigit():
            return rest
    return bare


def _exact(provider: str, key: str) -> Entry | None:
    index = _index()
    found = index.get((provider, key))
    if found is None and provider in PASSES_ON and key.isdigit():
        found = index.get((PASSES_ON[provider], key))
    return found or index.get((OWN, key))


def _by_text(provider: str, text: str) -> Entry | None:
    whole = _index().get((provider, normal(text)))
    if whole is not None:
        return whole
    numbers = provider == "twilio" or provider in PASSES_ON
    for number in _NUMBER.findall(text) if numbers else ():
        if (found := _exact(provider, number)) is not None:
            return found
    plain = text.casefold()
    return next((entry for part, entry in _fragments().get(provider, ()) if part in plain), None)


@cache
def _index() -> dict[tuple[str, str], Entry]:
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries():
        for key in dict.fromkeys(map(normal, (entry.code, *entry.texts))):
            if (entry.provider, key) in found:
                raise ValueError(f"{entry.provider} has {key} twice")
            found[entry.provider, key] = entry
    return found


@cache
def _fragments() -> dict[str, list[tuple[str, Entry]]]:
    """The parts of sentences of each service, the longest first."""
    found: dict[str, list[tuple[str, Entry]]] = {}
    for provider, part, entry in _parts():
        found.setdefault(provider, []).append((part, entry))
    for parts in found.values():
        parts.sort(key=lambda pair: -len(pair[0]))
    return found


def _parts() -> Iterator[tuple[str, str, Entry]]:
    for entry in entries():
        for part in entry.fragments:
            yield entry.provider, part, entry
