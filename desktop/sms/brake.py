"""The right-line, right-person brake (idea 4): what of a text says that it is meant for somebody else.

Pure rules, quick enough for every key: they only ever lead to a note, and never stop a send (demand 14).
Whose numbers and names there are, the caller knows.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from desktop.sms.addressed import Addressed, addressed, has_title, name_words, plain_name, words_of
from desktop.sms.links import LinkKind, links_in
from desktop.sms.reference import carried

__all__ = ["Book", "carried", "named_instead", "numbers_in"]

_COMPANY = words_of(
    """ltd limited inc llc gmbh ag kg bv nv sa sarl srl spa sl lda co company shop store cafe restaurant
    hotel salon studio clinic praxis garage taxi service services office team support bakery pharmacy
    school farm bar gym agency group hotline reception"""
)
_SHORT = {
    "bill": "william", "will": "william", "billy": "william", "liam": "william", "bob": "robert",
    "rob": "robert", "bobby": "robert", "mike": "michael", "mick": "michael", "dick": "richard",
    "rick": "richard", "jim": "james", "jimmy": "james", "jamie": "james", "tony": "anthony",
    "toni": "anton", "tom": "thomas", "tommy": "thomas", "kate": "katherine", "katie": "katherine",
    "kathy": "katherine", "cathy": "catherine", "liz": "elizabeth", "beth": "elizabeth",
    "betty": "elizabeth", "peggy": "margaret", "maggie": "margaret", "meg": "margaret", "jack": "john",
    "jon": "jonathan", "johnny": "john", "hans": "johannes", "sepp": "josef", "pepe": "jose",
    "paco": "francisco", "nacho": "ignacio", "beppe": "giuseppe", "pino": "giuseppe", "gigi": "luigi",
    "sasha": "alexander", "sascha": "alexander", "ze": "jose", "andy": "andrew", "drew": "andrew",
    "dave": "david", "ted": "edward", "ed": "edward", "harry": "henry", "nick": "nicholas",
    "steve": "stephen", "sue": "susan", "becky": "rebecca", "jenny": "jennifer", "lena": "magdalena",
    "lola": "dolores", "tina": "christina", "charlie": "charles", "chuck": "charles", "larry": "laurence",
    "gabi": "gabriele", "uli": "ulrich", "heinz": "heinrich", "matze": "matthias", "kees": "cornelis",
    "jan": "johannes", "piet": "pieter", "bram": "abraham", "lupe": "guadalupe", "charo": "rosario",
    "quique": "enrique", "chema": "jose maria", "nando": "fernando", "pippo": "filippo",
    "sandro": "alessandro",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Book:
    """What the phone book answers, for words as ``plain_name`` makes them."""

    first: Callable[[str], bool]
    """Whether somebody's name begins with this word."""
    surname: Callable[[str], bool]
    """Whether somebody's name has this word further on."""
    whole: Callable[[str], bool]
    """Whether somebody is called just these words."""


def named_instead(text: str, names: Sequence[str], book: Book) -> str:
    """The name in ``text`` that greets somebody else than it is for; "" where none certainly does.

    ``names`` are what the phone book calls whom it is for. Only names of the phone book count, and only
    where it is known who the text is for.
    """
    people = [name_words(name) for name in names if not _is_company(name)]
    if not people or len(people) < len(names):
        return ""
    found = addressed(text)
    return "" if found is None else _instead(found, names, people, book)


def _instead(found: Addressed, names: Sequence[str], people: Sequence[tuple[str, ...]], book: Book) -> str:
    plain = [plain_name(word) for word in found.words]
    own = {word for name in people for word in name}
    if len(plain) > 1 and not set(plain[:2]) <= own and book.whole(" ".join(plain[:2])):
        return " ".join(found.words[:2])
    if any(_same(word, mine) for word in plain for mine in own):
        return ""
    first = plain[0]
    if found.titled:
        # Somebody without a surname here may well be the one.
        judged = all(len(name) > 1 for name in people) or any(has_title(name) for name in names)
        return found.words[0] if judged and book.surname(first) else ""
    if any(has_title(name) for name in names):
        return ""
    if book.first(first):
        return found.words[0]
    surname = found.words[0][:1].isupper() and book.surname(first)
    return found.words[0] if surname and all(len(name) > 1 for name in people) else ""


def numbers_in(text: str, line: str) -> frozenset[str]:
    """The telephone numbers in ``text``, read in the country of ``line``; E.164."""
    if not any(one.isdigit() for one in text):
        return frozenset()
    return frozenset(link.target for link in links_in(text, line) if link.kind is LinkKind.NUMBER)


def _same(word: str, mine: str) -> bool:
    """Whether both may be the same person's: equal, a short form, an initial."""
    if word == mine:
        return True
    if len(mine) == 1 or len(word) == 1:
        return word[0] == mine[0]
    shorter, longer = sorted((word, mine), key=len)
    if len(shorter) >= 3 and longer.startswith(shorter) and len(longer) - len(shorter) >= 2:
        return True
    if set(word.split("-")) & set(mine.split("-")):
        return True
    return _long(word) == _long(mine) or _long(word) == mine or _long(mine) == word


def _long(word: str) -> str:
    return _SHORT.get(word, word)


def _is_company(name: str) -> bool:
    words: Collection[str] = name_words(name)
    return not words or any(one.isdigit() or one == "&" for one in name) or any(w in _COMPANY for w in words)
