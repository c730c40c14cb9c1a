"""Renews the table of the services in README.md: ``make service-table``.

Run it after an adapter reports something new; a test says when that was forgotten.
"""

import asyncio
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- services -->\n", "<!-- end of services -->\n"


def renewed(text: str) -> str:
    """``text`` with the table as it is now between its two marks. Raises ``ValueError`` without them."""
    from desktop.cli.service_table import table
    from desktop.cli.services import markdown, reported

    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the marks around the table of the services are gone")
    return f"{before}{begin}\n{markdown(table(asyncio.run(reported())))}\n{end}{after}"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    page = ROOT / "README.md"
    page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
