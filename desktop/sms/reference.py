"""What belongs to one customer alone: an order number, an appointment.

Look here for what of a copied text would betray whose it was. Opening hours, prices and addresses are
everybody's, so a span of hours, an amount and a bare postal code are none of these.
"""

import re
from itertools import pairwise

from desktop.sms.addressed import plain_name, words_of

_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TOKEN = re.compile(r"(?<![\w.,/:@€$£%-])#?[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*(?![\w@%€$£]|[.,:]\d)")
_UNIT = re.compile(r"#?\d+[a-z]{1,3}")
_DATE_LIKE = re.compile(r"\d{1,4}([-/])\d{1,2}(?:\1\d{1,4})?")
_ORDER_WORDS = words_of(
    """order orders no nr number ref reference id booking ticket invoice case tracking parcel bestellung
    bestellnummer auftrag auftragsnummer rechnung sendung pedido factura reserva numero commande facture
    reservation bestelling factuur ordine fattura prenotazione encomenda fatura ordernumber"""
)
_FEWEST_DIGITS = 6
"""A bare number with fewer is more often an amount or a postal code, unless a word says what it is."""
_MONTHS = (
    "jan(?:uary|uar|vier)?|ene(?:ro)?|gen(?:naio)?|feb(?:ruary|ruar)?|fevrier|mar(?:ch|zo|s|co)?|marz|maart|"
    "apr(?:il|ile)?|abril|avril|may|mai|mayo|maggio|mei|maio|jun(?:e|i|io)?|juin|giugno|junho|jul(?:y|i|io)?|"
    "juillet|luglio|julho|aug(?:ust|ustus)?|agosto|aout|sep(?:t|tember|tiembre|tembre)?|settembre|setembro|"
    "o[ck]t(?:ober|ubre|obre)?|ottobre|outubro|nov(?:ember|iembre|embre|embro)?|de[cz](?:ember|embre|embro)?|"
    "diciembre|dicembre|janeiro|fevereiro|marco|januari|februari|augustus"
)
_DAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|"
    "samstag|sonntag|lunes|martes|miercoles|jueves|viernes|sabado|domingo|lundi|mardi|mercredi|jeudi|"
    "vendredi|samedi|dimanche|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|lunedi|martedi|"
    "mercoledi|giovedi|venerdi|sabato|domenica|segunda|terca|quarta|quinta|sexta|tomorrow|morgen|manana|"
    "demain|domani|amanha"
)
_DATE = re.compile(
    rf"\b(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[./]\d{{1,2}}(?:[./](?:\d{{4}}|\d{{2}}))?(?![\d:])|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.|o)? ?(?:de )?(?:{_MONTHS})\b|(?:{_MONTHS}) \d{{1,2}}\b|(?:{_DAYS})\b)"
)
_CLOCK = re.compile(
    r"(?<![\d.:/])(?:(?P<hour>[01]?\d|2[0-3])[:h.](?P<minute>[0-5]\d)(?: ?(?P<half>[ap])m\b)?|"
    r"(?P<hour2>1[0-2]|[1-9]) ?(?P<half2>[ap])m\b|(?P<hour3>[01]?\d|2[0-3]) ?(?:uhr|h|heures?|uur|horas?)\b)"
    r"(?![\d:])"
)
_SPAN = re.compile(r" ?(?:[-–—]|to|till?|until|bis|a|tot|hasta|alle|as|e|and|und) ?")
_BEFORE = re.compile(r"([^\W\d]+)[\s#:.]*$")
_NEAR = 24
"""Characters between a date and its time."""


def references(text: str) -> frozenset[str]:
    """The order numbers and the like that stand in ``text``, as they are compared."""
    if not any(one.isdigit() for one in text):
        return frozenset()
    bare = _URL.sub(" ", text)
    found: set[str] = set()
    for token in _TOKEN.finditer(bare):
        word = token.group()
        if not any(one.isdigit() for one in word):
            continue
        before = _BEFORE.search(bare, max(token.start() - 30, 0), token.start())
        named = before is not None and plain_name(before.group(1)) in _ORDER_WORDS
        if _is_reference(word, named=named or word.startswith("#")):
            found.add(word.lstrip("#").upper())
    return frozenset(found)


def appointments(text: str) -> frozenset[tuple[str, int]]:
    """The (day as it is compared, minutes after midnight) of appointments that ``text`` names."""
    if not any(one.isdigit() for one in text):
        return frozenset()
    plain = " ".join(plain_name(_URL.sub(" ", text)).split())
    clocks = list(_CLOCK.finditer(plain))
    for one, other in list(pairwise(clocks)):
        if _SPAN.fullmatch(plain, one.end(), other.start()):
            clocks = [clock for clock in clocks if clock not in (one, other)]
    return frozenset(
        (" ".join(day.group().split()), _minutes(clock))
        for day in _DATE.finditer(plain)
        for clock in clocks
        if -_NEAR <= clock.start() - day.end() <= _NEAR or 0 <= day.start() - clock.end() <= _NEAR
        if not (day.start() <= clock.start() < day.end())
    )


def carried(text: str, copied: str) -> str:
    """The order number or appointment of ``copied`` that stands in ``text`` as well; "" for none."""
    shared = references(text) & references(copied)
    if shared:
        return min(shared)
    days = appointments(text) & appointments(copied)
    if not days:
        return ""
    day, minutes = min(days)
    return f"{day} {minutes // 60}:{minutes % 60:02}"


def _is_reference(word: str, *, named: bool) -> bool:
    figures = sum(one.isdigit() for one in word)
    if not figures or _DATE_LIKE.fullmatch(word):
        return False
    if word.isdecimal():
        return figures >= _FEWEST_DIGITS or (named and figures >= 3)
    if _UNIT.fullmatch(word) and not named:
        return False
    return figures >= 3 or (named and figures >= 2)


def _minutes(clock: re.Match[str]) -> int:
    hour = int(clock["hour"] or clock["hour2"] or clock["hour3"])
    half = clock["half"] or clock["half2"]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + int(clock["minute"] or 0)
