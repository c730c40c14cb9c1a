"""The three truths compared: what was asked, what the carrier sent, what the screen says.

Start here to see what the storm calls a finding. Everything is counted by number and words, since two
deliberate texts with the same words are two.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from desktop.sms.delivery import Proof, State, provable
from tests.storm.journal import (
    AGAIN,
    DROP,
    EDIT,
    ELSEWHERE,
    NO,
    PERHAPS,
    RELEASE,
    SEND,
    UNDO,
    YES,
    Entry,
    Journal,
)

TAKEN = {"accepted", "sent", "delivered"}
"""States with which a row claims that the service has the text."""

Texts = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Finding:
    """A broken promise: which one, of which text, and what was seen."""

    kind: str
    to: str
    body: str
    told: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.body!r} to {self.to}: {self.told}"


Key = tuple[str, str]
"""How a service names a text: its kind, since each may count for itself, and its id."""


def compare(
    journal: Journal,
    carrier: Texts,
    rows: Texts,
    proof: Proof = Proof.DELIVERED,
    *,
    listed: bool = True,
) -> list[Finding]:
    """What is wrong once all has settled.

    ``rows`` are those of ``linedesk messages --json``, ``carrier`` those of the service, with ids; ``proof``
    is the most that it can know of a text. ``listed``: it lists texts, by ids; else nobody here can know of
    what was sent elsewhere, and counts are all there is.
    """
    keys = journal.keys()
    numbers = {to for to, _ in keys}
    ours = [row for row in rows if row["direction"] == "outbound" and row["peer"] in numbers]
    sent = [text for text in carrier if text["to"] in numbers]
    found = []
    for to, body in sorted(keys | {(text["to"], text["body"]) for text in sent}):
        shown = [row for row in ours if (row["peer"], row["text"]) == (to, body)]
        copies = [text for text in sent if (text["to"], text["body"]) == (to, body)]
        told_of = _of_text(journal, to, body, copies, shown, listed=listed)
        found += [Finding(kind, to, body, told) for kind, told in told_of]
    for row in ours:
        if provable(State(row["state"]), proof) != row["state"]:
            found.append(Finding("unproven", row["peer"], row["text"], f"nobody can know: {_short([row])}"))
        if (row["peer"], row["text"]) not in keys:
            found.append(Finding("invented", row["peer"], row["text"], f"nobody wrote this: {_short([row])}"))
    for to in sorted(numbers):
        found += _order(journal, to, sent, ours, listed=listed)
    return found


def _of_text(
    journal: Journal, to: str, body: str, copies: Texts, shown: Texts, *, listed: bool
) -> Iterable[tuple[str, str]]:
    def count(what: str, *happened: str) -> int:
        return journal.count(what, to, body, *happened)

    wanted = sum(count(what, YES) for what in (SEND, AGAIN))
    perhaps = sum(count(what, PERHAPS) for what in (SEND, AGAIN))
    elsewhere = count(ELSEWHERE, YES)
    gone = sum(count(what, YES) for what in (UNDO, EDIT))
    perhaps_gone = sum(count(what, PERHAPS) for what in (UNDO, EDIT))
    most = wanted + perhaps + elsewhere - gone - count(DROP, YES)
    told = (
        f"asked {wanted} (+{perhaps} perhaps), elsewhere {elsewhere}, carrier {len(copies)}, {_short(shown)}"
    )
    if len(copies) > most:
        yield "doubled", told
    # What was sent elsewhere in the same words at the same time can be taken for ours: by count it is.
    seen_elsewhere = elsewhere if listed else 0
    least = wanted - gone - perhaps_gone if wanted + perhaps else seen_elsewhere
    if len(shown) < least:
        yield "lost", told
    if len(shown) > wanted + perhaps + seen_elsewhere - gone and body not in journal.wrong_times:
        yield "double row", told
    claimed = [row for row in shown if row["state"] in TAKEN]
    if len(claimed) > len(copies):
        yield "lying tick", told
    if not listed:
        if any(row["remote_id"] is not None for row in shown):
            yield "wrong id", f"{told}; the service gives none"
        if len(copies) - elsewhere > len(shown):
            yield "unseen", told
        return
    known = Counter(key for row in shown if (key := _of_row(row)) is not None)
    ids = set(map(_at_carrier, copies))
    if max(known.values(), default=0) > 1 or not set(known) <= ids:
        yield "wrong id", f"{told}; the carrier's ids are {sorted(ids)}"
    if not ids <= set(known):
        yield "unseen", f"{told}; the carrier's ids are {sorted(ids)}"


def _order(journal: Journal, to: str, sent: Texts, ours: Texts, *, listed: bool) -> Iterable[Finding]:
    """Texts that went out without a later decision of a person left as they were stored."""
    if not listed:
        sent = [{**one, "id": one["body"]} for one in _once(sent, "to", "body", to)]
        ours = [{**one, "remote_id": one["text"]} for one in _once(ours, "peer", "text", to)]
    rows = {key: row["id"] for row in ours if (key := _of_row(row)) is not None}
    order = []
    for text in sent:
        if (
            text["to"] != to
            or _at_carrier(text) not in rows
            or text["body"] in journal.late | journal.wrong_times
        ):
            continue
        entries = [entry for entry in journal.of(to, text["body"]) if entry.happened != NO]
        plain = len(entries) == 1 and entries[0].what == SEND
        if plain and not journal.count(RELEASE, to, text["body"], YES, PERHAPS):
            order.append((rows[_at_carrier(text)], text["body"]))
    for (first, body), (second, other) in pairwise(order):
        if second < first:
            yield Finding("overtaken", to, body, f"it was written after {other!r} and left before it")


def screen(threads: Mapping[str, Any], rows: Texts, carrier: Texts) -> list[Finding]:
    """Where the window says anything else than the command line, or claims what the carrier never had."""
    found = []
    for to, thread in threads.items():
        drawn = Counter((body, state) for _, outbound, body, state, *_ in thread["rows"] if outbound)
        told = Counter(
            (row["text"], row["state"])
            for row in rows
            if row["peer"] == to and row["direction"] == "outbound"
        )
        for (body, state), number in ((drawn - told) + (told - drawn)).items():
            words = (
                f"{number} × {state}: the window shows {_only(drawn, body)}, the command {_only(told, body)}"
            )
            found.append(Finding("two answers", to, body, words))
        claims = Counter(body for _, outbound, body, _, claims, _ in thread["rows"] if outbound and claims)
        had = Counter(text["body"] for text in carrier if text["to"] == to)
        for body, number in (claims - had).items():
            found.append(
                Finding("lying words", to, body, f"claimed {number} times too often: {thread['rows']}")
            )
    return found


def came_back(entry: Entry, left: str) -> list[Finding]:
    """What is wrong once a text was taken back or up again: ``left`` stands in the composer."""
    if left == entry.body or left.startswith(f"{entry.body}\n"):
        return []
    return [Finding("words gone", entry.to, entry.body, f"after {entry.what} the composer has {left!r}")]


def drafts(journal: Journal, threads: Mapping[str, Any]) -> list[Finding]:
    """Words that came back to a composer and are not there any more, though nobody wrote there since."""
    return [
        Finding("words gone", to, words, f"they came back, and now the composer has {threads[to]['draft']!r}")
        for to, words in journal.drafts.items()
        if to in threads and threads[to]["draft"] != words
    ]


def unsettled(rows: Texts, carrier: Texts, numbers: Iterable[str]) -> list[str]:
    """What still moves: texts that wait or are on the wire, and those that the list has and nobody saw."""
    there = set(numbers)
    moving = [
        f"{row['text']!r} is {row['state']}"
        for row in rows
        if row["peer"] in there and row["direction"] == "outbound" and row["state"] in ("queued", "sending")
    ]
    known = set(map(_of_row, rows))
    unseen = [text for text in carrier if text["to"] in there and _at_carrier(text) not in known]
    return moving + [f"{text['body']!r} ({text['id']}) is not shown" for text in unseen]


def _once(texts: Texts, whom: str, words: str, to: str) -> list[Mapping[str, Any]]:
    """Texts with this number whose words are there once only, so that these can stand for an id."""
    there = [text for text in texts if text[whom] == to]
    count = Counter(text[words] for text in there)
    return [text for text in there if count[text[words]] == 1]


def _at_carrier(text: Mapping[str, Any]) -> Key:
    return text.get("kind", "sms"), str(text["id"])


def _of_row(row: Mapping[str, Any]) -> Key | None:
    return None if row["remote_id"] is None else (row["remote_kind"], row["remote_id"])


def _short(rows: Texts) -> str:
    return "rows " + (", ".join(f"{row['id']}={row['state']}/{row['remote_id']}" for row in rows) or "none")


def _only(counts: Counter[tuple[str, str]], body: str) -> list[str]:
    return sorted(f"{state}×{number}" for (words, state), number in counts.items() if words == body)
