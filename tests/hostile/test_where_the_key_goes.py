"""The key goes to one server and to no other: redirects, TLS, plain http, proxies."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from desktop.providers import http_client
from desktop.providers.base import OutcomeUnknown, Unreachable, Unreadable
from desktop.providers.http_client import BadAddress, HttpClient, checked_address
from tests.providers.odd_server import answer, odd_server, raw_server

ROOT = Path(__file__).parent.parent.parent
CERTIFICATES = Path(__file__).parent / "certificates"
KEY = "clq_live_0123456789"
BODY = "private words"


async def ask(url: str, method: str) -> None:
    client = HttpClient(url, {"Authorization": f"Bearer {KEY}"}, timeout=httpx.Timeout(5.0))
    try:
        await (client.post("/send", {"body": BODY}) if method == "POST" else client.get("/list"))
    finally:
        await client.close()


@dataclass
class Overheard:
    """What a server got: its address, how often somebody connected, and every byte that came."""

    url: str = ""
    connections: int = 0
    bytes: bytearray = field(default_factory=bytearray)


@asynccontextmanager
async def listening(reply: bytes = b"") -> AsyncIterator[Overheard]:
    """A server that takes all that comes, and answers ``reply`` to the first of it."""
    heard = Overheard()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.connections += 1
        heard.bytes += await reader.read(65_536)
        writer.write(reply)
        await writer.drain()
        if reply:
            heard.bytes += await reader.read(65_536)

    async with raw_server(serve) as heard.url:
        yield heard


@asynccontextmanager
async def listening_over_tls(certificate: str) -> AsyncIterator[Overheard]:
    """A server on loopback with one of the certificates of this folder."""
    heard = Overheard()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / certificate)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.connections += 1
        heard.bytes += await reader.readuntil(b"\r\n\r\n")
        writer.write(answer({"ok": True}))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    heard.url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield heard
    finally:
        server.close()
        await asyncio.sleep(0)


@pytest.fixture
def fresh_tls() -> Iterator[None]:
    """Certificates are read anew, so that the environment counts, and again after the test."""
    http_client.tls.cache_clear()
    yield
    http_client.tls.cache_clear()


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 305, 307, 308, 399])
async def test_a_redirect_to_another_server_reaches_nobody(status: int, method: str) -> None:
    async with listening() as other:
        place = other.url.removeprefix("http:")
        for location in (f"{other.url}/steal", f"{place}/steal", f"http://x@{place[2:]}/", other.url.upper()):
            away = answer({}, f"{status} Away", Location=location, Refresh=f"0; url={location}")
            async with odd_server(away) as server:
                with pytest.raises(Unreadable) as caught:
                    await ask(server.url, method)
            assert caught.value.code == "redirect"
            assert len(server.requests) == 1
    assert other.connections == 0


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_redirect_to_the_same_server_is_not_followed_either(method: str) -> None:
    """One click on Send is one request: a second one could be a second text."""
    async with odd_server(answer({}, "308 Permanent Redirect", Location="/send")) as server:
        with pytest.raises(Unreadable):
            await ask(server.url, method)
    assert len(server.requests) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("certificate", ["loopback.pem", "elsewhere.pem"])
async def test_a_server_with_a_certificate_of_its_own_making_gets_nothing(
    certificate: str, method: str, fresh_tls: None
) -> None:
    async with listening_over_tls(certificate) as server:
        with pytest.raises(Unreachable) as caught:
            await ask(server.url, method)
    assert caught.value.code == "tls"
    assert not server.bytes


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_good_certificate_of_another_host_is_not_good_enough(
    method: str, fresh_tls: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "elsewhere.pem"))
    async with listening_over_tls("elsewhere.pem") as server:
        with pytest.raises(Unreachable) as caught:
            await ask(server.url, method)
    assert caught.value.code == "tls"
    assert not server.bytes


async def test_a_certificate_that_the_environment_names_is_trusted_beside_the_others(
    fresh_tls: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A company's own authority: named by SSL_CERT_FILE, it adds to those that are trusted anyway."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "loopback.pem"))
    async with listening_over_tls("loopback.pem") as server:
        await ask(server.url, "POST")
    assert f"Bearer {KEY}".encode() in server.bytes
    certain = httpx.create_ssl_context(trust_env=False).get_ca_certs()
    trusted = http_client.tls().get_ca_certs()
    assert all(one in trusted for one in certain)


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
@pytest.mark.parametrize("value", ["", "/nowhere", __file__])
def test_nothing_in_the_environment_takes_the_verification_away(
    name: str, value: str, fresh_tls: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYTHONHTTPSVERIFY", "0")
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    context = http_client.tls()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert not context.keylog_filename  # it would let others read what is said
    assert context.get_ca_certs()


def test_nothing_in_the_program_turns_the_verification_off() -> None:
    off = re.compile(
        r"verify\s*=\s*False|CERT_NONE|CERT_OPTIONAL|check_hostname\s*=\s*False|_create_unverified|"
        r"follow_redirects\s*=\s*True|verify_mode|trust_env\s*=\s*True|[\"']--?(?:insecure|no-verify)"
    )
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "desktop").rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if off.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://evil.example#127.0.0.1",
        "http://evil.example?@127.0.0.1",
        "http://127.0.0.1@evil.example",
        "http://127.0.0.1:80@evil.example",
        "http://127.0.0.1\\@evil.example",
        "http://evil.example\\@127.0.0.1",
        "http://127.0.0.1%2eevil.example",
        "http://127.0.0.1%00.evil.example",
        "http://127.0.0.1%40evil.example",
        "http://127.0.0.1/@evil.example/../..//evil.example:x",
        "http://@127.0.0.1",
        "http://2130706433",
        "http://0x7f000001",
        "http://0x7f.1",
        "http://0177.0.0.1",
        "http://127.1",
        "http://127.0.0.01",
        "http://１２７.０.０.１",
        "http://127。0。0。1",
        "http://ⓛocalhost",
        "http://lоcalhost",
        "http://localhost\u202e",
        "http://localhost\u200b",
        "http://localhost.",
        "http://0.0.0.0",
        "http://[::]",
        "http://[::ffff:8.8.8.8]",
        "http://[::ffff:808:808]",
        "http://[fe80::1]",
        "http://[::1].evil.example",
        "http://[::1]evil.example",
        "http://xn--lcalhost-n4a",
        "http:/\\evil.example",
        "http:evil.example",
        "HTTP://evil.example",
        "hTTp://evil.example",
        "http://\tevil.example",
        "http://evil.example\n",
        "http://169.254.169.254",
        "http://10.0.0.1",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/plain,x",
        "//127.0.0.1",
    ],
)
def test_plain_http_goes_nowhere_but_to_this_computer(url: str) -> None:
    """Whatever an address is made to look like: no other host is asked without TLS."""
    try:
        address = checked_address(url)
    except BadAddress:
        return
    assert httpx.URL(address).host in ("127.0.0.1", "::1", "localhost")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000", "http://[::1]:8000", "http://LOCALHOST:1", "http://127.9.9.9"]
)
def test_plain_http_to_this_computer_is_possible(url: str) -> None:
    assert checked_address(url) == url


PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_what_is_said_to_this_computer_passes_no_proxy(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with listening() as proxy, odd_server(answer({"ok": True})) as server:
        for name in PROXIES:
            monkeypatch.setenv(name, proxy.url)
        await ask(server.url, method)
    assert proxy.connections == 0
    assert len(server.requests) == 1


async def test_a_proxy_on_the_way_gets_to_know_the_host_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is asked for a tunnel; and a tunnel that leads to no TLS is none."""
    async with listening(b"HTTP/1.1 200 OK\r\n\r\n") as proxy:
        for name in PROXIES:
            monkeypatch.setenv(name, proxy.url)
        with pytest.raises((Unreachable, OutcomeUnknown)):
            await ask("https://elsewhere.example", "POST")
    assert proxy.bytes.startswith(b"CONNECT elsewhere.example:443")
    assert KEY.encode() not in proxy.bytes
    assert BODY.encode() not in proxy.bytes


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:9", "nonsense://x", "http://[::1", "http://me:hidden@x:y"]
)
async def test_a_proxy_that_is_none_is_said_before_anything_is_sent(
    proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(Unreachable) as caught:
        await ask("https://elsewhere.example", "POST")
    assert caught.value.code == "proxy"
    assert "hidden" not in f"{caught.value!r} {caught.value.__cause__!r}"
