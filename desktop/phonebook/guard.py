"""Cells of CSV files that a spreadsheet would take for a formula, and telephone numbers that it would not."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"\+[0-9][0-9 ()\-]*")
"""Its signs can make a sum at most, and reach no function and no file."""


def guarded(cell: str) -> str:
    """``cell`` with an apostrophe before what would begin a formula; ``unguarded`` takes it away again.

    A telephone number with its plus stays as it is.
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """What the cell said before ``guarded``; other programs guard the same way."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
