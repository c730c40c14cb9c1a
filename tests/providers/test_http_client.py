"""What every way of answering badly becomes, and that a key goes nowhere else."""

import asyncio
import gzip
import json
import logging
import socket
from typing import Any

import httpx
import pytest

from desktop.providers import http_client
from desktop.providers.base import (
    Busy,
    OutcomeUnknown,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.providers.http_client import (
    MOST_SAID,
    BadAddress,
    HttpClient,
    checked_address,
    clean,
    said,
)
from tests.providers.odd_server import Reply, Request, answer, odd_server, raw_server
from tests.providers.patience import LITTLE

KEY = "clq_live_0123456789"


async def ask(url: str, method: str = "POST", limits: httpx.Timeout = LITTLE) -> Any:
    headers = {"Authorization": f"Bearer {KEY}"}
    client = HttpClient(url, headers, timeout=limits, own=lambda _, body: isinstance(body, dict))
    try:
        return await (client.post("/send", {"a": 1}) if method == "POST" else client.get("/list", {"q": "1"}))
    finally:
        await client.close()


async def silence(_: Request, writer: asyncio.StreamWriter) -> bytes | None:
    """No answer, and the line stays open until the other side gives up."""
    await writer.wait_closed()
    return None


async def hang_up(_: Request, writer: asyncio.StreamWriter) -> bytes | None:
    writer.transport.abort()
    return None


async def half(_: Request, writer: asyncio.StreamWriter) -> bytes:
    return answer({"data": list(range(100))})[:60]


async def flood(_: Request, writer: asyncio.StreamWriter) -> bytes:
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[")
    for _chunk in range(20):
        writer.write(b"1," * (1024 * 512))
        await writer.drain()
    return b"1]"


ENDS: list[tuple[str, Reply, type[ProviderError]]] = [
    ("no answer", silence, OutcomeUnknown),
    ("the connection breaks", hang_up, OutcomeUnknown),
    ("half an answer", half, OutcomeUnknown),
    ("no HTTP", b"SSH-2.0-OpenSSH_9.2\r\n", OutcomeUnknown),
    ("500", answer({"error": "x"}, "500 Server Error"), OutcomeUnknown),
    ("503 with Retry-After", answer({}, "503 Busy", Retry_After="9"), OutcomeUnknown),
    ("502 HTML", answer(b"<h1>Bad Gateway", "502 Bad Gateway"), OutcomeUnknown),
    ("HTML", answer(b"<!doctype html>", Content_Type="text/html"), Unreadable),
    ("nothing", answer(b""), Unreadable),
    ("204", answer(b"", "204 No Content"), Unreadable),
    ("no UTF-8", answer(b'"\xff\xfe"'), Unreadable),
    ("deep", answer(b"[" * 100_000 + b"]" * 100_000), Unreadable),
    ("a huge number", answer(b"1" * 10_000), Unreadable),
    ("bad gzip", answer(b"no gzip at all", Content_Encoding="gzip"), OutcomeUnknown),
    ("giant", flood, Unreadable),
    ("302 to another host", answer(b"", "302 Found", Location="https://evil.example/"), Unreadable),
    ("307 with JSON", answer({}, "307 Temporary Redirect", Location="/elsewhere"), Unreadable),
    ("400", answer({"message": "no"}, "400 Bad Request"), Refused),
    ("402", answer({"error": "no"}, "402 Payment Required"), Refused),
    ("422", answer({"message": "no", "errors": {"to": ["bad"]}}, "422 Unprocessable"), Refused),
    ("404 HTML", answer(b"<h1>Not Found", "404 Not Found"), Unreadable),
    ("401", answer({"message": "Unauthenticated."}, "401 Unauthorized"), SignInNeeded),
    ("401 HTML", answer(b"<h1>", "401 Unauthorized"), SignInNeeded),
    ("403", answer({"message": "Forbidden"}, "403 Forbidden"), SignInNeeded),
    ("403 HTML", answer(b"<h1>Blocked", "403 Forbidden"), Unreadable),
    ("429", answer({}, "429 Too Many Requests", Retry_After="7"), Busy),
    ("429 HTML", answer(b"<h1>slow down", "429 Too Many Requests"), Busy),
    ("408", answer({"message": "late"}, "408 Request Timeout"), Refused),
]
FOREIGN = frozenset({"401 HTML", "429 HTML", "408"})
"""What says nothing about a POST: a proxy may have passed it on before."""


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize(("name", "reply", "error"), ENDS, ids=[end[0] for end in ENDS])
async def test_every_bad_answer_is_one_typed_error_after_one_request(
    name: str, reply: Reply, error: type[ProviderError], method: str
) -> None:
    """A request that left and got no usable answer is an unknown outcome; none is repeated."""
    if method == "POST" and name in FOREIGN:
        error = Unreadable
    async with odd_server(reply) as server:
        with pytest.raises(ProviderError) as caught:
            await ask(server.url, method, httpx.Timeout(10.0) if reply is flood else LITTLE)
    assert type(caught.value) is error
    assert len(server.requests) == 1


async def test_a_good_answer_is_its_json() -> None:
    async with odd_server(answer({"data": [1, "é", None]})) as server:
        assert await ask(server.url) == {"data": [1, "é", None]}
        assert await ask(server.url, "GET") == {"data": [1, "é", None]}
        packed = answer(gzip.compress(b'{"a": 1}'), Content_Encoding="gzip")
        server.replies[:] = [packed]
        assert await ask(server.url, "GET") == {"a": 1}
    assert server.requests == ["POST /send", "GET /list?q=1", "GET /list?q=1"]
    assert json.loads(server.asked[0].body) == {"a": 1}
    assert {one.headers["authorization"] for one in server.asked} == {f"Bearer {KEY}"}


async def test_a_refused_connection_means_that_nothing_was_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unreachable):
        await ask(f"http://127.0.0.1:{port}")


async def test_why_a_server_cannot_be_reached_is_told_where_it_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """For whoever typed the address: a name that leads nowhere, or a connection that is not secure."""

    def nowhere(*_: object, **__: object) -> object:
        raise socket.gaierror(-2, "Name or service not known")

    async def no_tls(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"no TLS here\r\n")
        await writer.drain()

    async with raw_server(no_tls) as url:
        with pytest.raises(Unreachable) as insecure:
            await ask(url.replace("http://", "https://"))
    assert insecure.value.code == "tls"
    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(Unreachable) as unnamed:
        await ask("https://localhost")
    assert unnamed.value.code == "no_such_host"


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (silence, "timeout"),
        (answer(b"", "302 Found", Location="/elsewhere"), "redirect"),
        (answer(b"<h1>Not Found", "404 Not Found"), "http_404"),
        (answer(b"<!doctype html>"), "http_200"),
    ],
    ids=["silence", "redirect", "404", "a page for people"],
)
async def test_what_kind_of_unusable_answer_came_is_told(reply: Reply, code: str) -> None:
    async with odd_server(reply) as server:
        with pytest.raises(OutcomeUnknown) as caught:
            await ask(server.url, "GET", LITTLE)
    assert caught.value.code == code


