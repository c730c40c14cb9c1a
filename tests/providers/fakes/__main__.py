"""Serves one fake on loopback: ``python -m tests.providers.fakes twilio --port 8123``.

A fake is ``tests/providers/fakes/<name>.py`` with ``practice()``: its app, and what a client signs in with;
``api_key`` is all of that in one, as an environment variable can hold it.
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
    """Parse the arguments, serve, and announce how to sign in: as JSON, and as a command to paste."""
    parser = argparse.ArgumentParser(prog="python -m tests.providers.fakes", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    asked = parser.parse_args()
    module = import_module(f"tests.providers.fakes.{asked.name}")
    app, secrets = module.practice()
    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: over.set())
    with serving(app, asked.port, dated=not getattr(module, "DATES_ITSELF", False)) as wire:
        sys.stderr.write(
            "Sign in from another terminal:\n"
            f"  KEY='{secrets['api_key']}' linedesk account add {asked.name} --name Practice"
            f" --url {wire.url} --secret-env KEY\n"
        )
        sys.stdout.write(json.dumps({"url": wire.url, **secrets}) + "\n")
        sys.stdout.flush()
        over.wait()


if __name__ == "__main__":
    main()
