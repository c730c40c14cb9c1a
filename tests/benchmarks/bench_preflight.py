"""How long preflight takes at a key, on the longest text that a service takes (B32: under 10 ms)."""

import itertools
from dataclasses import replace

import pytest

from desktop.sms.preflight import preflight
from desktop.sms.segments import outgoing
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
