"""Whether a number can be texted from a line, and why not: asked by every *Message* button."""

from desktop import wording
from desktop.sms.phone import Kind, NotANumber, parse, region_of
from desktop.ui.lines.line_model import Line, send_reason
from desktop.ui.plain import one_line
from desktop.wording import tr


def recipient(line: Line, number: str) -> str:
    """``number`` as it is texted: E.164, or the digits of a short code. A national form is read in the
    line's country (B2). Raises ``NotANumber``."""
    return parse(number, region_of(line.number) or line.country or None).value


def message_reason(line: Line | None, number: str) -> str:
    """Why ``number`` cannot be texted from ``line``, in a sentence; "" where it can (A3, B12)."""
    if line is None:
        return tr("There is no line to text from yet.")
    if reason := send_reason(line):
        return reason
    if not number.strip():
        return tr("There is no number to text.")
    try:
        found = parse(number, region_of(line.number) or line.country or None)
    except NotANumber as trouble:
        return wording.number_fault(trouble.fault)
    if found.kind is Kind.ALPHANUMERIC:
        return tr("{name} is a sender's name, which nobody can answer.").format(name=one_line(found.value))
    return ""
