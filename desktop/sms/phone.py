"""Telephone numbers: from what people write to E.164, and from E.164 to what people read.

Look here for what may stand in a To field (requirements B2, B12, B30), which country a number belongs
to, and whether two ways of writing mean the same number. A country is never guessed: a number in
national form needs the region of the line it is texted from. Whether a number *can exist* stops it,
whether its range is *known to be in use* is only noted: numbers reserved for fiction are not in use.

phonenumbers takes some 60 ms to import and the window should not wait for that, so each function
that needs it imports it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.sms.pasted import FEWEST_DIGITS, Fault, NotANumber, Pasted, digits, pasted
from desktop.sms.segments import count

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

__all__ = [
    "Fault",
    "Kind",
    "NotANumber",
    "Peer",
    "digits",
    "parse",
    "parse_value",
    "readable",
    "region_of",
    "same",
]

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_E164_DIGITS = 15
_SHORT_CODE_DIGITS = range(3, 7)
_SENDER_UNITS = 11

_Reading = tuple[str, str | None]
"""A way to read digits: the number, and the region if it is in that region's national form."""


class Kind(StrEnum):
    """What the other side of a conversation is addressed by."""

    E164 = "e164"
    SHORT_CODE = "short_code"
    """A number of 3 to 6 digits inside one country or one carrier; delivery is not certain (B30)."""
    ALPHANUMERIC = "alphanumeric"
    """A sender's name. It can write, but nobody can answer it."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Whom a text comes from or goes to."""

    kind: Kind
    value: str
    """E.164 with its plus, the bare digits of a short code, or the sender's name as written."""
    region: str | None = None
    """ISO 3166-1 alpha-2. Where several countries share a country code (+1, +44) and the range is not
    in use: the main one. ``None`` for short codes, names and numbers of no country (+800)."""
    country_code: int | None = None
    """The digits after the plus that stand for the country."""
    assigned: bool = True
    """Whether the number lies in a range known to be in use. A note, never a reason to stop."""


def parse(text: str, region: str | None = None) -> Peer:
    """Read one number, short code or sender's name as people write and paste it (B2, B30).

    Takes spaces of every kind, dots, dashes, slashes, brackets, ``00``, ``tel:`` links (RFC 3966) and
    the digits of every script. ``region`` is the ISO 3166-1 country in which a national form is read,
    normally ``region_of`` the line; an unknown one counts as none. Three to six digits are a short
    code everywhere. A name has at most 11 GSM-7 units with a letter (TS 23.040, clause 9.1.2.5).

    Raises ``NotANumber``.
    """
    found = _readings(text, region)
    return found if isinstance(found, Peer) else _only(found)


def parse_value(text: str, region: str | None = None) -> tuple[Kind, str]:
    """Only the kind and the value of what ``parse`` gives: several times as quick, for whole phone books.

    Raises ``NotANumber``.
    """
    found = _readings(text, region)
    if isinstance(found, list) and len(found) == 1:
        return Kind.E164, _e164(*found[0])[1]
    peer = found if isinstance(found, Peer) else _only(found)
    return peer.kind, peer.value


@lru_cache(maxsize=4096)
def readable(number: str) -> str:
    """An E.164 number as people read it, ``+44 20 7946 0958``; anything else comes back as it is."""
    import phonenumbers

    if not _E164.fullmatch(number):
        return number
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    spaced = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    # A trunk zero after the country code would be dropped; show what is really stored instead.
    return spaced if digits(spaced) == digits(number) else number


def region_of(number: str) -> str | None:
    """ISO 3166-1 country of a number in international form; ``None`` for everything else."""
    try:
        return parse(number).region
    except NotANumber:
        return None


def same(a: str, b: str) -> bool:
    """Whether both mean the same number, code or name (B11).

    A national form is read in the other's country. What cannot be read equals only itself.
    """
    try:
        return parse(a, region_of(b)).value == parse(b, region_of(a)).value
    except NotANumber:
        return a.strip() == b.strip()


