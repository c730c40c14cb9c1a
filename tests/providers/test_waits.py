"""How long to wait after "too fast": read from whatever an answer says of it."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from desktop.providers.base import Busy
from desktop.providers.http_client import LONGEST_WAIT, HttpClient
from tests.providers.odd_server import answer, odd_server
from tests.providers.patience import LITTLE


async def ask(url: str) -> None:
    client = HttpClient(url, {}, timeout=LITTLE)
    try:
        await client.get("/list")
    finally:
        await client.close()


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("1.5", 1.5),
        ("0", 0.1),
        ("-5", 0.1),
        ("99999999", LONGEST_WAIT),
        ("inf", LONGEST_WAIT),
        ("nan", 5.0),
        ("soon", 5.0),
        ("", 5.0),
        ("Mon, 01 Jan 2001 00:00:00 GMT", 0.1),
        ("Fri, 01 Jan 9999 00:00:00 GMT", LONGEST_WAIT),
        ("Fri, 31 Dec 9999 23:59:59 -1200", 5.0),
    ],
)
async def test_how_long_to_wait_is_read_from_whatever_stands_there(header: str, seconds: float) -> None:
    """B28."""
    async with odd_server(answer({}, "429 Too Many Requests", Retry_After=header)) as server:
        with pytest.raises(Busy) as caught:
            await ask(server.url)
    assert caught.value.retry_after == seconds


async def test_a_moment_to_come_back_at_is_a_wait() -> None:
    when = format_datetime(datetime.now(UTC) + timedelta(minutes=30))
    async with odd_server(answer({}, "429 Too Many Requests", Retry_After=when)) as server:
        with pytest.raises(Busy) as caught:
            await ask(server.url)
    assert 1500 < caught.value.retry_after <= 1800


async def test_a_moment_to_come_back_at_is_read_by_the_clock_that_told_it() -> None:
    """Ours may be wrong by hours: a minute stays a minute."""
    told = datetime.now(UTC) - timedelta(hours=5)
    headers = {"Date": format_datetime(told), "Retry_After": format_datetime(told + timedelta(minutes=1))}
    async with odd_server(answer({}, "429 Too Many Requests", **headers)) as server:
        with pytest.raises(Busy) as caught:
            await ask(server.url)
    assert caught.value.retry_after == 60
