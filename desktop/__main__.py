"""``python -m desktop`` and the command ``linedesk``: passes on to the open window, opens it, runs a command.

In this order, because each imports more than the one before: whoever clicks on a link must not wait. And
inside ``main``, so that an end that comes meanwhile (Ctrl+C) is no traceback.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.instance import Claim
    from desktop.start import Start


def main() -> None:
    """The program's entry point; ends the process with its exit code."""
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(130)  # while modules were still being read; later on everyone has their own end


def _run() -> NoReturn:
    from desktop import start

    wanted = start.read(sys.argv[1:])
    if wanted is None:
        from desktop.cli.main import run

        run(_open_window, _demo, sys.argv[1:])
    sys.exit(_demo(wanted, None) if wanted.demo else _open_window(wanted))


def _open_window(wanted: Start) -> int:
    from desktop import start
    from desktop.settings.profile import Profile, default_profile

    profile = Profile(wanted.profile.absolute()) if wanted.profile else default_profile()

    def open_it(claim: Claim | None) -> int:
        from desktop.light_imports import lighten

        lighten()
        from desktop.app import run

        start.prepare_output(verbose=wanted.verbose)
        return run(profile.root, link=wanted.link, background=wanted.background, claim=claim)

    return _as_only_window(profile.root, wanted.link, open_it)


def _demo(wanted: Start, pictures: Path | None) -> int:
    from desktop import start
    from desktop.settings.profile import practice_profile

    profile = practice_profile(wanted.profile, wanted.seed)

    def open_it(claim: Claim | None) -> int:
        from desktop.light_imports import lighten

        lighten()
        from desktop.demo import run

        start.prepare_output(verbose=wanted.verbose)
        return run(profile.root, wanted.seed, pictures, link=wanted.link, claim=claim)

    if pictures is not None or not start.may_have_display():
        return open_it(None)
    return _as_only_window(profile.root, wanted.link, open_it)


def _as_only_window(root: Path, link: str, open_it: Callable[[Claim | None], int]) -> int:
    """Pass ``link`` on to the window of this profile if there is one, else open it."""
    from desktop import instance

    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        claim = instance.claim_or_knock(root, link)
    except OSError:
        return open_it(None)  # it says what is wrong with this folder, if that is more than locks
    except instance.NoAnswer:
        from desktop.wording import tr

        words = tr(
            "Linedesk is already open and does not answer. Wait a moment; if that does not help, end it."
        )
        print(words, file=sys.stderr)
        return 1
    if claim is None:
        return 0
    try:
        return open_it(claim)
    finally:
        claim.release()


if __name__ == "__main__":
    main()
