"""The soak: a busy day for the real window, every fault now and then, and what became of the window.

    python -m tests.soak --minutes 30

Exit code 1 if something grew, stalled, flooded the log, or broke a promise about a text.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.soak.run import Soak
from tests.storm.surroundings import prepare


def main() -> int:
    """Read the arguments, soak, say how it went."""
    parser = argparse.ArgumentParser(prog="make soak", description="Long and loud.")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--history", type=int, default=2000, help="Texts that are there before.")
    parser.add_argument("--folder", type=Path, help="Where journal, log, samples and verdict go.")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="linedesk-soak-"))
    prepare(folder)
    code = Soak(given.seed, given.minutes, given.history, folder, sys.stdout.write).run()
    sys.stdout.write(f"Everything that was written is in {folder}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
