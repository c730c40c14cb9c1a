"""When two texts say the same words: the comparison behind "never unchanged" (C15)."""

import unicodedata


def core(text: str) -> str:
    """``text`` as it is compared: without case, invisible signs, and how many spaces or lines part its words.

    What carriers filter and what a wrong number refuses does not change with any of these.
    """
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", visible).casefold().split())
