"""What is a link in a text: web addresses, e-mail addresses and telephone numbers, and nothing else.

Look here for where a link begins and ends. Only ``http(s)://``, ``tel:`` and ``mailto:`` count, and what
people write without them: ``www.`` hosts, e-mail addresses, telephone numbers. Where a link really leads
says ``desktop.sms.web_address``. Nothing here fetches anything (conventions.md, "Links").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain, islice
from urllib.parse import parse_qsl, quote

from desktop.sms.pasted import NotANumber, digits
from desktop.sms.phone import Kind, parse, region_of
from desktop.sms.web_address import host_of, is_host


class LinkKind(StrEnum):
    """What opens a link."""

    WEB = "web"
    MAIL = "mail"
    NUMBER = "number"
    """The dialpad, which dials nothing by itself."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link and where it stands in the text, in characters; ``end`` is the first behind it."""

    kind: LinkKind
    start: int
    end: int
    target: str
    """A whole web or mailto address, as it stands in the text; a number in E.164 or a short code."""


_MOST = 100
"""Links of one text; a text with more is no message."""
_LONGEST = 2048
"""Characters of an address; what is longer is no address that a person meant to send."""
_SIGN = (
    "[^\\s<>\"'`{}|\\\\^\u0000-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""A sign of an address. Quotes, backslashes and what cannot be seen end it, as browsers differ over them."""
_WEB = re.compile(
    rf"(?:(?<![A-Za-z0-9+.-])https?://|(?<![\w@./-])www\.){_SIGN}{{1,{_LONGEST}}}", re.IGNORECASE
)
_TEL = re.compile(r"(?<![A-Za-z0-9+.-])tel:[+0-9A-Za-z().;=-]{3,60}", re.IGNORECASE)
_MAIL = re.compile(
    rf"(?<![\w.+%@/-])(?:mailto:)?[a-z0-9._%+~-]{{1,64}}@[^\W_][\w.-]{{1,253}}(?:\?{_SIGN}{{1,500}})?",
    re.IGNORECASE,
)
_MAIL_FIELDS = ("subject", "body")
"""What a mailto link may fill in; others would attach files or write to more people."""
_NUMBER = re.compile(
    r"(?<![\w.,/:@#$€£+=&%-])(?:\+ ?|\()?\d(?:[ \u00a0\u202f().\u2010-\u2013-]{0,2}\d){6,16}"
    r"(?![\w/:@%]|[.,-]\d)"
)
_DATE = re.compile(r"\d{4}([-.])\d{1,2}\1\d{1,2}|\d{1,2}([-.])\d{1,2}\2\d{4}")
_NATIONAL_DIGITS = 9
"""Fewer digits without a country code are more often an order or an amount than a number."""
_HINT = re.compile(r"://|www\.|@|tel:|\d(?:\D{0,2}\d){6}", re.IGNORECASE)
_TRAILING = ".,;:!?…'\"»”’،؛؟。，、！？"
_BRACKETS = {")": "(", "]": "[", "）": "（"}


def links_in(text: str, line: str = "") -> tuple[Link, ...]:
    """The links of ``text`` in their order, none inside another.

    ``line`` is our own number (E.164): a number in national form is read in its country.
    """
    if not _HINT.search(text):
        return ()
    links = islice(chain(_webs(text), _mails(text), _tels(text), _numbers(text, line)), _MOST)
    found: list[Link] = []
    # What begins first holds whatever looks like a link inside it.
    for link in sorted(links, key=lambda link: (link.start, -link.end)):
        if not found or link.start >= found[-1].end:
            found.append(link)
    return tuple(found)


def _webs(text: str) -> Iterator[Link]:
    for match in _WEB.finditer(text):
        written = _trimmed(match.group())
        whole = f"https://{written}" if written[:4].lower() == "www." else written
        if host_of(whole) is not None:
            yield Link(LinkKind.WEB, match.start(), match.start() + len(written), whole)


def _mails(text: str) -> Iterator[Link]:
    for match in _MAIL.finditer(text):
        written = _trimmed(match.group())
        explicit = written[:7].lower() == "mailto:"
        box, _, query = written.removeprefix(written[:7] if explicit else "").partition("?")
        if not explicit:
            written = box  # a question mark behind a bare address belongs to the sentence
        name, _, host = box.rpartition("@")
        if name.strip(".") == name and is_host(host) and "." in host:
            fields = [(key.lower(), value) for key, value in parse_qsl(query) if key.lower() in _MAIL_FIELDS]
            filled = "&".join(f"{key}={quote(value)}" for key, value in fields)
            target = f"mailto:{box}{'?' + filled if filled and explicit else ''}"
            yield Link(LinkKind.MAIL, match.start(), match.start() + len(written), target)


def _tels(text: str) -> Iterator[Link]:
    for match in _TEL.finditer(text):
        target = _trimmed(match.group())
        number = _number(target, None)
        if number:
            yield Link(LinkKind.NUMBER, match.start(), match.start() + len(target), number)


def _numbers(text: str, line: str) -> Iterator[Link]:
    for match in _NUMBER.finditer(text):
        written = match.group().rstrip("( ")
        if _DATE.search(written):
            continue
        abroad = written.startswith(("+", "00"))
        if not abroad and not _looks_national(written):
            continue
        number = _number(written, None if abroad else _home(line), in_use=not abroad)
        if number:
            yield Link(LinkKind.NUMBER, match.start(), match.start() + len(written), number)


def _looks_national(written: str) -> bool:
    """An unbroken row of figures is more often an order than a number, unless it begins with a trunk zero."""
    return len(digits(written)) >= _NATIONAL_DIGITS and (not written.isdecimal() or digits(written)[0] == "0")


@lru_cache(maxsize=512)
def _number(written: str, region: str | None, *, in_use: bool = False) -> str | None:
    try:
        peer = parse(written, region)
    except NotANumber:
        return None
    if peer.kind is Kind.ALPHANUMERIC or (in_use and not peer.assigned):
        return None
    return peer.value


@lru_cache(maxsize=64)
def _home(line: str) -> str | None:
    return region_of(line) if line else None


def _trimmed(address: str) -> str:
    """Without the signs behind it that belong to the sentence; a bracket stays if it began in the address."""
    while address:
        last = address[-1]
        opening = _BRACKETS.get(last)
        if last in _TRAILING or (opening and address.count(opening) < address.count(last)):
            address = address[:-1]
        else:
            return address
    return address
