"""Fixtures of the practice server's tests."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.sandbox.practice import Practice


@pytest.fixture
def open_practice() -> Iterator[Callable[..., Practice]]:
    """Opens practice accounts with options, and closes them after the test."""
    opened: list[Practice] = []

    def opening(**options: Any) -> Practice:
        opened.append(Practice(**options))
        return opened[-1]

    yield opening
    for practice in opened:
        practice.close()


@pytest.fixture
def practice(open_practice: Callable[..., Practice]) -> Practice:
    """A practice account as it comes."""
    return open_practice()
