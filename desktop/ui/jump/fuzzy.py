"""How well a few letters fit a name: beginnings first, then parts, then letters in their order."""

import re
from collections.abc import Callable

NO_FIT = 99
"""Worse than anything that fits."""


def fitting(wanted: str) -> Callable[[str, str, str], int]:
    """A function that tells how well a (title, rest, digits) fits ``wanted``: 0 is best, ``NO_FIT`` not.

    All words must be folded (without case and accents) before. Each word of
    ``wanted`` has to be found; a number is found by any run
    of its digits, with or without the 0 before the area code.
    """
    words = wanted.split()
    whole = " ".join(words)
    letters = "".join(words)
    number = "".join(one for one in letters if one.isdecimal())
    is_number = bool(number) and not any(one.isalpha() for one in letters)
    run = number.lstrip("0") or number
    in_order = re.compile(".*?".join(map(re.escape, letters)))

    def fit(title: str, rest: str, digits: str) -> int:
        if title.startswith(whole):
            return 0
        if f" {whole}" in title:
            return 1
        if is_number and digits and run in digits:
            return 2
        if whole in title:
            return 3
        if all(word in title or word in rest for word in words):
            return 4
        # A letter here and one there fits nearly everybody: only the title, and only from the third on.
        return 5 if len(letters) > 2 and in_order.search(title) else NO_FIT

    return fit
