"""Twilio Lookup v2: what kind of number somebody has. Each question costs money, so only a person asks one.

It lives on a host of its own, which is one of Twilio's; with another address (``--url``, tests) it is asked
there. Unverified and read tolerantly: how toll-free is spelled, and which keys may ask.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from desktop.providers import twilio_answers
from desktop.providers.base import Refused, Unreadable
from desktop.providers.http_client import HttpClient
from desktop.providers.offers import NumberKind
from desktop.providers.twilio_rows import word_of

HOST = "https://lookups.twilio.com"


class Lookups:
    """Asks with an account's key; ``host`` is where the account itself is."""

    def __init__(self, host: str, key: Mapping[str, str], timeout: httpx.Timeout) -> None:
        name = urlsplit(host).hostname or ""
        theirs = name == "twilio.com" or name.endswith(".twilio.com")
        self._http = HttpClient(
            HOST if theirs else host, key, timeout=timeout, meaning=twilio_answers.meaning
        )

    async def number_kind(self, number: str) -> NumberKind:
        """Line type and carrier of a number (E.164). Raises ``Refused`` where it has no answer."""
        body = await self._http.get(
            f"/v2/PhoneNumbers/{quote(number, safe='')}", {"Fields": "line_type_intelligence"}
        )
        return kind_of(body)

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.close()


def kind_of(body: Any) -> NumberKind:
    """What an answer says. Raises ``Refused`` with its error code, ``Unreadable`` where it says nothing."""
    if not isinstance(body, dict) or not isinstance(body.get("valid"), bool):
        raise Unreadable("no answer about a number")
    told = body.get("line_type_intelligence")
    if not isinstance(told, dict):
        return NumberKind(body["valid"])
    code = word_of(told.get("error_code"))
    if code:
        raise Refused(code, "")
    return NumberKind(body["valid"], word_of(told.get("type")), word_of(told.get("carrier_name")))