async def test_a_key_that_is_known_but_not_allowed_is_told_apart_from_a_wrong_one() -> None:
    for status, allowed in (("401 Unauthorized", True), ("403 Forbidden", False)):
        async with odd_server(answer({"message": "no"}, status)) as server:
            with pytest.raises(SignInNeeded) as caught:
                await ask(server.url, "GET")
        assert caught.value.allowed is allowed


async def test_an_answer_that_trickles_has_an_end_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    async def trickle(_: Request, writer: asyncio.StreamWriter) -> bytes:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[")
        while not writer.is_closing():
            writer.write(b"1,")
            await asyncio.sleep(0.02)
        return b""

    monkeypatch.setattr(http_client, "WHOLE", 0.3)
    async with odd_server(trickle) as server:
        with pytest.raises(OutcomeUnknown):
            await ask(server.url, limits=httpx.Timeout(30))


async def test_each_send_has_a_connection_of_its_own_and_reading_shares_one() -> None:
    """An idle connection that the server just closed would look like an unknown outcome."""
    connections: list[object] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(writer)
        while await reader.readline():
            length = 0
            while (line := await reader.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length"):
                    length = int(line.split(b":")[1])
            await reader.readexactly(length)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            await writer.drain()

    async with raw_server(serve) as url:
        client = HttpClient(url, {})
        for _ in range(3):
            await client.get("/list")
        assert len(connections) == 1
        for _ in range(3):
            await client.post("/send", {})
        assert len(connections) == 4
        await client.close()


async def test_a_redirect_is_not_followed_and_the_key_stays() -> None:
    async with odd_server(answer({"ok": True})) as other:
        away = answer(b"", "302 Found", Location=f"{other.url}/steal")
        async with odd_server(away) as server:
            for method in ("GET", "POST"):
                with pytest.raises(Unreadable):
                    await ask(server.url, method)
    assert other.requests == []


@pytest.mark.parametrize("reply", [end[1] for end in ENDS], ids=[end[0] for end in ENDS])
async def test_the_key_is_in_no_error_log_or_repr(reply: Reply, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with odd_server(reply) as server:
            client = HttpClient(server.url, {"Authorization": f"Bearer {KEY}"}, timeout=LITTLE)
            with pytest.raises(ProviderError) as caught:
                await client.post("/send", {"body": "private words"})
            error: BaseException | None = caught.value
            shown = [repr(client), repr(vars(client))]
            while error is not None:
                shown.append(f"{error!r} {error}")
                error = error.__cause__ or error.__context__
            await client.close()
    text = " ".join([*shown, caplog.text])
    assert KEY not in text and "private words" not in text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"error": " Failed to send SMS "}, "Failed to send SMS"),
        ({"success": False, "message": "no"}, "no"),
        ({"error": {"code": 7, "message": "inner"}}, "inner"),
        ({"error": {"text": "inner"}}, "inner"),
        ({"error": {"text": None}}, ""),
        ({"detail": "d"}, "d"),
        ({"errors": {"to": ["bad to", "worse"], "body": "long"}}, "bad to; worse; long"),
        ({"errors": ["one", 2, "three"]}, "one; three"),
        ({"message": "", "errors": {}}, ""),
        ({"message": 7}, ""),
        ("text", ""),
        ([], ""),
        (None, ""),
        ({"error": "half \ud83d"}, "half �"),
        ({"error": "x" * 5000}, "x" * MOST_SAID),
    ],
)
def test_the_services_words_are_found_where_they_usually_are(body: Any, words: str) -> None:
    """C10: and are text that can be stored and shown, whatever came."""
    assert said(body) == words


