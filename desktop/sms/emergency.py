"""Emergency numbers: which short numbers reach the rescue services, so that they are called and never texted.

Most networks drop a text to such a number without a word, and who waits for an answer to it is in danger.
A number counts where it is one in a country that matters here (the line's, the computer's) or where every
mobile telephone takes it for one. Longer numbers that only begin like one are ordinary short codes.
"""

import locale
import re

from desktop.sms.pasted import NotANumber, pasted

EVERYWHERE = frozenset({"000", "08", "110", "112", "118", "119", "911", "999"})
"""What a mobile telephone takes for an emergency number in any country (3GPP TS 22.101, clause 10.1.1)."""

_MOST_DIGITS = 6
_REGION = re.compile(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?_([A-Z]{2})\b")


def is_emergency(text: str, *regions: str | None) -> bool:
    """Whether ``text``, in any way of writing, is an emergency number everywhere or in one of ``regions``.

    Regions are ISO 3166-1 codes; ``None`` and unknown ones count as none. Product row "Emergency numbers".
    """
    try:
        number = pasted(text).bare()
    except NotANumber:
        return False
    if not number.isdigit() or len(number) > _MOST_DIGITS:
        return False
    return number in EVERYWHERE or any(_in_country(number, region) for region in regions if region)


def home_region() -> str | None:
    """The country that the computer is set to (ISO 3166-1), as far as its locale is named after one.

    ``None`` elsewhere, as with the names that Windows gives: the line's country still counts there.
    """
    found = _REGION.match(locale.getlocale()[0] or "")
    return found[1] if found else None


def _in_country(number: str, region: str) -> bool:
    from phonenumbers import shortnumberinfo

    return bool(shortnumberinfo.is_emergency_number(number, region.upper()))
