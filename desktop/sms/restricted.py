"""Finds words that carriers may filter a text for, so that it vanishes without an error (B21, B22).

Look here for how a word is recognised: whole words, whatever their case and accents, with the usual
endings. The lists are data: defaults in ``restricted_words``, changes by a person in ``settings.word_lists``.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

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
_FARTHEST = 3
"""The words of one entry may have as many others' signs between them: spaces, a hyphen."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One listed word in a text."""

    category: str
    entry: str
    """As it is listed."""
    start: int
    end: int
    """Where it stands, in code points; ``end`` is exclusive."""


@dataclass(frozen=True, slots=True)
class _Entry:
    category: str
    listed: str
    words: tuple[str, ...]
    open_end: bool


class Lexicon:
    """Lists of words, prepared for looking through texts. Equal where the lists are."""

    def __init__(self, lists: Mapping[str, Collection[str]]) -> None:
        self._key = tuple((category, tuple(entries)) for category, entries in lists.items())
        self._by_word: dict[str, list[_Entry]] = defaultdict(list)
        self._by_character: dict[str, list[_Entry]] = defaultdict(list)
        self._begun: dict[str, tuple[_Entry, ...]] = {}
        for category, listed in self._key:
            for one in listed:
                self._take(category, one)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Every listed word in ``text``, in its order; of several at one place the longest."""
        found = [*self._words(text), *self._characters(text)]
        found.sort(key=lambda hit: (hit.start, -hit.end))
        kept: list[Hit] = []
        for hit in found:
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return tuple(kept)

    def _take(self, category: str, listed: str) -> None:
        bare = listed.strip()
        open_end = bare.endswith("*")
        words = tuple(folded(match[0]) for match in _WORD.finditer(bare))
        if not words:
            return
        if _NO_SPACES.search(bare):
            whole = bare.rstrip("*")
            # Such scripts put no spaces between words: it is found wherever it stands.
            self._by_character[whole[0]].append(_Entry(category, listed, (whole,), open_end=True))
        else:
            self._by_word[words[0][:_HEAD]].append(_Entry(category, listed, words, open_end))

    def _words(self, text: str) -> Iterator[Hit]:
        tokens = _tokens(text)
        for at, (start, _, token) in enumerate(tokens):
            for entry in self._begun_by(token):
                end = _end(entry, tokens, at)
                if end is not None:
                    yield Hit(entry.category, entry.listed, start, end)

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

    def _characters(self, text: str) -> Iterator[Hit]:
        if _NO_SPACES.search(text) is None:
            return
        for at, character in enumerate(text):
            for entry in self._by_character.get(character, ()):
                if text.startswith(entry.words[0], at):
                    yield Hit(entry.category, entry.listed, at, at + len(entry.words[0]))


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """A word without case and accents; the signs of Indic vowels stay, since they are letters."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c) or "\u0900" <= c <= "\u097f")


@lru_cache(maxsize=4)
def _tokens(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, folded) of every word; kept, since several lists look through the same text."""
    return tuple((match.start(), match.end(), folded(match[0])) for match in _WORD.finditer(text))


def _stems(token: str) -> tuple[str, ...]:
    """The word as it is, and an Arabic one also without what is written together with it in front."""
    if not "\u0600" <= token[0] <= "\u06ff":
        return (token,)
    fronts = (token[len(front) :] for front in _ARABIC_FRONTS if token.startswith(front))
    return (token, *(rest for rest in fronts if len(rest) >= _ENDING))


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
