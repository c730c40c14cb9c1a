"""The storm: the real program, everything that can go wrong, and three truths that must agree.

    python -m tests.storm --rounds 1000 --seed 1

Every round follows from the seed and its number; what broke a promise is printed with the command that
plays it again. Exit code 1 if anything was found.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.storm.child import MUTANT
from tests.storm.mutants import MUTANTS
from tests.storm.run import Storm
from tests.storm.services import GROUNDS
from tests.storm.surroundings import prepare


def main() -> int:
    """Read the arguments, have it storm, say how it went."""
    parser = argparse.ArgumentParser(prog="make storm", description="The outbox, proven.")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=1, dest="first", help="The number of the first round.")
    parser.add_argument("--workers", type=int, default=1, help="So many storms side by side.")
    parser.add_argument("--service", choices=sorted(GROUNDS), default="cliqtel")
    parser.add_argument("--folder", type=Path, help="Where journals, logs and the summary go.")
    parser.add_argument("--mutant", choices=sorted(MUTANTS), help="A fault of the program to be found.")
    given = parser.parse_args()
    if given.mutant:
        os.environ[MUTANT] = given.mutant  # its processes inherit it
    folder = given.folder or Path(tempfile.mkdtemp(prefix="linedesk-storm-"))
    prepare(folder)
    storm = Storm(given.seed, given.first, given.rounds, folder, sys.stdout.write, given.service)
    code = storm.beside(given.workers) if given.workers > 1 else storm.run()
    sys.stdout.write(f"Everything that was written is in {folder}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
