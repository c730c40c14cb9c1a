"""What a start of the window was asked for, read without the command line's own libraries.

Look here for the options of the window itself: ``--text``, ``--call``, ``--background`` and links as
arguments. Whatever is not understood here is the command line's to read or to refuse (``cli/main.py``).
Reading it by hand keeps a second start, which only passes a link on, below a fifth of a second.
"""

import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LINKS = ("sms:", "smsto:", "tel:", "callto:", "sip:", "sips:")
"""How the links begin that a start takes as an argument (product row "URI handlers")."""


@dataclass(frozen=True)
class Start:
    """A window is wanted, on ``profile`` or on the default one."""

    profile: Path | None = None
    link: str = ""
    """What it is to be filled with; "" for nothing."""
    background: bool = False
    """Behind the tray's icon, where there is one."""
    verbose: bool = False
    demo: bool = False
    seed: int | None = None
    """Of the practice customers, in the demo."""


def read(arguments: Sequence[str]) -> Start | None:
    """The start that ``arguments`` ask for; ``None``: a command, a request for help, or a mistake."""
    words = list(arguments)
    values: dict[str, str] = {}
    flags: set[str] = set()
    links: list[str] = []
    while words:
        word = words.pop(0)
        name, equals, value = word.partition("=")
        if word.lower().startswith(LINKS):
            links.append(word)
        elif name in ("--profile", "--seed", "--text", "--body", "--call") and name not in values:
            if not equals and not words:
                return None
            values[name] = value if equals else words.pop(0)
        elif word in ("--verbose", "--background", "demo") and word not in flags:
            flags.add(word)
        else:
            return None
    links += _as_links(values)
    if len(links) > 1 or ("--body" in values and "--text" not in values):
        return None
    if "--seed" in values and ("demo" not in flags or not values["--seed"].isdecimal()):
        return None
    return Start(
        profile=Path(values["--profile"]) if "--profile" in values else None,
        link=links[0] if links else "",
        background="--background" in flags,
        verbose="--verbose" in flags,
        demo="demo" in flags,
        seed=int(values["--seed"]) if "--seed" in values else None,
    )


def may_have_display() -> bool:
    """Whether a window might be shown to somebody; whether it really can is tried by ``desktop.demo``."""
    if os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
        return False
    here = sys.platform in ("win32", "darwin")
    return here or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepare_output(*, verbose: bool) -> None:
    """Make stdout and stderr take any character, and let the log speak on stderr: errors, or all of it."""
    from desktop import plain_log

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A character that the terminal's encoding lacks is no reason to end.
            stream.reconfigure(errors="backslashreplace")
    plain_log.speak(sys.stderr, verbose=verbose)


def text_link(number: str, body: str = "") -> str:
    """The link that ``--text`` and ``--body`` stand for, so that all roads into the window are one."""
    from urllib.parse import quote

    words = body.encode("utf-8", "replace")
    return f"sms:{quote(number, safe='+', errors='replace')}" + (f"?body={quote(words)}" if body else "")


def call_link(number: str) -> str:
    """The link that ``--call`` stands for."""
    from urllib.parse import quote

    return f"tel:{quote(number, safe='+', errors='replace')}"


def _as_links(values: dict[str, str]) -> list[str]:
    found = []
    if "--text" in values:
        found.append(text_link(values["--text"], values.get("--body", "")))
    if "--call" in values:
        found.append(call_link(values["--call"]))
    return found
