"""Mistakes that only what happened before makes: a store where it happened, asked as the composer asks it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from desktop.sms.delivery import State
from desktop.sms.preflight import Rule, preflight
from desktop.store import accounts, lines, outbox
from desktop.store.database import Database
from desktop.store.lines import Line
from desktop.store.preflight_facts import Given, gather
from tests.store.texts import ACCOUNT, LINE, OTHER, PEER, at, inbound, pull, queued, receipt, sending

TEXT = "See you at nine."
FRENCH, FRENCH_TOO = "+33612345678", "+33612345679"
GIVEN = Given(service="cliqtel")


def _account(db: Database, **more: str) -> None:
    line = Line(
        ACCOUNT, "1", LINE, country="GB", kind="mobile", state="active", can_send=True, can_receive=True
    )
    lines.replace(db, ACCOUNT, [line])
    told = '{"proof": "delivered", "price_per_part": "0.008", "currency": "EUR", "pace": 2.0}'
    accounts.learn(db, ACCOUNT, capabilities=told, balance=more.get("balance", "1.50"), currency="EUR")


def _failed(code: str, peer: str = PEER) -> Callable[[Database], None]:
    def happen(db: Database) -> None:
        outbox.fail(db, sending(db, "Hello", peer=peer).id, code, "")

    return happen


def _came(words: str) -> Callable[[Database], None]:
    def happen(db: Database) -> None:
        pull(db, inbound("1", words))

    return happen


def _queued(*texts: str, peers: int = 1) -> Callable[[Database], None]:
    def happen(db: Database) -> None:
        for place in range(peers):
            for text in texts:
                queued(db, text, peer=PEER if peers == 1 else f"+4477009002{place:02}")

    return happen


def _delivered(db: Database) -> None:
    outbox.accept(db, sending(db, TEXT).id, receipt("1", State.SENT))


def _no_line(db: Database) -> None:
    lines.replace(db, ACCOUNT, [])


def cases() -> Iterator[tuple[str, Callable[[Database], None], str, str, Given, Rule]]:
    """(what it is called, what happened, the number, the text, what settings know, what has to be found)."""
    for words in ("STOP", "Stop!", "unsubscribe", "STOPP", "ARRET", "BAJA", "停止"):
        yield words, _came(words), PEER, TEXT, GIVEN, Rule.OPTED_OUT
    yield "the same text again", _queued(TEXT), PEER, TEXT, GIVEN, Rule.DUPLICATE
    yield "the same text again, sent", _delivered, PEER, TEXT, GIVEN, Rule.DUPLICATE
    yield "a landline", _failed("30006"), PEER, TEXT, GIVEN, Rule.LANDLINE
    yield "a number that is none", _failed("30005"), PEER, TEXT, GIVEN, Rule.DEAD_NUMBER
    yield "a country refused", _failed("21408", FRENCH_TOO), FRENCH, TEXT, GIVEN, Rule.COUNTRY_OFF
    yield "a line that is gone", _no_line, PEER, TEXT, GIVEN, Rule.LINE_GONE
    yield "one text to many", _queued(TEXT, peers=6), OTHER, TEXT, replace(GIVEN, service="voipms"), Rule.BULK
    yield "a long queue", _queued("a", "b", peers=10), PEER, TEXT, GIVEN, Rule.PACE
    trial = replace(GIVEN, service="cloudtalk", trial=True)
    yield "a trial used up", _queued("a" * 1500), OTHER, TEXT, trial, Rule.TRIAL_PARTS
    yield "an empty wallet", lambda db: _account(db, balance="0.001"), PEER, TEXT, GIVEN, Rule.NO_CREDIT
    yield "our own number", lambda db: None, LINE, TEXT, GIVEN, Rule.SAME_NUMBER


def found(db: Database, happen: Callable[[Database], None], to: str, text: str, given: Given) -> set[Rule]:
    """What preflight finds on a store of its own after that happened."""
    _account(db)
    happen(db)
    return {one.code for one in preflight(text, gather(db, ACCOUNT, LINE, to, at(60), given))}
