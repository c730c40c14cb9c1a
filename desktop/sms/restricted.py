"""Finds words that carriers may filter a text for, so that it vanishes without an error (B21, B22).

Look here for how a line of a list is read. A word or phrase is found whole, whatever its case and accents,
with the usual endings. ``loan + approved`` are two words near each other; ``[loan]`` is any word of a group
of ``restricted_groups``. ``-loan car`` is harmless, and so is a listed word of its list inside it. The lists
are data: defaults in ``restricted_words``, changes by a person in ``settings.word_lists``.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from desktop.sms.restricted_groups import GROUPS
from desktop.sms.restricted_words import BY_CATEGORY

CATEGORIES = tuple(BY_CATEGORY)

_WORD = re.compile(
    # Letters and digits, and the signs that stand on or under them, which are none for Python.
    "[^\\W_](?:[^\\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0962\u0963'’])*"
)
_NO_SPACES = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_HEAD = 4
"""By so many letters of its first word an entry is looked up."""
_KEPT = 20_000
"""Words of which it is remembered what they begin."""
_ENDING = 3
"""Letters that a word may have after the listed one: loan, loans, loaned."""
_SHORTEST_WITH_ENDING = 4
_ARABIC_FRONTS = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
_ELIDED = 2
"""So many letters an article has before its apostrophe: l', d', qu'."""
_FARTHEST = 3
"""The words of one entry may have as many others' signs between them: spaces, a hyphen."""
_BETWEEN = " + "
_HARMLESS = "-"
_NEAR = 60
"""Characters that may stand between the two words of a pair: some ten words."""
_NEAR_WITHOUT_SPACES = 20

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """One listed word in a text."""

    category: str
    entry: str
    """As it is listed."""
    start: int
    end: int
    """Where it stands, in code points; ``end`` is exclusive."""


class _Role(NamedTuple):
    """What it means that a phrase stands in a text."""

    category: str
    listed: str
    side: int = 0
    """0 or 1 of a pair."""
    pair: bool = False
    harmless: bool = False


class _Entry(NamedTuple):
    words: tuple[str, ...]
    open_end: bool
    roles: tuple[_Role, ...]


class Lexicon:
    """Lists of words, prepared for looking through texts. Equal where the lists are."""

    def __init__(self, lists: Mapping[str, Collection[str]]) -> None:
        self._key = tuple((category, tuple(entries)) for category, entries in lists.items())
        self._by_word: dict[str, list[_Entry]] = defaultdict(list)
        self._by_character: dict[str, list[_Entry]] = defaultdict(list)
        self._begun: dict[str, tuple[_Entry, ...]] = {}
        roles: dict[str, list[_Role]] = defaultdict(list)
        for category, listed in self._key:
            for one in listed:
                for phrase, role in _read(category, one):
                    roles[phrase].append(role)
        for phrase, having in roles.items():
            self._take(phrase, tuple(having))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Every listed word in ``text``, in its order; of several at one place the longest."""
        found = [*self._words(text), *self._characters(text)]
        if not found:
            return ()
        harmless = _harmless(found)
        hits: list[Hit] = []
        pairs: dict[tuple[str, str], tuple[list[_Span], list[_Span]]] = {}
        for span, role in found:
            covered = harmless.get(role.category, ())
            if role.harmless or (span[0] in covered and span[1] - 1 in covered):
                continue
            if role.pair:
                pairs.setdefault((role.category, role.listed), ([], []))[role.side].append(span)
            else:
                hits.append(Hit(role.category, role.listed, *span))
        for (category, listed), (left, right) in pairs.items():
            if left and right:
                near = _near(left, right, text) | _near(right, left, text)
                hits.extend(Hit(category, listed, *span) for span in near)
        return _longest(hits)

    def _take(self, phrase: str, roles: tuple[_Role, ...]) -> None:
        words = tuple(folded(match[0]) for match in _WORD.finditer(phrase))
        if not words:
            return
        if _NO_SPACES.search(phrase):
            whole = phrase.rstrip("*")
            # Such scripts put no spaces between words: it is found wherever it stands.
            self._by_character[whole[0]].append(_Entry((whole,), open_end=True, roles=roles))
        else:
            self._by_word[words[0][:_HEAD]].append(_Entry(words, phrase.endswith("*"), roles))

    def _words(self, text: str) -> Iterator[tuple[_Span, _Role]]:
        tokens = _tokens(text)
        for at, (start, _, token) in enumerate(tokens):
            for entry in self._begun_by(token):
                end = _end(entry, tokens, at)
                if end is not None:
                    for role in entry.roles:
                        yield (start, end), role

    def _begun_by(self, token: str) -> tuple[_Entry, ...]:
        """The entries whose first word this one is; kept, since a text that is typed keeps its words."""
        known = self._begun.get(token)
        if known is None:
            if len(self._begun) >= _KEPT:
                self._begun.clear()
            known = self._begun[token] = tuple(self._look_up(token))
        return known

    def _look_up(self, token: str) -> Iterator[_Entry]:
        for stem in _stems(token):
            # A shorter listed word has a shorter key.
            for length in range(1, min(len(stem), _HEAD) + 1):
                for entry in self._by_word.get(stem[:length], ()):
                    alone = len(entry.words) == 1
                    if _fits(entry.words[0], stem, open_end=entry.open_end and alone):
                        yield entry

    def _characters(self, text: str) -> Iterator[tuple[_Span, _Role]]:
        if _NO_SPACES.search(text) is None:
            return
        for at, character in enumerate(text):
            for entry in self._by_character.get(character, ()):
                if text.startswith(entry.words[0], at):
                    for role in entry.roles:
                        yield (at, at + len(entry.words[0])), role


def _read(category: str, listed: str) -> Iterator[tuple[str, _Role]]:
    """The phrases that a line of a list stands for, and what each means there."""
    bare = listed.strip()
    sides = bare.split(_BETWEEN)
    if len(sides) == 2:
        for side, words in enumerate(sides):
            role = _Role(category, listed, side, pair=True)
            for phrase in _phrases(words.strip()):
                yield phrase, role
    elif bare.startswith(_HARMLESS):
        yield bare.removeprefix(_HARMLESS).strip(), _Role(category, listed, harmless=True)
    else:
        yield bare, _Role(category, listed)


def _phrases(words: str) -> tuple[str, ...]:
    named = words.startswith("[") and words.endswith("]")
    return GROUPS.get(words[1:-1].casefold(), ()) if named else (words,)


def _harmless(found: list[tuple[_Span, _Role]]) -> dict[str, set[int]]:
    """Of each category the places at which a word of it is none."""
    places: dict[str, set[int]] = {}
    for (start, end), role in found:
        if role.harmless:
            places.setdefault(role.category, set()).update(range(start, end))
    return places


def _near(ones: list[_Span], others: list[_Span], text: str) -> set[_Span]:
    """Those of ``ones`` that have one of ``others`` near, before or after."""
    starts = sorted(start for start, _ in others)
    ends = sorted(end for _, end in others)
    near: set[_Span] = set()
    for start, end in ones:
        most = _NEAR_WITHOUT_SPACES if _NO_SPACES.match(text, start) else _NEAR
        after, before = bisect_left(starts, end), bisect_right(ends, start)
        if (after < len(starts) and starts[after] - end <= most) or (
            before and start - ends[before - 1] <= most
        ):
            near.add((start, end))
    return near


def _longest(hits: list[Hit]) -> tuple[Hit, ...]:
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """A word without case and accents; the signs of Indic vowels stay, since they are letters."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c) or "\u0900" <= c <= "\u097f")


