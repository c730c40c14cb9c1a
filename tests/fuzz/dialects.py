"""True answers of the fakes, and adapters that get whatever a test puts in their place.

Start here to bring another service under ``test_service_payloads``: one more ``Dialect``.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from desktop.providers import close_calls, cloudtalk_calls, salesmsg_calls, twilio_answers
from desktop.providers.base import Credentials, OutgoingText, Provider
from desktop.providers.close import Close
from desktop.providers.cloudtalk import CloudTalk
from desktop.providers.http_client import Meaning, Own, _answer
from desktop.providers.salesmsg import Salesmsg
from desktop.providers.service_clock import ServiceClock
from desktop.providers.twilio import Twilio
from desktop.providers.voipms import VoipMs
from tests.providers.contract.service import STRANGER
from tests.providers.fakes import (
    close,
    cloudtalk,
    cloudtalk_shapes,
    salesmsg,
    salesmsg_shapes,
    twilio,
    voipms,
)
from tests.providers.fakes.carrier import Carrier, Line
from tests.providers.fakes.close_shapes import KEY
from tests.providers.fakes.twilio_shapes import ACCOUNT, KEY_SECRET, KEY_SID

Asked = Callable[[httpx.AsyncClient], Any]
LINE = "+14155550101"
MANY = 200
"""Questions after which a stored service has nothing more to say."""


class Stored:
    """In the place of an adapter's connection: answers that came once, by the name of the question."""

    def __init__(
        self,
        answers: Mapping[str, bytes],
        status: int = 200,
        meaning: Meaning = twilio_answers.meaning,
        own: Own = twilio_answers.own,
    ) -> None:
        self._answers = answers
        self._status = status
        self._meaning = meaning
        self._own = own
        self._asked = 0
        self.clock = ServiceClock()

    def _said(self, name: str) -> Any:
        self._asked += 1
        own = self._own if name == "send" else None
        if self._asked > MANY or name not in self._answers:
            return _answer(httpx.Response(404), bytearray(b'{"message": "Not Found"}'), self._meaning, own)
        return _answer(httpx.Response(self._status), bytearray(self._answers[name]), self._meaning, own)

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> Any:
        """As ``HttpClient.get``."""
        return self._said(path.partition("?")[0].strip("/").removesuffix("/index.json").rpartition("/")[2])

    async def post(self, path: str, body: Mapping[str, Any], *, once: bool = True) -> Any:
        """As ``HttpClient.post``: of a draft, or of the text itself."""
        if path.endswith("/contacts/list"):
            return self._said("contacts")
        return self._said("send" if path.endswith("/send.json") else "draft")

    async def post_query(self, path: str, asked: Mapping[str, str], *, once: bool) -> Any:
        """As ``HttpClient.post_query``."""
        return self._said("send" if once else path.rpartition("/")[2])

    async def put(self, path: str, body: Mapping[str, Any], params: Mapping[str, str] | None = None) -> Any:
        """As ``HttpClient.put``."""
        return self._said("send")

    async def post_form(self, path: str, fields: Mapping[str, str]) -> Any:
        """As ``HttpClient.post_form``."""
        return self._said("send")

    async def post_parts(self, path: str, fields: Mapping[str, str], *, once: bool) -> Any:
        """As ``HttpClient.post_parts``."""
        return self._said("send" if once else fields["method"])

    async def close(self) -> None:
        """Nothing to let go of."""
        return


@dataclass(frozen=True, eq=False)
class Dialect:
    """A service: its true answers by name, those among them that list texts, and its adapter."""

    key: str
    true: Mapping[str, Any]
    texts: tuple[str, ...]
    text: OutgoingText
    adapter: Callable[[Mapping[str, bytes], int], Provider]
    anew: bool = False
    """Whether a pull passes over what stands as it stood, so that everything comes only to the first."""

    def with_answers(self, answers: Mapping[str, bytes], status: int = 200) -> Provider:
        """An adapter that gets these, and the true ones where none is given."""
        whole = {name: json.dumps(answer).encode() for name, answer in self.true.items()}
        return self.adapter({**whole, **answers}, status)


