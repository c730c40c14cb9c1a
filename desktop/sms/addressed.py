"""Whom a text speaks to by name: "Hi Maria", "Sehr geehrte Frau Müller", "Maria, your parcel …".

Look here for the words of greeting in seven languages, and for what is no name behind one. Whose name it
is, and whether it is somebody else's, is in ``desktop.sms.brake``.
"""

import re
import unicodedata
from dataclasses import dataclass


def words_of(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


_GREETINGS = """
    hi, hello, hey, hiya, dear, greetings, morning, good morning, good afternoon, good evening, good day,
    hello again, hi again, thanks, thank you, many thanks,
    hallo, moin, moin moin, servus, guten morgen, guten tag, guten abend, gruss gott, gruezi, tag, morgen,
    liebe, lieber, sehr geehrte, sehr geehrter, hallo liebe, hallo lieber, danke, vielen dank,
    hola, buenas, buenos dias, buenas tardes, buenas noches, querido, querida, estimado, estimada,
    hola querido, hola querida, gracias, muchas gracias,
    bonjour, bonsoir, salut, coucou, cher, chere, rebonjour, merci, merci beaucoup,
    hoi, dag, beste, lieve, geachte, goedemorgen, goedemiddag, goedenavond, goede morgen, goede middag,
    goeden avond, bedankt, dank je, dank je wel, dank u, dank u wel,
    ciao, salve, buongiorno, buonasera, buon giorno, buona sera, buon pomeriggio, caro, cara, ciao caro,
    ciao cara, gentile, egregio, egregia, grazie, grazie mille,
    ola, oi, bom dia, boa tarde, boa noite, prezado, prezada, obrigado, obrigada, muito obrigado,
    muito obrigada
"""
_TITLES = words_of(
    """mr mrs ms miss mx dr prof herr frau sr sra srta senor senora senorita don dona monsieur madame
    mademoiselle m mme mlle meneer mevrouw mw dhr heer signor signore signora signorina sig senhor senhora
    dott dottore dottoressa dra professor doctor doktor"""
)
_NO_NAMES = words_of(
    """all both everyone everybody team guys folks friend friends mate there again you your sir madam ladies
    gentlemen customer zusammen alle allerseits leute damen kunde kundin kunden todos todas amigo amiga
    cliente tous toutes ami amie allemaal klant tutti tutte amico amica gente the this that it is we our my
    just from for to and or so no yes ok a i"""
)
_ORDINARY = words_of(
    """will mark may june april august rose grace joy hope bill frank max art sue pat rob dean guy gene faith
    dawn summer autumn sunny christian chance miles chase drew olive ruby amber violet daisy ivy jade penny
    sandy rich ray lane sky angel sol luz mar mai ernst wolf noel mia cara caro bella domingo paz amor an
    tan le la do jan ben bea eva"""
)
"""Names that are everyday words somewhere as well: they count only where they stand alone."""
_THANKS = words_of(
    "thanks you danke dank gracias merci beaucoup bedankt je wel u grazie mille obrigado obrigada"
)
"""Last words of thanks: a name alone behind a comma is the writer's own ("Thanks, Maria")."""
_JOINING = words_of("and und y e et en & + oder or i")
_HERE = words_of("here hier ici aqui aca qui")
_SPEAKING = words_of("from at of von vom aus van de da du di del speaking again")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""Letters that Unicode does not take apart: as contacts are found by."""
_LINES = 4
"""Lines of a text that may begin with a greeting; further down is what is told."""
_MOST = 200
"""Characters of a line that are looked at."""
_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?"


@dataclass(frozen=True, slots=True)
class Addressed:
    """``words`` are the names as they are written, the first one first."""

    words: tuple[str, ...]
    titled: bool = False
    """A title stood before them ("Mr", "Frau"): they begin with a surname."""


def plain_name(text: str) -> str:
    """``text`` as names are compared: without case, accents and marks."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(one for one in apart if unicodedata.category(one) not in ("Mn", "Cf"))
    return bare.translate(_LETTERS)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared, without titles: "Dr. Zoë Patel-Roy" is zoe, patel-roy."""
    words = (plain_name(word).rstrip(".") for word in re.findall(_WORD, name))
    return tuple(word for word in words if word not in _TITLES)


def has_title(name: str) -> bool:
    """Whether somebody is known by a title ("Frau Müller"), so that the first name is not known."""
    return any(plain_name(word).rstrip(".") in _TITLES for word in re.findall(_WORD, name))


def addressed(text: str) -> Addressed | None:
    """Whom the text speaks to; ``None`` where it names nobody so."""
    for line in text.lstrip().splitlines()[:_LINES]:
        if found := _in_line(line.strip()[:_MOST]):
            return found
    return None


def _in_line(line: str) -> Addressed | None:
    greeting = _GREETING.match(plain_marks(line))
    if greeting is None:
        return _vocative(line)
    rest = line[greeting.end() :]
    apart = rest[:1] in {",", ".", "!", "…", ":"}
    found = _named(rest.lstrip(" ,.!…:"), apart=apart)
    if found is not None and apart and greeting.group().split()[-1] in _THANKS:
        signed = rest.lstrip(" ,.!…:").rstrip(" .!")
        return None if signed.endswith(found.words[-1]) else found
    return found


def plain_marks(line: str) -> str:
    """The line as greetings are compared, of the very same length."""
    if line.isascii():
        return line.lower()
    return "".join(plain_name(one)[:1] or " " for one in line)


def _vocative(line: str) -> Addressed | None:
    """ "Maria, your parcel": a name alone at the beginning, set off by a sign."""
    found = re.match(rf"({_WORD}(?: {_WORD})?)\s?[,:!–—]", line)
    if found is None:
        return None
    words = tuple(found.group(1).split())
    plain = [plain_name(word).rstrip(".") for word in words]
    if any(word in _NO_NAMES or word in _ORDINARY or word in _TITLES for word in plain):
        return None
    return Addressed(words)


def _named(rest: str, *, apart: bool) -> Addressed | None:
    """The names at the beginning of what follows a greeting; ``apart``: a comma stood between."""
    words: list[str] = []
    titled = False
    at = 0
    joined = False
    while (found := _NAME_OR_SIGN.match(rest, at)) and len(words) < 4:
        word = found.group(1)
        plain = plain_name(word).rstrip(".")
        if plain in _TITLES and not words:
            titled, at = True, found.end()
            continue
        if words and plain in _JOINING:
            joined, at = True, found.end()
            continue
        goes_on = joined or word[:1].isupper() or not words
        if plain in _NO_NAMES or not goes_on or _is_introduction(plain, rest[found.end() :]):
            break
        words.append(word.rstrip("."))
        joined, at = False, found.end()
    if not words:
        return None
    after = rest[at:].lstrip(" ")
    closed = not after or not (after[0].isalnum() or after[0] in "'’")
    if _introduces(after) or (apart and not closed):
        return None
    if plain_name(words[0]) in _ORDINARY and not (closed or (words[0][:1].isupper() and len(words) > 1)):
        return None
    return Addressed(tuple(words), titled)


def _is_introduction(plain: str, after: str) -> bool:
    return plain in _HERE and _speaks(after)


def _introduces(after: str) -> bool:
    """ "Hi Maria here from Harbour" says who writes, and not to whom."""
    first, _, rest = plain_name(after).partition(" ")
    if first.rstrip(",.!:") in _HERE:
        return first.rstrip(",.!:") != first or _speaks(rest)
    return first in {"from", "von", "vom", "speaking"}


def _speaks(after: str) -> bool:
    words = plain_name(after).split()
    return not words or after.lstrip(" ")[:1] in {",", ".", "!", ":"} or words[0] in _SPEAKING


def _pattern() -> re.Pattern[str]:
    phrases = {" ".join(phrase.split()) for phrase in _GREETINGS.split(",")}
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile("(?:" + "|".join(longest_first) + r")\b")


_GREETING = _pattern()
_NAME_OR_SIGN = re.compile(rf"\s*({_WORD}|&|\+)")