@pytest.mark.parametrize(
    ("value", "text"),
    [("a\ud800b", "a�b"), ("\ud83d\ude00", "😀"), ("\0\u202e", "\0\u202e"), (7, "7"), (None, "None")],
)
def test_half_a_character_never_reaches_the_store(value: object, text: str) -> None:
    assert clean(value) == text


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "no_address"),
        ("cliqtel.com", "no_address"),
        ("ftp://cliqtel.com", "no_address"),
        ("https://", "no_address"),
        ("https:///path", "no_address"),
        ("https://cliqtel.com:port", "no_address"),
        ("https://cliqtel.com:99999", "no_address"),
        ("https://[::1", "no_address"),
        ("https://exa mple.com", "no_address"),
        ("https://-.example..com\u2100", "no_address"),
        ("https://cliqtel.com?key=1", "no_address"),
        ("https://cliqtel.com#x", "no_address"),
        ("https://me:secret@cliqtel.com", "secret_in_address"),
        ("http://cliqtel.com", "plain_http"),
        ("http://192.168.1.9:8000", "plain_http"),
        ("http://0.0.0.0:8000", "plain_http"),
        ("http://localhost.example", "plain_http"),
        ("http://127.0.0.1.example", "plain_http"),
    ],
)
def test_an_address_that_no_request_may_go_to_is_refused(url: str, reason: str) -> None:
    """Over plain http to another computer the key could be read on its way."""
    with pytest.raises(BadAddress, match=reason):
        checked_address(url)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (" https://cliqtel.com/ ", "https://cliqtel.com"),
        ("https://cliqtel.com/base//", "https://cliqtel.com/base"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
    ],
)
def test_an_address_loses_only_its_end(url: str, address: str) -> None:
    assert checked_address(url) == address


async def test_a_path_in_the_address_stays_before_every_call() -> None:
    async with odd_server(answer({})) as server:
        await ask(f"{server.url}/base/")
    assert server.requests == ["POST /base/send"]


def test_the_library_below_logs_no_addresses() -> None:
    """Some services put numbers and texts into theirs."""
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("httpcore").isEnabledFor(logging.INFO)


async def test_without_knowing_the_services_manner_no_error_says_that_a_text_was_not_taken() -> None:
    """I7: reading has no such doubt."""
    async with odd_server(answer({"message": "no"}, "400 Bad Request")) as server:
        client = HttpClient(server.url, {})
        with pytest.raises(Unreadable) as caught:
            await client.post("/send", {})
        with pytest.raises(Refused):
            await client.get("/list")
        await client.close()
    assert caught.value.code == "http_400"


async def test_a_form_is_sent_once_and_a_services_own_codes_get_their_meaning() -> None:
    """Of refusals alone: what a 5xx says does not tell whether the request was carried out."""
    told = {"code": 21211, "message": "no number"}
    for status, code in (("400 Bad Request", "21211"), ("500 Oops", "")):
        async with odd_server(answer(told, status)) as server:
            client = HttpClient(
                server.url,
                {},
                meaning=lambda _, body: Refused(str(body["code"]), ""),
                own=lambda _, body: "code" in body,
            )
            with pytest.raises(ProviderError) as caught:
                await client.post_form("/send", {"To": "+1 2", "Body": "a&b=é"})
            await client.close()
        assert getattr(caught.value, "code", None) == code
        assert [request.body for request in server.asked] == [b"To=%2B1+2&Body=a%26b%3D%C3%A9"]
