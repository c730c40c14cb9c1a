"""How a text is counted and cut: GSM-7 or Unicode, units, parts, cut points, what forces Unicode.

Look here for the numbers behind the live counter (requirements B5 to B8) and for the form in which a
text leaves (``outgoing``). A *part* (also: segment) is one SMS on the air. A *unit* is what a part is
measured in: a septet in GSM-7, 16 bits in UCS-2, a byte in UTF-8. How a service cuts is a ``Policy``.
Sources: 3GPP TS 23.038 clause 6 (alphabets), TS 23.040 clause 9.2.3.24.1 (parts that are rejoined).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from desktop.sms.alphabet import BASIC, EXTENSION, NOT_GSM
from desktop.sms.cuts import cuts

Encoding = Literal["GSM-7", "UCS-2", "UTF-8"]
"""UTF-8 only under a policy that counts bytes."""

_LINE_END = re.compile("\r\n?")
_ESCAPED = re.compile(f"[{re.escape(''.join(sorted(EXTENSION)))}]")
_PAIR = re.compile("[\U00010000-\U0010ffff]")
_WIDEST_UTF16 = 2
_WIDEST_UTF8 = 4


@dataclass(frozen=True, slots=True)
class Policy:
    """How a service counts, cuts and limits texts. Make variants with ``dataclasses.replace``.

    Raises ``ValueError`` where a size could not hold every single character.
    """

    name: str
    joined: bool
    """Whether the handset shows the parts as one text; otherwise they arrive as separate texts."""
    gsm_single: int = 160
    """Septets of a GSM-7 text in one part."""
    gsm_part: int = 153
    """Septets of each part when there are several: 7 go to the header that rejoins them."""
    ucs_single: int = 70
    """16-bit units of a Unicode text in one part."""
    ucs_part: int = 67
    utf8_bytes: int | None = None
    """Where set, the other sizes do not count: every part holds this many UTF-8 bytes.

    The service takes a single part only: whoever sends more cuts it into texts of their own, between words.
    """
    max_characters: int | None = None
    """Longest text that the service takes, in code points of the outgoing text; ``None``: no limit."""

    def __post_init__(self) -> None:
        fits = self.gsm_single >= self.gsm_part >= _WIDEST_UTF16
        fits = fits and self.ucs_single >= self.ucs_part >= _WIDEST_UTF16
        fits = fits and (self.utf8_bytes is None or self.utf8_bytes >= _WIDEST_UTF8)
        if not fits:
            raise ValueError(f"policy {self.name!r} has parts too small for a character, or out of order")


JOINED = Policy(name="joined", joined=True)
"""Parts that the handset rejoins: 160 / 153 septets, 70 / 67 Unicode units (requirement B6)."""

SEPARATE_160_BYTES = Policy(name="separate_160_bytes", joined=False, utf8_bytes=160)
"""Texts of 160 UTF-8 bytes that arrive one by one, as VoIP.ms takes them (requirement B7)."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a text costs under a policy. Positions are in code points of the counted text."""

    encoding: Encoding
    units: int
    """Units of the whole text, padding at cut points not included."""
    segments: int
    """Parts; 0 for an empty text."""
    boundaries: tuple[int, ...]
    """Where each part ends, exclusive; the last is the text's length."""
    segment_units: tuple[int, ...]
    """Units used in each part."""
    remaining: int
    """Units free in the last part; for an empty text all of a single part (160 in GSM-7)."""
    limit: int
    """Units that a part holds: of a single text up to that size, of each part beyond."""
    first_non_gsm_index: int | None
    """The first character that is not GSM-7, ``None`` where there is none. See ``forcing`` for all."""


