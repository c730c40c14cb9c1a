"""Thousands of inputs are one test: its garbage goes while it runs, not at its end."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def collected_meanwhile(collected_here: None) -> Iterator[None]:
    """Python collects by itself here; what earlier tests left goes first, on the thread of their windows."""
    gc.collect()
    gc.enable()
    yield
