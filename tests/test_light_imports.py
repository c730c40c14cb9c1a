"""What a window never needs is not imported, and nobody keeps the sources of what is."""

import subprocess
import sys

LOOK = """
import sys
from desktop.light_imports import lighten
lighten()
import desktop.app, linecache
sources = set(linecache.cache)
import desktop.furnishing
kept = [one for one in set(linecache.cache) - sources if not one.startswith("<")]
print(len(kept), "rich" in sys.modules, "click" in sys.modules)
"""


def test_the_window_keeps_no_sources_and_imports_no_command_line() -> None:
    ended = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["0", "False", "False"]


def test_httpx_works_without_its_command_line() -> None:
    code = "from desktop.light_imports import lighten; lighten(); import httpx; print(httpx.URL('http://a/b').path)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "/b"
