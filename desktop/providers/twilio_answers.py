"""Twilio's answers as a whole: the envelope of a list, the next page, and what an error answer means.

Start here for where the key may go: a next page is followed as it is named, and only inside the account.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from desktop.providers.base import ProviderError, Refused, SignInNeeded, Unreadable
from desktop.providers.http_client import MOST_SAID, clean

_KEY = re.compile(r"[A-Za-z_]{1,40}")
NO_SUCH_KEY = 20003
"""With HTTP 401: account, key and secret do not belong together."""
_NOT_ALLOWED = frozenset({NO_SUCH_KEY, 20006, 20403})
"""With HTTP 403: this key may not do this. Every other code of a 403 says what it is about."""
_NOT_TOO_FAST = frozenset({14107, 63038})
"""With HTTP 429: limits of a day or of a pair of numbers, which waiting some seconds does not lift."""
_NOT_ON_PAGES = re.compile(r"[\\\x00-\x20\x7f]|/\.{1,2}(?:/|$)|%2e|%2f|%5c", re.IGNORECASE)
_ACCOUNT = re.compile(r"AC[0-9a-fA-F]{32}")
_API_KEY = re.compile(r"SK[0-9a-fA-F]{32}")


def rows(body: Any, key: str) -> list[Any]:
    """The rows of a page. Raises ``Unreadable``, naming the top-level keys only."""
    found = body.get(key) if isinstance(body, dict) else None
    if isinstance(body, dict) and isinstance(found, list) and "next_page_uri" in body:
        return found
    told = sorted(key for key in body if _KEY.fullmatch(key))[:20] if isinstance(body, dict) else []
    raise Unreadable(f"no page of {key} under: {', '.join(told)}")


def next_page(body: dict[str, Any], account: str, host: str) -> str | None:
    """The path and query of the next page, verbatim; ``None`` on the last one.

    Raises ``Unreadable`` where it leads to another host or out of the account: the key goes along.
    """
    uri = body["next_page_uri"]
    if uri is None:
        return None
    if not isinstance(uri, str) or not uri.isascii():
        raise Unreadable("the next page has no readable address")
    try:
        parts = urlsplit(uri)
    except ValueError:
        raise Unreadable("the next page has no readable address") from None
    if parts.scheme or parts.netloc:
        if f"{parts.scheme}://{parts.netloc}" != host:
            raise Unreadable("the next page is on another host")
        uri = uri.removeprefix(host)
    if not uri.startswith(f"/2010-04-01/Accounts/{account}/") or _NOT_ON_PAGES.search(uri.partition("?")[0]):
        raise Unreadable("the next page is not of this account")
    return uri


def own(status: int, body: Any) -> bool:
    """Whether an error answer is Twilio's: only those hold its own code, a number (twilio.md 9)."""
    code = body.get("code") if isinstance(body, dict) else None
    return isinstance(code, int) and not isinstance(code, bool)


def meaning(status: int, body: Any) -> ProviderError | None:
    """An error answer with Twilio's own code, as our error; ``None`` where HTTP says it all."""
    if not own(status, body) or (status == 401 and body["code"] != NO_SUCH_KEY):
        return None
    code = body["code"]
    said = clean(body["message"])[:MOST_SAID] if isinstance(body.get("message"), str) else ""
    if status == 401:
        return SignInNeeded(said, code=str(code))
    if status == 403 and code in _NOT_ALLOWED:
        return SignInNeeded(said, allowed=False)
    if status == 429 and code not in _NOT_TOO_FAST:
        return None
    return Refused(str(code), said)


def signed_in(secrets: Mapping[str, str]) -> tuple[str, str]:
    """The account's SID, and the name and password of HTTP Basic.

    ``account_sid`` and ``secret``, with ``key_sid`` where that is an API key's; or all of them in
    ``api_key``, with colons between. Raises ``SignInNeeded`` where no such key can exist.
    """
    joined = [part.strip() for part in secrets.get("api_key", "").strip().split(":")]
    if len(joined) > 1:
        account, key, secret = joined[0], ":".join(joined[1:-1]), joined[-1]
    else:
        account, key, secret = (
            secrets.get(name, "").strip() for name in ("account_sid", "key_sid", "secret")
        )
    printable = secret.isascii() and secret.isprintable() and ":" not in secret
    if not _ACCOUNT.fullmatch(account) or (key and not _API_KEY.fullmatch(key)):
        raise SignInNeeded("", code="key_kind")
    if not secret or not printable:
        raise SignInNeeded("")
    return account, f"{key or account}:{secret}"
