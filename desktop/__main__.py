"""``python -m desktop`` and the command ``linedesk``: hands to the command line, or opens the window."""

import sys
from pathlib import Path


def main() -> None:
    """The program's entry point; ends the process with its exit code."""
    from desktop.cli.main import run

    run(_open_window, _demo, sys.argv[1:])


def _open_window(profile: Path | None) -> int:
    from desktop.app import run

    return run(profile)


def _demo(profile: Path | None, seed: int | None, pictures: Path | None) -> int:
    from desktop.demo import run

    return run(profile, seed, pictures)


if __name__ == "__main__":
    main()