def outgoing(text: str) -> str:
    """The text as it is really sent; the counter must count this. Applying it twice changes nothing.

    Line ends become LF, since CR and LF are billed as two characters. Half a surrogate pair cannot be
    sent at all and becomes U+FFFD. Composing (NFC) is invisible and turns letters such as e + U+0301
    into GSM-7 ones.
    """
    text = _LINE_END.sub("\n", text)
    # Through UTF-16, so that two halves that belong together join into their character. Before NFC,
    # because that character may compose with what follows it.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", text)


def count(text: str, policy: Policy = JOINED) -> Count:
    """Count ``text`` exactly as given, without normalising it (requirements B5, B6).

    Parts are filled greedily; neither an escape pair nor a surrogate pair is cut, so a part may end
    short. Where they are texts of their own that have to be cut here, they end between words (``cuts``), and
    the white space at a cut is left out. A lone surrogate is one Unicode unit. The escape U+001B is not
    text, hence not GSM-7.
    Any string has a count; nothing is raised.
    """
    odd = NOT_GSM.search(text)
    if policy.utf8_bytes is not None:
        return _count_pieces(text, policy.utf8_bytes, odd.start() if odd else None)
    if odd is not None:
        encoding: Encoding = "UCS-2"
        single, part = policy.ucs_single, policy.ucs_part
        ends = _ends_ucs(text)
    else:
        encoding = "GSM-7"
        single, part = policy.gsm_single, policy.gsm_part
        ends = _ends_gsm(text)
    units = ends[-1] if ends else 0
    limit = single if units <= single else part
    boundaries = []
    used = [0]
    while used[-1] < units:
        boundary = bisect_right(ends, used[-1] + limit)
        boundaries.append(boundary)
        used.append(ends[boundary - 1])
    segment_units = tuple(after - before for before, after in pairwise(used))
    return Count(
        encoding=encoding,
        units=units,
        segments=len(boundaries),
        boundaries=tuple(boundaries),
        segment_units=segment_units,
        remaining=limit - (segment_units[-1] if segment_units else 0),
        limit=limit,
        first_non_gsm_index=odd.start() if odd else None,
    )


def _count_pieces(text: str, most: int, odd: int | None) -> Count:
    ends = _ends_utf8(text)
    pieces = cuts(text, ends, most)
    used = tuple(min(ends[end - 1] - (ends[first - 1] if first else 0), most) for first, end in pieces)
    return Count(
        encoding="UTF-8",
        units=ends[-1] if ends else 0,
        segments=len(pieces),
        boundaries=tuple(end for _, end in pieces),
        segment_units=used,
        remaining=most - (used[-1] if used else 0),
        limit=most,
        first_non_gsm_index=odd,
    )


def parts(text: str, policy: Policy = JOINED) -> list[str]:
    """``text`` cut where ``count`` says; joined again they are the text. An empty text has no parts."""
    return [text[start:end] for start, end in pairwise((0, *count(text, policy).boundaries))]


def forcing(text: str) -> tuple[int, ...]:
    """Positions, in code points, of every character that forces Unicode (requirement B8)."""
    return tuple(index for index, c in enumerate(text) if c not in BASIC and c not in EXTENSION)


# Each of these gives, for every character, the units of the text up to and including it. Where every
# character costs one unit a range says that for nothing, which makes the usual text cheap to recount.


def _ends_gsm(text: str) -> Sequence[int]:
    if _ESCAPED.search(text) is None:
        return range(1, len(text) + 1)
    return list(accumulate(2 if c in EXTENSION else 1 for c in text))


def _ends_ucs(text: str) -> Sequence[int]:
    if _PAIR.search(text) is None:
        return range(1, len(text) + 1)
    return list(accumulate(2 if c > "\uffff" else 1 for c in text))


def _ends_utf8(text: str) -> Sequence[int]:
    if text.isascii():
        return range(1, len(text) + 1)
    # Half a surrogate pair costs three bytes here, as the U+FFFD that goes out in its place.
    return list(
        accumulate(1 if c < "\x80" else 2 if c < "\u0800" else 3 if c < "\U00010000" else 4 for c in text)
    )