@lru_cache(maxsize=4)
def _tokens(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, folded) of every word; kept, since several lists look through the same text."""
    return tuple((match.start(), match.end(), folded(match[0])) for match in _WORD.finditer(text))


def _stems(token: str) -> tuple[str, ...]:
    """The word as it is, and without what some languages write together with it in front: l'argent."""
    if "\u0600" <= token[0] <= "\u06ff":
        fronts = (token[len(front) :] for front in _ARABIC_FRONTS if token.startswith(front))
        return (token, *(rest for rest in fronts if len(rest) >= _ENDING))
    front, mark, rest = token.partition("'")
    return (token, rest) if mark and len(front) <= _ELIDED and len(rest) >= _ENDING else (token,)


def _end(entry: _Entry, tokens: tuple[tuple[int, int, str], ...], at: int) -> int | None:
    """Where ``entry`` ends if its first word stands at token ``at``."""
    last = len(entry.words) - 1
    end = tokens[at][1]
    for place, word in enumerate(entry.words[1:], start=1):
        if at + place >= len(tokens):
            return None
        start, stop, token = tokens[at + place]
        if start - end > _FARTHEST or not _fits(word, token, open_end=entry.open_end and place == last):
            return None
        end = stop
    return end


def _fits(word: str, token: str, *, open_end: bool) -> bool:
    if token == word:
        return True
    if not token.startswith(word):
        return False
    return open_end or (len(word) >= _SHORTEST_WITH_ENDING and len(token) - len(word) <= _ENDING)


def lexicon(
    *,
    added: Mapping[str, Collection[str]] | None = None,
    removed: Mapping[str, Collection[str]] | None = None,
    off: Collection[str] = (),
) -> Lexicon:
    """The default lists with a person's changes: words more, words less, whole categories off."""
    added, removed = added or {}, removed or {}
    lists: dict[str, list[str]] = {}
    for category in dict.fromkeys([*BY_CATEGORY, *added]):
        if category in off:
            continue
        gone = {folded(word) for word in removed.get(category, ())}
        listed = [*BY_CATEGORY.get(category, ()), *added.get(category, ())]
        lists[category] = [word for word in listed if folded(word) not in gone]
    return Lexicon(lists)


DEFAULT = lexicon()
