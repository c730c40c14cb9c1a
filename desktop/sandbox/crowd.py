"""Made-up customers by the thousand, for the practice server's ``--conversations`` and ``--messages``.

Start here to change what a large account looks like. Everything follows from the seed. Numbers come from
the ranges that Ofcom, Arcep and the North American plan keep for fiction: +44 7700 900xxx,
+33 6 39 98 xx xx, and 555-01xx in many area codes (never in 202).
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from desktop.sandbox import people
from desktop.sandbox.fates import Fate
from desktop.sandbox.lines import OPENING_LINES, SALES_US, SUPPORT_UK
from desktop.sandbox.records import Contact, Entry
from desktop.sandbox.times import MINUTE, SECOND
from desktop.sms import segments

_TEXTS_EACH = 12
_ONE_PER = 100
"""Without a number of conversations: one for so many texts."""
_REACH = 540 * 24 * 60 * MINUTE
"""How far back the oldest texts lie, about."""

_AREA_CODES = """
    201 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248
    251 252 253 254 256 260 262 267 269 270 276 281 301 303 304 305 307 308 309 310 312 313 314 315 316
    317 318 319 320 321 323 325 330 334 336 337 347 352 360 361 386 401 402 404 405 406 407 408 409 410
    412 413 414 415 417 419 423 425 432 434 440 443 469 478 479 480 484 501 502 503 504 505 507 508 509
    510 512 513 515 516 517 518 520 530 540 541 551 559 561 562 563 567 570 573 574 580 585 586 601 602
    603 605 606 607 608 609 610 612 614 615 616 617 618 619 620 623 626 630 631 636 641 646 650 651 660
    661 662 678 682 701 702 703 704 706 707 708 712
"""

_FIRST_NAMES = """
    Aaron Agnès Amir Anaïs Anders Beatriz Björn Bronwyn Carlos Chidi Chloé Dagmar Daniel Elif Emeka
    Eszter Fatima Fergus Gita Greta Hana Hugo Imran Ines Jakub Joana Kofi Lena Liam Małgorzata Mateo
    Nadia Nils Oksana Pavel Quentin Ravi Siobhán Tomás Ursula Vera Wanjiru Xavier Yusuf Zsófia
"""
_LAST_NAMES = """
    Abara Ahlberg Baptiste Bauer Castro Dąbrowski Dlamini Eriksen Farrell Fontaine García Gruber Hassan
    Horvat Ivanova Jansen Kaya Kowalska Laurent Lindgren Marsh Mendes Nagy Novák Okafor Olsen Petrov
    Quinn Rahman Rossi Šimek Singh Tanaka Thorn Ueda Vargas Whitfield Yilmaz Zając Zimmermann
"""
_COMPANIES = ("", "", "", "Bakery", "Design", "Flowers", "Garage", "Logistics", "Photography", "Travel")

_SAID = (
    "Hello, I have a question about order {:05d}.",
    "Your order {:05d} is on its way. Track it at https://parcels.example/t/{:05d}",
    "Thank you!",
    "Is anyone there? I have been waiting since {:05d}.",
    "Of course. I have put a note on case {:05d}; a colleague calls you this afternoon.",
    "ok",
    "See you tomorrow at 10.",
    "Könnten Sie mir bitte die Rechnung {:05d} noch einmal schicken?",
    "Merci, c’est parfait. Référence {:05d}.",
    "شكرًا، تم استلام الطلب {:05d}",
    "您的订单 {:05d} 已发货。",
    "👍",
    "Sounds good 😊 case {:05d} can be closed.",
    "We are sorry for the delay with order {:05d}. The missing part arrived this morning, it was packed at "
    "noon and the courier has it now. You should have it tomorrow before 13:00. If nobody is at home, the "
    "driver leaves it with a neighbour and puts a card through the door.",
)


class TooMany(ValueError):
    """More conversations than there are numbers reserved for fiction; ``most`` is how many there are."""

    def __init__(self, most: int) -> None:
        super().__init__(f"at most {most} conversations")
        self.most = most


@dataclass(frozen=True, slots=True)
class Crowd:
    """Made-up contacts and their texts, the texts in no order."""

    contacts: list[Contact]
    texts: list[Entry]


class _Phrase(NamedTuple):
    """A text with room for numbers of five digits: its length in parts is always the same."""

    text: str
    parts: int


def gather(seed: int, conversations: int, texts: int | None, now: int) -> Crowd:
    """``conversations`` customers and ``texts`` texts, at least one each, all before ``now`` (microseconds).

    ``texts`` without ``conversations`` gets as many customers as suit it. Raises ``TooMany``.
    """
    conversations = conversations or -(-max(0, texts or 0) // _ONE_PER)
    total = max(conversations, conversations * _TEXTS_EACH if texts is None else texts)
    chance = random.Random(f"{seed} crowd")
    numbers = _numbers()
    if conversations > len(numbers):
        raise TooMany(len(numbers))
    contacts: list[Contact] = []
    said: list[Entry] = []
    phrases = [_Phrase(text, segments.count(text.format(*[0, 0])).segments) for text in _SAID]
    for number, share in zip(numbers, _shares(chance, conversations, total), strict=False):
        contacts.append(Contact(*_name(chance), ((number, "mobile"),)))
        line = SALES_US if number.startswith("+1") else SUPPORT_UK
        said.extend(_talk(chance, phrases, line, number, share, now))
    return Crowd(contacts, said)


def _numbers() -> list[str]:
    """Free fictional numbers, the ranges taking turns so that a small crowd is mixed as well."""
    taken = {line.number for line in OPENING_LINES} | {person.number for person in people.PEOPLE}
    taken.update(people.STRANGERS)
    ranges = (
        (f"+447700900{n:03d}" for n in range(1000)),
        (f"+1{area}55501{n:02d}" for n in range(100) for area in _AREA_CODES.split()),
        (f"+3363998{n:04d}" for n in range(10_000)),
    )
    mixed = itertools.chain.from_iterable(itertools.zip_longest(*ranges))
    return [number for number in mixed if number is not None and number not in taken]


def _shares(chance: random.Random, conversations: int, total: int) -> list[int]:
    """How many texts each conversation has: a few have many, as in life."""
    weights = [chance.paretovariate(1.2) for _ in range(conversations)]
    spare = total - conversations
    whole = sum(weights)
    shares = [1 + int(spare * weight / whole) for weight in weights]
    for place in range(total - sum(shares)):
        shares[place % conversations] += 1
    return shares


def _name(chance: random.Random) -> tuple[str, str]:
    first, last = chance.choice(_FIRST_NAMES.split()), chance.choice(_LAST_NAMES.split())
    company = chance.choice(_COMPANIES)
    return f"{first} {last}", f"{last} {company}" if company else ""


def _talk(
    chance: random.Random, phrases: list[_Phrase], line: str, peer: str, count: int, now: int
) -> Iterator[Entry]:
    # As many rested for minutes as for hours, days and weeks.
    moment = now - round(3 * MINUTE * 10 ** chance.uniform(0, 4.6))
    usual_gap = min(6 * 60 * MINUTE, _REACH / count)
    for _ in range(count):
        phrase = phrases[int(chance.random() * len(phrases))]
        body = phrase.text.format(int(chance.random() * 100_000), int(chance.random() * 100_000))
        inbound = chance.random() < 0.5
        delivered = Fate.DELIVERED if chance.random() < 0.97 else Fate.UNREACHABLE
        fate = Fate.RECEIVED if inbound else delivered
        yield Entry(inbound, line, peer, body, phrase.parts, fate.value, moment)
        moment -= SECOND + round(chance.expovariate(1 / usual_gap))
