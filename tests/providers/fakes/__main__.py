"""Serves one fake on loopback: ``python -m tests.providers.fakes twilio --port 8123``.

A fake is ``tests/providers/fakes/<name>.py`` with ``practice()``: its app, and what a client signs in with.
"""

import argparse
import json
import signal
import sys
import threading
from importlib import import_module
from pathlib import Path

from tests.providers.fakes.serving import serving

NAMES = sorted(
    path.stem for path in Path(__file__).parent.glob("*.py") if "\ndef practice(" in path.read_text()
)


def main() -> None:
    """Parse the arguments, serve, and announce the address and the sign-in as one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.providers.fakes", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    asked = parser.parse_args()
    app, secrets = import_module(f"tests.providers.fakes.{asked.name}").practice()
    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: over.set())
    with serving(app, asked.port) as wire:
        sys.stdout.write(json.dumps({"url": wire.url, **secrets}) + "\n")
        sys.stdout.flush()
        over.wait()


if __name__ == "__main__":
    main()