def _readings(text: str, region: str | None) -> Peer | list[_Reading]:
    """The ways to read a number; a short code or a name is what it is."""
    if _E164.fullmatch(text):
        return [(text, None)]
    found = pasted(text)
    if found.has_letters:
        return _sender(found)
    number = found.bare()
    home = _supported(region)
    if number.startswith("+"):
        return [(number, None)]
    if number.startswith("00"):
        abroad: _Reading = ("+" + number[2:], None)
        # In a few countries 00 and a carrier's digit begin an international call: two readings.
        return [abroad, (number, home)] if home else [abroad]
    if len(number) in _SHORT_CODE_DIGITS:
        return Peer(Kind.SHORT_CODE, number)
    if len(number) < FEWEST_DIGITS:
        raise NotANumber(Fault.TOO_SHORT)
    if not home:
        raise NotANumber(Fault.NO_COUNTRY)
    return _national_readings(number, home)


def _sender(found: Pasted) -> Peer:
    """A sender's name, unless the letters rather look like slips in a number."""
    cost = count(found.written)
    fits = cost.encoding == "GSM-7" and cost.units <= _SENDER_UNITS and found.written.isprintable()
    number_like = found.written.startswith("+") or len(digits(found.written)) >= FEWEST_DIGITS
    if found.in_link or number_like or not fits:
        raise NotANumber(Fault.LETTERS)
    return Peer(Kind.ALPHANUMERIC, found.written)


def _supported(region: str | None) -> str | None:
    import phonenumbers

    home = (region or "").upper()
    return home if home in phonenumbers.SUPPORTED_REGIONS else None


def _national_readings(number: str, home: str) -> list[_Reading]:
    """In national form, and, if it begins like one, in international form that lost its plus."""
    import phonenumbers

    readings: list[_Reading] = [(number, home)]
    if number.startswith(str(phonenumbers.country_code_for_region(home))):
        readings.append(("+" + number, None))
    return readings


def _only(readings: list[_Reading]) -> Peer:
    """The one possible number among ``readings``; if there are more, the only one in use."""
    possible: dict[str, Peer] = {}
    faults = []
    for number, region in readings:
        try:
            peer = _possible(number, region)
        except NotANumber as trouble:
            faults.append(trouble)
        else:
            possible[peer.value] = peer
    if not possible:
        raise faults[0]
    peers = list(possible.values())
    if len(peers) > 1:
        peers = [peer for peer in peers if peer.assigned]
    if len(peers) != 1:
        raise NotANumber(Fault.AMBIGUOUS)
    return peers[0]


@lru_cache(maxsize=4096)
def _possible(number: str, region: str | None) -> Peer:
    """The window asks for the same few numbers at every key."""
    import phonenumbers

    parsed, value = _e164(number, region)
    return Peer(
        Kind.E164,
        value,
        region=_country(parsed),
        country_code=parsed.country_code,
        assigned=phonenumbers.is_valid_number(parsed),
    )


def _e164(number: str, region: str | None) -> tuple["PhoneNumber", str]:
    """One reading and its E.164, if such a number can exist."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException as trouble:
        raise NotANumber(_parse_fault(trouble.error_type)) from None
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise NotANumber(_length_fault(reason))
    value = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if len(value) - 1 > _E164_DIGITS:
        raise NotANumber(Fault.TOO_LONG)
    return parsed, value


def _parse_fault(error_type: int) -> Fault:
    from phonenumbers import NumberParseException

    if error_type == NumberParseException.INVALID_COUNTRY_CODE:
        return Fault.UNKNOWN_COUNTRY
    return Fault.TOO_LONG if error_type == NumberParseException.TOO_LONG else Fault.TOO_SHORT


def _length_fault(reason: int) -> Fault:
    from phonenumbers import ValidationResult

    return {
        ValidationResult.IS_POSSIBLE_LOCAL_ONLY: Fault.NO_AREA_CODE,
        ValidationResult.INVALID_COUNTRY_CODE: Fault.UNKNOWN_COUNTRY,
        ValidationResult.TOO_SHORT: Fault.TOO_SHORT,
        ValidationResult.TOO_LONG: Fault.TOO_LONG,
    }.get(reason, Fault.NOT_POSSIBLE)


def _country(parsed: "PhoneNumber") -> str | None:
    import phonenumbers

    exact = phonenumbers.region_code_for_number(parsed)
    region = exact or phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    # phonenumbers says 001 for numbers of no country and ZZ for a country code it does not know.
    return region if region.isalpha() and region != "ZZ" else None
