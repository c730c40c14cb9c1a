"""Whether two texts have the same words, though one of them has been at a service and back.

Look here for what a service may leave out of a text without making it another one.
"""

import re

from desktop.sms.cuts import SPACE

_QUOTED = re.compile(r"(?<!\\)\\+(?=['\"])")
"""Looked for from the first backslash only: a text of nothing but them would take for ever otherwise."""


def unescaped(text: str) -> str:
    """``text`` without the backslashes right before a quote, which VoIP.ms puts there (voipms.md 1)."""
    return _QUOTED.sub("", text)


def bare(text: str) -> str:
    """What of ``text`` every service gives back: no white space around it, no backslash before a quote."""
    return unescaped(text.strip(SPACE))