def _carrier() -> Carrier:
    now = datetime.now(UTC)
    carrier = Carrier([Line(LINE, can_mms=True), Line("+18005550103", can_text=False)], lambda: now)
    for number, kind in enumerate(("sms", "mms", "sms")):
        carrier.inbound(STRANGER, LINE, f"it's {number}", kind).at = now - timedelta(hours=number)
    carrier.send(LINE, "+442079460018", "Hello")
    carrier.call(outbound=False, line=LINE, peer=STRANGER, answered=False)
    carrier.call(outbound=True, line=LINE, peer=STRANGER, answered=True, seconds=61)
    for _ in range(3):
        carrier.step()
    return carrier


async def _of_twilio() -> dict[str, Any]:
    home = f"/2010-04-01/Accounts/{ACCOUNT}"
    transport = httpx.ASGITransport(app=twilio.Twilio(_carrier()).app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://twilio", auth=(KEY_SID, KEY_SECRET)
    ) as client:
        names = ("Messages.json", "IncomingPhoneNumbers.json", "Calls.json", "Balance.json")
        answers = {name: (await client.get(f"{home}/{name}")).json() for name in names}
        form = {"To": STRANGER, "From": LINE, "Body": "Hi"}
        answers["send"] = (await client.post(f"{home}/Messages.json", data=form)).json()
    return answers


async def _of_voipms() -> dict[str, Any]:
    fake = voipms.VoipMs(_carrier())
    fake.phonebook = [{"phonebook": "32207", "name": "Jane Smith", "number": "2025550123", "note": None}]
    today = datetime.now(UTC).date()
    days = {"from": f"{today - timedelta(days=2)}", "to": f"{today + timedelta(days=1)}", "limit": "100"}
    span = {"date_from": days["from"], "date_to": days["to"], "timezone": "-5"}
    nothing: dict[str, str] = {}
    asked: dict[str, Mapping[str, str]] = {
        "getSMS": days,
        "getMMS": days,
        **dict.fromkeys(("getDIDsInfo", "getBalance", "getPhonebook", "getIP"), nothing),
        "getCDR": {**span, "answered": "1", "noanswer": "1"},
        "sendSMS": {"did": LINE[2:], "dst": STRANGER[2:], "message": "Hi"},
    }
    transport = httpx.ASGITransport(app=fake.app)
    answers = {}
    async with httpx.AsyncClient(transport=transport, base_url="http://voip.ms") as client:
        for method, fields in asked.items():
            signed = {"api_username": fake.username, "api_password": fake.password, "method": method}
            found = await client.get(voipms.PATH, params={**signed, **fields})
            answers["send" if method == "sendSMS" else method] = found.json()
    return answers


async def _of_close() -> dict[str, Any]:
    fake = close.Close(_carrier())
    lead = fake.add_lead("Jane Smith", STRANGER)
    transport = httpx.ASGITransport(app=fake.app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://close/api/v1", auth=(KEY, "")
    ) as client:
        names = {"me": "me", "phone_number": "phone_number", "lead": "lead", "event": "event"}
        names |= {"sms": "activity/sms", "call": "activity/call"}
        answers = {name: (await client.get(f"/{path}/")).json() for name, path in names.items()}
        told = {"lead_id": lead["id"], "local_phone": LINE, "remote_phone": STRANGER, "text": "Hi"}
        answers["draft"] = (await client.post("/activity/sms/", json={"status": "draft", **told})).json()
        where = f"/activity/sms/{answers['draft']['id']}/"
        answers["send"] = (await client.put(where, json={"status": "outbox"})).json()
    return answers


async def _of_cloudtalk() -> dict[str, Any]:
    fake = cloudtalk.company(_carrier())
    fake.people = [cloudtalk_shapes.person(7, "Jane Smith", STRANGER)]
    transport = httpx.ASGITransport(app=fake.app)
    pair = (cloudtalk_shapes.KEY_ID, cloudtalk_shapes.KEY_SECRET)
    headers = {"Accept": "application/json"}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://cloudtalk/api", auth=pair, headers=headers
    ) as client:
        names = ("agents", "numbers", "calls", "contacts")
        answers = {name: (await client.get(f"/{name}/index.json?limit=1000")).json() for name in names}
        told = {"recipient": STRANGER, "sender": LINE, "message": "Hi"}
        answers["send"] = (await client.post("/sms/send.json", json=told)).json()
    return answers


