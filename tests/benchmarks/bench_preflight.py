"""How long preflight takes at a key, on the longest text (B32), and what is known of a number (idea 10)."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop import samples
from desktop.announce import Announcer
from desktop.sms.preflight import preflight
from desktop.sms.segments import outgoing
from desktop.store import conversations, reach
from desktop.store.database import open_database
from tests.benchmarks.conftest import Benchmark
from tests.preflight.ordinary import NUMBERS, facts, texts

MOST = 1600


def long_text(language: str) -> str:
    """1,600 characters of what agents write in this language."""
    written = " ".join(text for one, text in texts() if one == language)
    return outgoing((written * (MOST // len(written) + 1))[:MOST])


@pytest.mark.benchmark(group="preflight")
@pytest.mark.parametrize("language", sorted(NUMBERS))
def test_a_key_in_a_text_of_1600_characters(benchmark: Benchmark, language: str) -> None:
    """Each round another text, so that nothing is remembered."""
    benchmark.extra_info["aim"] = "< 10 ms"
    known = replace(facts(language), replied=False)
    text = long_text(language)
    numbers = itertools.count()
    benchmark.pedantic(
        lambda written: preflight(written, known),
        setup=lambda: ((text[:-5] + f"{next(numbers):05}",), {}),
        rounds=50,
    )


@pytest.mark.benchmark(group="reach")
def test_what_is_known_of_a_number_with_10000_texts(benchmark: Benchmark, tmp_path: Path) -> None:
    """Idea 10."""
    benchmark.extra_info["aim"] = "< 1 ms"
    now = datetime.now(UTC)
    db = open_database(tmp_path / "linedesk.db", Announcer())
    samples.crowd(db, conversations=5, messages=10_100, longest=10_000, now=now)
    thread = max(conversations.listing(db), key=lambda one: one.last_at)
    benchmark.pedantic(
        lambda: reach.of(db, thread.peer, now, account_id=thread.account_id, line=thread.line), rounds=200
    )
    db.close()
