"""Sample data for pictures and measurements: an account whose store holds one of everything.

Written straight into a store, so that nothing is asked of any service. All numbers are reserved for
fiction. Look here for what the gallery's screens show.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from desktop.announce import MessagesChanged
from desktop.phonebook import csv_file
from desktop.phonebook.entry import Bad, Entry
from desktop.phonebook.preview import FileKind, Preview
from desktop.phonebook.report import Report
from desktop.settings.accounts import Account
from desktop.sms.delivery import State
from desktop.store import accounts, consent, contact_edits, conversations, lines, messages, outbox
from desktop.store.calls import Call
from desktop.store.calls import keep as keep_calls
from desktop.store.contacts import Contact, Number
from desktop.store.contacts import replace as replace_contacts
from desktop.store.database import Database
from desktop.store.lines import Line
from desktop.store.tables import ConversationRow, DraftRow, MessageRow

ACCOUNT = Account(
    id="samples",
    provider="cliqtel",
    name="Samples",
    url="http://127.0.0.1",
    key_place="env",
    key_variable="LINEDESK_SAMPLES",
)
SUPPORT = "+447700900010"
SALES = "+12125550142"
FREEPHONE = "+448081570123"
ZOE = "+447700900123"
OMAR = "+447700900124"
WEI = "+447700900125"
SHOP = "+442079460018"
UNKNOWN = "+12025550117"
LONG = "+447700900199"
_LINES = (
    Line(ACCOUNT.id, "1", SUPPORT, "Support UK", can_send=True, can_receive=True, can_call=True),
    Line(ACCOUNT.id, "2", SALES, "Sales US", can_send=True, can_receive=True, can_call=True),
    Line(
        ACCOUNT.id,
        "3",
        FREEPHONE,
        "Freephone UK",
        can_send=False,
        can_receive=False,
        can_call=True,
        reason_code="toll_free_voice_only",
    ),
)
_OWN = contact_edits.Details(
    "Corner Shop",
    "Corner Shop",
    (Number("+442079460019", "work", True), Number("+447700900141", "mobile"), Number("front desk, ask Ann")),
    "shop@example.org",
    "Closed on Mondays.\nDeliveries to the blue door.",
)
_TABLE = """Name;Organisation;Mobile;Work phone;Colour
Mara Lind;Lind & Oak;07700 900151;020 7946 0151;blue
;;;;
Tom Okafor;;07700 900152;front desk;green
Ines Prado;Lantern Books;07700 900153;;red
"""
_PEOPLE = (
    ("Zoë Patel", "Harbour Dental", ((ZOE, "mobile"), ("+442079460123", "work"))),
    ("Omar Haddad عمر حدّاد", "", ((OMAR, "mobile"),)),
    ("王伟 Wang Wei", "Lantern Books", ((WEI, "mobile"),)),
    ("Corner Shop", "Corner Shop", ((SHOP, "shop"),)),
    (
        "Maximiliane von Hohenstein-Wittgenstein zu Oberkirchen",
        "Gesellschaft für angewandte Zeitplanung",
        ((LONG, "mobile"),),
    ),
)
_SENTENCES = (
    "Is the parcel still on its way?",
    "Yes, it left this morning and should be with you before noon.",
    "Great, thank you! 👍🏽",
    "The driver calls ten minutes before. Is the side entrance open?",
    "هل يمكنني تغيير الموعد إلى يوم الخميس؟",
    "Ja, das passt. Bis Donnerstag um 14:30 Uhr!",
    "好的，谢谢您的帮助。",
    "Invoice 4711 is at https://example.com/invoices/4711, call +44 20 7946 0018 with questions.",
    "OK",
    "I have moved the appointment. You get a reminder the evening before, and another one two hours ahead, "
    "so that nobody has to wait in the rain again.",
)

_FAILED = (
    *(("30006", "Your appointment is tomorrow at ten.") for _ in range(9)),
    *(("21610", "We miss you! See what is new.") for _ in range(3)),
    *(("30008", "Is two o'clock all right? 👍🏽") for _ in range(2)),
    *(("21408", "Ihr Paket ist unterwegs.") for _ in range(4)),
    *(("insufficient_funds", "Your order is ready.") for _ in range(5)),
    ("30007", "Your payday loan is approved! The casino bonus waits."),
    ("30410", "The van is ten minutes away."),
    ("30003", "Please ring the side bell."),
    ("71999", "See you on Thursday."),
)
"""Error codes of failed texts, and their words."""


def import_preview() -> Preview:
    """A table of contacts as an import would read it."""
    shape = csv_file.shape(_TABLE)
    assert shape is not None
    found = list(csv_file.entries(_TABLE, shape, shape.mapping, "GB"))
    entries = tuple(one for one in found if isinstance(one, Entry))
    bad = tuple(one for one in found if isinstance(one, Bad))
    return Preview(FileKind.CSV, shape.columns, shape.mapping, entries, bad, True, "utf-8", False)


def import_report() -> Report:
    """What came of importing that table and much more."""
    return Report(1204, 31, 12, 2, (*import_preview().bad, Bad(9, "number_kept", "front desk")), 3)


def furnish_lines(db: Database) -> None:
    """Give an empty store what a service says of an account that nobody has used yet."""
    lines.replace(db, ACCOUNT.id, _LINES)
    terms = {
        "proof": "delivered",
        "policy": {"name": "joined", "joined": True, "max_characters": 1600},
        "price_per_part": "0.008",
        "currency": "EUR",
        "features": {name: {"on": True, "reason": ""} for name in ("calls", "contacts")},
    }
    accounts.learn(db, ACCOUNT.id, capabilities=json.dumps(terms), balance="12.40", currency="EUR")


def furnish(db: Database, now: datetime | None = None) -> None:
    """Fill an empty store with one of everything that a screen can show; times lie before ``now``."""
    now = now or datetime.now(UTC)
    furnish_lines(db)
    people = [
        Contact(ACCOUNT.id, str(place), name, company, tuple(Number(*number) for number in numbers))
        for place, (name, company, numbers) in enumerate(_PEOPLE)
    ]
    replace_contacts(db, ACCOUNT.id, people)
    contact_edits.add(db, _OWN, region="GB")
    keep_calls(db, ACCOUNT.id, list(_calls(now)))
    _talk(db, ZOE, _history(now), unread=0)
    _talk(db, OMAR, _arabic(now), unread=2)
    _talk(db, WEI, _states(now))
    _talk(db, SHOP, [_text("Your order is ready.", now - timedelta(days=2), outbound=True)])
    _talk(db, LONG, [_text(_SENTENCES[9], now - timedelta(days=9, hours=3))], unread=1)
    _talk(db, UNKNOWN, [_text("STOP", now - timedelta(days=40))])
    with db.transaction() as session:
        session.add(
            DraftRow(
                account_id=ACCOUNT.id,
                line=SUPPORT,
                peer=SHOP,
                body="It’s open until six",
                updated_at=now,
            )
        )


def written_offline(db: Database, now: datetime | None = None) -> None:
    """Two texts to Zoë that wait for a person: she answered before they could leave."""
    now = now or datetime.now(UTC)
    talk = conversations.find(db, ACCOUNT.id, SUPPORT, ZOE)
    with db.transaction() as session:
        for minutes, reason, words in (
            (14, "answered", "The van is late, we are there at three."),
            (13, "followed", "Sorry for the wait!"),
        ):
            row = MessageRow(
                client_id=uuid.uuid4().hex,
                account_id=ACCOUNT.id,
                conversation_id=talk or 0,
                line=SUPPORT,
                peer=ZOE,
                held_reason=reason,
                **_text(words, now - timedelta(minutes=minutes), outbound=True, state=State.HELD),
            )
            session.add(row)
    db.announce(MessagesChanged(frozenset({talk or 0})))


def refused(db: Database) -> None:
    """A last text to the shop that its service refused."""
    text = messages.queue(
        db, account_id=ACCOUNT.id, line=SUPPORT, peer=SHOP, body="It is ready, come by until six."
    )
    outbox.mark_sending(db, text.id, datetime.now(UTC))
    outbox.fail(db, text.id, "21610", "Attempt to send to unsubscribed recipient")


def failures(db: Database, now: datetime | None = None) -> None:
    """Failed texts of several kinds, from a service that passes on its carriers' numbers."""
    now = now or datetime.now(UTC)
    terms = json.loads(accounts.known(db, ACCOUNT.id).capabilities or "{}")
    told = json.dumps({**terms, "service": "salesmsg"})
    accounts.learn(db, ACCOUNT.id, capabilities=told, balance="12.40", currency="EUR")
    for place, (code, words) in enumerate(_FAILED):
        at = now - timedelta(minutes=17 * place + 3)
        text = _text(words, at, outbound=True, state=State.FAILED, error_code=code)
        _talk(db, f"+4477009002{place:02}", [text])
    db.announce(MessagesChanged(frozenset()))