async def _of_salesmsg() -> dict[str, Any]:
    fake = salesmsg.Salesmsg(_carrier())
    transport = httpx.ASGITransport(app=fake.app)
    async with httpx.AsyncClient(
        transport=transport,
        base_url=f"http://salesmsg{salesmsg_shapes.BASE}",
        headers={"Authorization": f"Bearer {salesmsg_shapes.KEY}"},
    ) as client:
        names = ("users/me", "numbers", "organization/current", "teams")
        answers = {name.rpartition("/")[2]: (await client.get(f"/{name}")).json() for name in names}
        asked = {"filter": "open", "limit": "100"}
        answers["conversations"] = (await client.get("/conversations", params=asked)).json()
        places = [str(row["id"]) for row in answers["conversations"]]
        answers |= {place: (await client.get(f"/messages/{place}")).json() for place in places}
        answers["contacts"] = (await client.post("/contacts/list", json={})).json()
        answers["send"] = (await client.post("/messages/500", params={"message": "Hi"})).json()
    return answers


def _twilio(answers: Mapping[str, bytes], status: int) -> Provider:
    secrets = {"account_sid": ACCOUNT, "key_sid": KEY_SID, "secret": KEY_SECRET}
    provider = Twilio(Credentials("https://twilio.example", secrets))
    provider._http = Stored(answers, status)  # type: ignore[assignment]  # it answers as the real one
    return provider


def _voipms(answers: Mapping[str, bytes], status: int) -> Provider:
    secrets = {"api_username": "agent@example.com", "api_password": "api-Pass-1"}
    provider = VoipMs(Credentials("https://voip.example", secrets), calls_a_second=10**9)
    provider._calls._http = Stored(answers, status)  # type: ignore[assignment]  # likewise
    return provider


def _close(answers: Mapping[str, bytes], status: int) -> Provider:
    provider = Close(Credentials("https://close.example", {"api_key": KEY}))
    stored = Stored(answers, status, close_calls.meaning, close_calls.own)
    provider._calls._http = stored  # type: ignore[assignment]  # likewise
    provider._calls.clock = stored.clock
    return provider


def _cloudtalk(answers: Mapping[str, bytes], status: int) -> Provider:
    secrets = {"access_key_id": "id", "access_key_secret": "secret"}
    provider = CloudTalk(Credentials("https://cloudtalk.example", secrets), pages_a_second=10**9)
    stored = Stored(answers, status, cloudtalk_calls.meaning, cloudtalk_calls.own)
    provider._calls._http = stored  # type: ignore[assignment]  # likewise
    provider._calls.clock = stored.clock
    return provider


def _salesmsg(answers: Mapping[str, bytes], status: int) -> Provider:
    secrets = {"api_key": salesmsg_shapes.KEY}
    provider = Salesmsg(Credentials("https://salesmsg.example", secrets), a_minute=10.0**9)
    stored = Stored(answers, status, salesmsg_calls.meaning, salesmsg_calls.own)
    provider._calls._http = stored  # type: ignore[assignment]  # likewise
    provider._calls.clock = stored.clock
    return provider


DIALECTS = {
    one.key: one
    for one in (
        Dialect(
            "twilio",
            asyncio.run(_of_twilio()),
            ("Messages.json",),
            OutgoingText("PN1", LINE, STRANGER, "Hello"),
            _twilio,
        ),
        Dialect(
            "voipms",
            asyncio.run(_of_voipms()),
            ("getSMS", "getMMS"),
            OutgoingText(LINE[2:], LINE, STRANGER, "Hello"),
            _voipms,
        ),
        Dialect(
            "close",
            asyncio.run(_of_close()),
            ("sms",),
            OutgoingText("phon_1", LINE, STRANGER, "Hi"),
            _close,
        ),
        Dialect(
            "cloudtalk",
            asyncio.run(_of_cloudtalk()),
            (),
            OutgoingText("123", LINE, STRANGER, "Hi"),
            _cloudtalk,
        ),
        Dialect(
            "salesmsg",
            asyncio.run(_of_salesmsg()),
            ("500",),
            OutgoingText("123", LINE, STRANGER, "Hi"),
            _salesmsg,
            anew=True,
        ),
    )
}
