"""The GSM 7-bit default alphabet: which characters a text may hold without becoming Unicode.

Look here for "is this character GSM-7, and does it cost one unit or two". The rules that count and
cut with it are in ``desktop.sms.segments``. Source: 3GPP TS 23.038, clause 6.2.1. The national
language shift tables (clause 6.2.1.2) are left out on purpose: services do not send with them.
"""

import re

# In the order of the standard's table, sixteen codes a line.
_ROWS = (
    "@£$¥èéùìòÇ\nØø\rÅå",
    "Δ_ΦΓΛΩΠΨΣΘΞ" + "ÆæßÉ",  # Code 0x1B between Ξ and Æ is the escape itself: never text.
    " !\"#¤%&'()*+,-./",
    "0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNO",
    "PQRSTUVWXYZÄÖÑÜ§",
    "¿abcdefghijklmno",
    "pqrstuvwxyzäöñüà",
)

BASIC = frozenset("".join(_ROWS))
"""The 127 characters that cost one unit (septet)."""

EXTENSION = frozenset("\f^{}\\[~]|€")
"""The 10 characters that are sent as escape + code and so cost two units."""

NOT_GSM = re.compile(f"[^{re.escape(''.join(sorted(BASIC | EXTENSION)))}]")
"""Finds a character that is in neither table; one such makes the whole text Unicode."""
