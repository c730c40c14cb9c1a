"""Where an address truly leads: its host, in letters and as computers write it, and what is doubtful in it.

Look here for the tricks that make an address look like another one (conventions.md, "Links"): a host before
an ``@``, letters of several alphabets, bare numbers, odd ports, signs that turn round the order of letters.
Host names are read as browsers do (UTS 46, without its transitional mappings).
"""

import re
import socket
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Doubt(StrEnum):
    """A reason to look twice before an address is opened."""

    USER_INFO = "user_info"
    """Something stands before an ``@``: it looks like a host and is none."""
    ODD_LETTERS = "odd_letters"
    """The host has letters beyond a to z, which may look like others."""
    MIXED_SCRIPTS = "mixed_scripts"
    """The host has letters of several alphabets."""
    BARE_NUMBER = "bare_number"
    """The host is an IP address and no name."""
    PORT = "port"
    """A port is named that web sites for everybody do not use."""
    HIDDEN_ORDER = "hidden_order"
    """Invisible signs in the text change the order in which its letters show."""


@dataclass(frozen=True, slots=True)
class Host:
    """A host as people read it and as it is looked up; the same where it has only plain letters."""

    shown: str
    ascii: str


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address, of the web or of mail, taken apart. ``opens`` is what opens: its host is in ASCII."""

    opens: str
    host: Host
    doubts: tuple[Doubt, ...]


_PARTS = re.compile(r"(https?)://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_PORT = re.compile(r"(.*?)(?::(\d{0,5}))?", re.DOTALL)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC = re.compile(r"\d+|0x[0-9a-f]*")
_FULL_STOPS = re.compile("[\u3002\uff0e\uff61]")
_ORDER = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_USUAL_PORTS = {"http": "80", "https": "443"}
_MOST_HOST = 253
_TOGETHER = (
    {"LATIN"},
    {"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
    {"LATIN", "CJK", "BOPOMOFO"},
    {"LATIN", "CJK", "HANGUL"},
)
"""Alphabets that one name may mix without wishing to deceive (UTS 39, "highly restrictive")."""


def web_address(address: str, *, text: str = "") -> WebAddress | None:
    """Take an ``http(s)`` address apart; ``None`` if it names no host that could be looked up.

    ``text`` is the whole text in which it stood: what is invisible there counts too.
    """
    split = _split(address)
    if split is None:
        return None
    scheme, before, name, port, rest = split
    host = host_of(address)
    if host is None:
        return None
    usual = port in ("", _USUAL_PORTS[scheme])
    doubts = {
        Doubt.USER_INFO: bool(before),
        Doubt.ODD_LETTERS: not host.shown.isascii(),
        Doubt.MIXED_SCRIPTS: mixes_scripts(host.shown),
        Doubt.BARE_NUMBER: name.startswith("[") or _is_numeric(_FULL_STOPS.sub(".", name).lower()),
        Doubt.PORT: not usual,
        Doubt.HIDDEN_ORDER: _ORDER.search(text) is not None,
    }
    opens = f"{scheme}://{before}{host.ascii}{'' if usual else ':' + port}{rest}"
    return WebAddress(opens, host, tuple(doubt for doubt, there in doubts.items() if there))


def mail_address(address: str, *, text: str = "") -> WebAddress | None:
    """Take a ``mailto`` address apart in the same way."""
    box, _, query = address.partition("?")
    name, _, place = box.rpartition("@")
    host = _host(place)
    if host is None:
        return None
    doubts = {
        Doubt.ODD_LETTERS: not host.shown.isascii(),
        Doubt.MIXED_SCRIPTS: mixes_scripts(host.shown),
        Doubt.HIDDEN_ORDER: _ORDER.search(text) is not None,
    }
    opens = f"{name}@{host.ascii}{'?' + query if query else ''}"
    return WebAddress(opens, host, tuple(doubt for doubt, there in doubts.items() if there))


def host_of(address: str) -> Host | None:
    """The host to which an ``http(s)`` address leads; ``None`` if there is none that could be looked up."""
    split = _split(address)
    return None if split is None else _host(split[2])


def is_host(name: str) -> bool:
    """Whether ``name`` could be looked up."""
    return _host(name) is not None


def mixes_scripts(host: str) -> bool:
    """Whether letters of alphabets stand in it that no one name needs together."""
    scripts = {unicodedata.name(c, "?").split()[0] for c in host if c.isalpha()}
    return len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER)


def _split(address: str) -> tuple[str, str, str, str, str] | None:
    """Scheme, what stands before the host with its ``@``, host, port, and the rest."""
    parts = _PARTS.fullmatch(address)
    if parts is None:
        return None
    scheme, authority, rest = parts.groups()
    before, at, place = authority.rpartition("@")
    bracket = place.rfind("]") + 1
    port = _PORT.fullmatch(place[bracket:])
    if port is None or int(port[2] or 0) > 65535:
        return None
    return scheme.lower(), before + at, place[:bracket] + port[1], port[2] or "", rest


def _host(name: str) -> Host | None:
    if name.startswith("["):
        try:
            packed = socket.inet_pton(socket.AF_INET6, name[1:-1] if name.endswith("]") else "")
        except (OSError, ValueError):
            return None
        plain = f"[{socket.inet_ntop(socket.AF_INET6, packed)}]"
        return Host(plain, plain)
    labels = _FULL_STOPS.sub(".", name).removesuffix(".").split(".")
    pairs = [_label(label) for label in labels]
    shown, plain = ".".join(pair[0] for pair in pairs), ".".join(pair[1] for pair in pairs)
    if not all(_LABEL.fullmatch(pair[1]) for pair in pairs) or len(plain) > _MOST_HOST:
        return None
    if _is_numeric(plain):
        try:
            # Browsers read 2130706433 and 0x7f.1 as they read 127.0.0.1.
            plain = shown = socket.inet_ntoa(socket.inet_aton(plain))
        except OSError:
            return None
    return Host(shown, plain)


def _label(label: str) -> tuple[str, str]:
    """One part of a host as people read it and as it is looked up; ("", "") if it can be no part of one."""
    mapped = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", label).lower())
    if mapped.isascii():
        return _decoded(mapped), mapped
    if not _all_letters(mapped):
        return "", ""
    return mapped, "xn--" + mapped.encode("punycode").decode("ascii")


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        letters = label[4:].encode("ascii").decode("punycode")
        same = "xn--" + letters.encode("punycode").decode("ascii") == label
    except (UnicodeError, ValueError, OverflowError):
        return label
    # "xn--bank-" would read as "bank", which is another name.
    return letters if same and not letters.isascii() and _all_letters(letters) else label


def _all_letters(label: str) -> bool:
    return all(c == "-" or unicodedata.category(c)[0] in "LMN" for c in label)


def _is_numeric(host: str) -> bool:
    return _NUMERIC.fullmatch(host.rpartition(".")[2]) is not None
