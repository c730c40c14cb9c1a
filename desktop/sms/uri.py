"""Links that ask for a text or a call: ``sms:``, ``smsto:``, ``tel:``, ``callto:``, ``sip:``, ``sips:``.

Look here for what is taken from a link and what is refused (RFC 5724, RFC 3966; product row "URI
handlers"). A link comes from anywhere: what is taken has no control characters and no hidden change of
direction in it, and nothing is ever sent or dialled by it; it fills a field that a person looks at.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote_to_bytes

from desktop.sms.pasted import in_context

LONGEST = 20_000
"""Characters of a link that are read: a text of 1,600 emoji in percent-encoding fits."""

_TEXT = ("sms", "smsto")
_CALL = ("tel", "callto", "sip", "sips")
_ESCAPES = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SEPARATORS = re.compile(r"[\s().\-‐‑‒–—/]+")
_NUMBER = re.compile(r"\+?[0-9]{3,20}")
_EXTENSION = re.compile(r"[0-9]{1,6}")
# They would show a text in another order than it is sent in.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Kind(StrEnum):
    """What is to be filled: the composer or the dialpad."""

    TEXT = "text"
    CALL = "call"


class Fault(StrEnum):
    """Why a link is refused."""

    TOO_LONG = "too_long"
    SCHEME = "scheme"
    """A kind of link that Linedesk does not open."""
    CHARACTERS = "characters"
    """Control characters, or percent-encoding that is no UTF-8."""
    SEVERAL = "several"
    """More than one recipient: Linedesk texts one person at a time."""
    NO_NUMBER = "no_number"
    """It names nobody, or somebody who has no telephone number."""


class NotALink(ValueError):
    """The link is refused; ``fault`` says why. ``str()`` never holds any part of it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a link asks for."""

    kind: Kind
    number: str
    """Digits, perhaps after a plus; "" in a text to nobody yet, as a button "Share by text" asks for."""
    body: str = ""
    """What the text begins with: any length, lines ended by ``\\n``."""
    line: str = ""
    """The number of ours that it asks to be sent or called from; "" where it does not say."""
    extension: str = ""
    """Digits to be dialled after the number answered; no text can reach them."""


def wanted(link: str) -> Wanted:
    """Read a link. Raises ``NotALink`` and nothing else."""
    link = link.strip()
    if len(link) > LONGEST:
        raise NotALink(Fault.TOO_LONG)
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in link):
        raise NotALink(Fault.CHARACTERS)
    scheme, _, rest = link.partition(":")
    scheme = scheme.lower()
    if scheme not in _TEXT + _CALL:
        raise NotALink(Fault.SCHEME)
    whom, fields = _parts(rest.removeprefix("//"), text=scheme in _TEXT)
    if scheme in ("sip", "sips"):
        whom = whom.partition("@")[0].partition(":")[0]
    if scheme in _TEXT:
        number = _only_number(whom, fields) if whom else ""
        body, kind = _body(fields.get("body", "")), Kind.TEXT
    else:
        number, body, kind = _only_number(whom, fields), "", Kind.CALL
    line = _bare(fields.get("line") or fields.get("callerid", ""))
    extension = fields.get("ext", "")
    return Wanted(
        kind,
        number,
        body,
        line if _NUMBER.fullmatch(line) else "",
        extension if _EXTENSION.fullmatch(extension) else "",
    )


def _parts(rest: str, *, text: bool) -> tuple[str, dict[str, str]]:
    """The address, and the fields behind it by their names in lower case; the first of a name counts."""
    address, question, query = rest.partition("?")
    whom, *fields = address.split(";")
    if text and not question and "&" in whom:
        # As some phones and pages write it: sms:+447700900123&body=Hello
        whom, _, query = whom.partition("&")
    found: dict[str, str] = {}
    for field in [*fields, *query.split("&")]:
        name, _, value = field.partition("=")
        name = _plain(name).strip().lower()
        if name:
            found.setdefault(name, _plain(value))
    return _plain(whom).strip(), found


def _plain(encoded: str) -> str:
    """Percent-decoded; a plus stays a plus, as in every link that is no web form."""
    if _ESCAPES.search(encoded):
        raise NotALink(Fault.CHARACTERS)
    try:
        return unquote_to_bytes(encoded).decode("utf-8")
    except UnicodeDecodeError:
        raise NotALink(Fault.CHARACTERS) from None


def _body(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (c for c in text if c == "\n" or (unicodedata.category(c) != "Cc" and c not in _TURNS))
    return "".join(kept)


def _only_number(whom: str, fields: dict[str, str]) -> str:
    if len([one for one in whom.split(",") if one.strip()]) > 1:
        raise NotALink(Fault.SEVERAL)
    number = _bare(whom.strip(","))
    number = in_context(number, _bare(fields.get("phone-context", "")))
    if not _NUMBER.fullmatch(number):
        raise NotALink(Fault.NO_NUMBER)
    return number


def _bare(written: str) -> str:
    """Digits and the plus in ASCII, without what people put between them; anything else is left standing."""
    visible = (c for c in written if unicodedata.category(c) != "Cf")
    return _SEPARATORS.sub("", "".join(str(unicodedata.decimal(c, c)) for c in visible))