def crowd(db: Database, *, conversations: int, messages: int, longest: int, now: datetime) -> None:
    """A large store for measurements: the first conversation holds ``longest`` of all ``messages``."""
    lines.replace(db, ACCOUNT.id, _LINES)
    accounts.learn(db, ACCOUNT.id, capabilities='{"proof": "delivered"}', balance=None, currency="")
    each = max(1, (messages - longest) // max(1, conversations - 1))
    for place in range(conversations):
        count = longest if place == 0 else each
        start = now - timedelta(minutes=place)
        _talk(db, f"+4477009{place:05}", reversed(list(islice(_chatter(start), count))))


def _chatter(until: datetime) -> Iterator[dict[str, Any]]:
    """Texts without end, newest first, four hours between two days' talks."""
    place = 0
    while True:
        gap = timedelta(minutes=3) if place % 12 else timedelta(hours=4)
        until -= gap
        yield _text(_SENTENCES[place % len(_SENTENCES)], until, outbound=place % 3 == 1)
        place += 1


def _history(now: datetime) -> Iterable[dict[str, Any]]:
    older = reversed(list(islice(_chatter(now - timedelta(minutes=40)), 180)))
    newest = (
        _text("Hello, it’s Zoë. Is it there yet?", now - timedelta(minutes=31)),
        _text("On its way ✓", now - timedelta(minutes=30), outbound=True, state=State.DELIVERED),
        _text("<b>Thanks</b> & see you", now - timedelta(minutes=12)),
    )
    return [*older, *newest]


def _arabic(now: datetime) -> Iterable[dict[str, Any]]:
    return [
        _text("مرحبا، هل وصل الطرد رقم 4711؟", now - timedelta(hours=3)),
        _text("نعم، وصل اليوم.\nThe number is +44 20 7946 0018.", now - timedelta(hours=2), outbound=True),
        _text("API عنوان جديد https://example.com/ar", now - timedelta(hours=1)),
        _text("شكرا جزيلا 🙏", now - timedelta(minutes=55)),
    ]


def _states(now: datetime) -> Iterable[dict[str, Any]]:
    """Outbound texts in each state, and in each of the ways in which one can wait or be in doubt."""
    minute = timedelta(minutes=1)
    doubted = {"attempted_at": now - 16 * minute, "doubted_at": now - 16 * minute, "error_code": "timed_out"}
    missing = {**doubted, "looked_at": now - minute, "missing_since": now - 60 * minute}
    refused = {"error_code": "21610", "error_text": "Attempt to send to unsubscribed recipient"}
    taken = {"remote_kind": "sms", "remote_status": "sent", "parts": 1, "carrier": "Example Mobile"}
    shown: tuple[tuple[str, State, dict[str, Any]], ...] = (
        (
            "delivered",
            State.DELIVERED,
            {"parts": 1, "remote_id": "msg_7001", "price": "0.008", "currency": "EUR"},
        ),
        ("sent from elsewhere", State.DELIVERED, {"parts": 1, "outside": True}),
        ("without a receipt", State.SENT, {**taken, "remote_id": "msg_7002", "parts": 2}),
        ("refused", State.FAILED, refused),
        ("refused without a reason", State.FAILED, {}),
        ("perhaps sent", State.UNCONFIRMED, missing),
        ("perhaps sent, and left so", State.UNCONFIRMED, {**missing, "left_alone": True}),
        ("perhaps sent, looked for", State.UNCONFIRMED, {**doubted, "error_code": "cut"}),
        ("stopped", State.STOPPED, {}),
        ("held", State.HELD, {"held_reason": "answered"}),
        ("accepted and stuck", State.ACCEPTED, {"remote_status": "queued", "remote_id": "msg_7003"}),
        ("taken by the carrier", State.SENT, {**taken, "attempted_at": now, "remote_id": "msg_7004"}),
        ("accepted", State.ACCEPTED, {"attempted_at": now, "remote_id": "msg_7005"}),
        ("being sent", State.SENDING, {"attempted_at": now}),
        ("waiting", State.QUEUED, {}),
    )
    for place, (words, state, fields) in enumerate(shown):
        at = now - (2 * (len(shown) - place) + 10) * minute
        if state is State.QUEUED:
            at = now - timedelta(seconds=1)
        yield _text(f"A text that is {words}.", at, outbound=True, state=state, **fields)


def _calls(now: datetime) -> Iterable[Call]:
    kinds = (
        ("missed", False, None),
        ("answered", False, 127),
        ("answered", True, 3671),
        ("declined", False, None),
        ("voicemail", False, 24),
        ("cancelled", True, None),
        ("answered_elsewhere", False, None),
        ("handed_over", True, None),
        ("missed", True, None),
        ("Out of hours", False, None),
    )
    peers = (ZOE, OMAR, UNKNOWN, SHOP)
    for place in range(40):
        outcome, outbound, seconds = kinds[place % len(kinds)]
        at = now - timedelta(hours=5 * place, minutes=7 * place + 3)
        peer = peers[place % len(peers)]
        yield Call(ACCOUNT.id, f"call-{place}", outbound, SUPPORT, peer, at, outcome, seconds)


def _text(body: str, at: datetime, *, outbound: bool = False, **fields: Any) -> dict[str, Any]:
    state = fields.pop("state", State.DELIVERED if outbound else State.RECEIVED)
    return {"body": body, "created_at": at, "outbound": outbound, "state": state, **fields}


def _talk(db: Database, peer: str, texts: Iterable[dict[str, Any]], *, unread: int = 0) -> None:
    """One conversation of the support line, its texts oldest first."""
    with db.transaction() as session:
        talk = ConversationRow(
            account_id=ACCOUNT.id, line=SUPPORT, peer=peer, last_at=datetime(1970, 1, 1, tzinfo=UTC)
        )
        session.add(talk)
        session.flush()
        assert talk.id is not None
        rows = [
            MessageRow(
                client_id=uuid.uuid4().hex,
                account_id=ACCOUNT.id,
                conversation_id=talk.id,
                line=SUPPORT,
                peer=peer,
                **fields,
            )
            for fields in texts
        ]
        session.add_all(rows)
        session.flush()
        consent.learn_inserted(
            session,
            [(row.id, {"error_code": None, **row.model_dump()}) for row in rows if row.id is not None],
        )
        talk.last_message_id, talk.last_at, talk.unread = rows[-1].id, rows[-1].created_at, unread
        session.add(talk)
