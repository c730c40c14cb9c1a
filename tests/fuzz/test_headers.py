"""The headers of an answer that are read: how long to wait, what time it is there, how it is packed."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from desktop.providers.http_client import LONGEST_WAIT, retry_after
from desktop.providers.service_clock import ServiceClock
from desktop.providers.unpacked import OddPacking, TooLarge, Unpacked
from tests.fuzz.counting import tried
from tests.fuzz.inputs import DATES, FUZZ, texts

KIND = "headers"
_DAYS = ("Fri", "Mon", "xyz", "")
_ZONES = ("GMT", "+0000", "-1200", "+9999", "-99999999", "EST", "Z", "")
http_dates = st.builds(
    "{}, {} {} {} {:02}:{:02}:{:02} {}".format,
    st.sampled_from(_DAYS),
    st.integers(-1, 40),
    st.sampled_from(("Jan", "Dec", "Foo", "13")),
    st.sampled_from(("0", "1", "1969", "1970", "2026", "9999", "10000", "99", "-5", "9" * 30)),
    st.integers(-1, 25),
    st.integers(-1, 61),
    st.integers(-1, 61),
    st.sampled_from(_ZONES),
)
values = st.one_of(
    texts,
    st.sampled_from(DATES),
    http_dates,
    st.floats().map(str),
    st.integers().map(str),
    st.sampled_from(
        ("1e400", "-0", "0x10", "1_000", "9" * 5000, "٧", "infinity", "-inf", "nan", " 5 ", "5;q=1")
    ),
)


@FUZZ
@given(values, values)
def test_a_wait_is_always_a_bearable_number_of_seconds(header: str, date: str) -> None:
    tried(KIND)
    assert 0.1 <= retry_after({"Retry-After": header, "Date": date}) <= LONGEST_WAIT


@FUZZ
@given(st.lists(values, min_size=1, max_size=3), st.floats(0, 1e6))
def test_the_services_clock_takes_any_date(dates: list[str], later: float) -> None:
    tried(KIND)
    passed = [0.0]
    clock = ServiceClock(lambda: passed[0])
    for date in dates:
        clock.hear({"Date": date})
        passed[0] += later
        told = clock.told
        assert told is None or told.tzinfo is UTC
        clock.now(datetime(2026, 4, 3, tzinfo=UTC)).astimezone()


@FUZZ
@given(texts, st.lists(st.binary(max_size=200), max_size=5))
def test_whatever_an_answer_is_packed_with_is_bytes_or_a_typed_error(
    encoding: str, chunks: list[bytes]
) -> None:
    tried(KIND)
    for named in (encoding, "gzip", ""):
        try:
            unpacked = Unpacked(named, 500)
            for chunk in chunks:
                unpacked.add(chunk)
        except (OddPacking, TooLarge):
            continue
        assert len(unpacked.content) <= 500
