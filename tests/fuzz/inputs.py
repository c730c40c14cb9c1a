"""Inputs that somebody made to hurt, for every test here; and how many of them are tried.

    @FUZZ
    @given(texts)
    def test_…(text): ...

``make test`` tries the same few hundred each time; ``make fuzz EXAMPLES=20000`` other ones every time, and so
many for each test. ``mutated`` takes a true answer or file and changes it in a few places.
"""

import json
import os
import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

LONG = int(os.environ.get("LINEDESK_FUZZ_EXAMPLES", "0"))
"""Examples of each test in a long run; 0 in the short one."""
_CHECKS = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)
_LIMIT = timedelta(seconds=20)
"""For one input, in a long run: nothing that is not broken comes near it."""


def fuzz(short: int, share: float = 1.0) -> settings:
    """So many examples in a short run; in a long one this share of what was asked for."""
    return settings(
        max_examples=max(1, int(LONG * share)) if LONG else short,
        deadline=_LIMIT if LONG else None,
        derandomize=not LONG,
        database=None,
        suppress_health_check=_CHECKS,
        phases=(Phase.generate, Phase.shrink),
    )


FUZZ = fuzz(40)
FEW = fuzz(6, 0.05)
"""Where each input costs milliseconds."""

characters = st.characters(exclude_categories=())
"""Every one, half a surrogate pair included."""
NASTY = (
    "\0",
    "\r\n",
    "\u2028",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u200d",
    "\u200f",
    "\ufeff",
    "\ud800",
    "\udc00",
    "\u0301" * 50,
    "👨‍👩‍👧",
    "ﷺ",
    "İ",
    "ß",
    "％",
    "١٢٣",
    "+",
    "tel:",
    "sms:",
    "//",
    "@",
    "%00",
    "%",
    "%ff",
    "{0}",
    "%s%n",
    "<img src=x>",
    "&amp;",
    '"',
    "'",
    ";",
    ",",
    "=",
    "\\",
    "../",
    "\x1b[2J",
    "--",
    "-",
    "~",
    "xn--",
    "[::1]",
)
"""Pieces that parsers stumble over."""
texts = st.one_of(
    st.text(characters, max_size=300),
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(characters, max_size=5)), max_size=30).map("".join),
    st.tuples(st.sampled_from(NASTY), st.integers(1, 3000)).map(lambda pair: pair[0] * pair[1]),
    st.from_regex(r"\A\+?[0-9 ()./-]{3,40}\Z"),
)
sound = texts.map(lambda text: text.encode("utf-8", "replace").decode())
"""Without half characters, for what can't hold them (files, arguments)."""

DATES = (
    "0000-00-00T00:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "0001-01-01T00:00:00",
    "1969-12-31T23:59:59Z",
    "9999-12-31T23:59:59-23:59",
    "9999-12-31T23:59:59.999999Z",
    "10000-01-01T00:00:00Z",
    "2026-13-45T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-04-03T24:00:00Z",
    "2026-04-03T23:59:60Z",
    "2026-04-03T10:00:00+99:99",
    "2026-04-03T10:00:00.123456789012Z",
    "2026-W14-5",
    "20260403T100000Z",
    "2026-04-03 10:00:00",
    "Fri, 03 Apr 2026 10:00:00 GMT",
    "1775210400",
)
_DEEP = "@deep@"
_HUGE = "@huge@"
_TWICE = "@twice@"
rubbish: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from(
        [10**400, -(10**400), 2**63, 1e308, "", " ", [], {}, [[]], [None], {"": None}, _DEEP, _HUGE]
    ),
    st.sampled_from(DATES),
    texts,
    st.recursive(
        st.one_of(st.none(), st.integers(), texts),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        max_leaves=6,
    ),
)


@st.composite
def mutated(draw: st.DrawFn, samples: Sequence[Any]) -> bytes:
    """JSON of one of ``samples`` with a few of its parts replaced, left out, doubled or wrapped."""
    value = json.loads(json.dumps(draw(st.sampled_from(list(samples)))))
    for _ in range(draw(st.integers(1, 4))):
        value = _changed(draw, value)
    content = dumped(value)
    if draw(st.integers(0, 9)) == 0:
        content = draw(broken(content))
    return content


def _changed(draw: st.DrawFn, value: Any) -> Any:
    """``value`` with one part of it changed, somewhere down a path that is drawn."""
    inside = isinstance(value, dict | list) and len(value) > 0
    if not inside or draw(st.integers(0, 5)) == 0:
        return draw(rubbish)
    if isinstance(value, dict):
        key = draw(st.sampled_from(sorted(value)))
        match draw(st.integers(0, 9)):
            case 0:
                return {name: one for name, one in value.items() if name != key}
            case 1:
                return {**value, draw(texts): value[key]}
            case 2:
                return {**value, key + _TWICE: draw(rubbish)}
            case _:
                return {**value, key: _changed(draw, value[key])}
    place = draw(st.integers(0, len(value) - 1))
    match draw(st.integers(0, 9)):
        case 0:
            return value[:place] + value[place + 1 :]
        case 1:
            return value[:place] * 2 + value[place:]
        case _:
            return [*value[:place], _changed(draw, value[place]), *value[place + 1 :]]


def dumped(value: Any) -> bytes:
    """As JSON, with what no honest writer writes: deep nesting, endless numbers, one key twice."""
    words = json.dumps(value)
    words = words.replace(f'"{_DEEP}"', "[" * 3000 + "]" * 3000)
    return words.replace(f'"{_HUGE}"', "9" * 6000).replace(_TWICE, "").encode()


@st.composite
def broken(draw: st.DrawFn, content: bytes) -> bytes:
    """``content`` cut short, or with some of its bytes replaced, doubled or inserted."""
    found = bytearray(content)
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(found)))
        match draw(st.integers(0, 3)):
            case 0:
                del found[place:]
            case 1:
                found[place : place + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
            case 2:
                found[place:place] = draw(st.sampled_from(NASTY)).encode("utf-8", "surrogatepass")
            case _:
                found[place:place] = found[place : place + 200]
    return bytes(found)


def of_size(pattern: str, size: int) -> str:
    """``pattern`` again and again, of ``size`` characters."""
    return (pattern * (size // len(pattern) + 1))[:size]


def chance() -> random.Random:
    """Another one in each long run, the same in each short one."""
    return random.Random(None if LONG else 4)
