"""Labels of numbers in vCards: from the TYPE of a number to ours, and back."""

from collections.abc import Iterable

from desktop.store.contact_labels import label_of
from desktop.store.contact_records import LABELS

_RANK = ("fax", "pager", "mobile", "main", "work", "home", "other")
"""Of several the one that says most: the fax at work is a fax."""
_SILENT = {"voice", "pref", "internet", "msg", "text", "textphone", "video", "pcs", "car", "isdn", "x400"}


def label_of_types(types: Iterable[str]) -> str:
    """The label for the types of a number; "" where they say nothing."""
    labels = [label_of(word) for word in types if word.lower() not in _SILENT]
    own = next((label.removeprefix("X-").removeprefix("x-") for label in labels if label not in LABELS), "")
    return next((code for code in _RANK if code in labels), own)


def types_of_label(label: str) -> tuple[str, ...] | None:
    """The TYPE of a vCard for one of our labels; ``None`` where it needs words of its own."""
    return {
        "": (),
        "mobile": ("cell",),
        "work": ("work",),
        "home": ("home",),
        "fax": ("fax",),
        "pager": ("pager",),
    }.get(label)
