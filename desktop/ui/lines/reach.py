"""Whether a number can be texted or called from a line, and why not: asked by every *Message* and *Call*."""

from desktop import wording
from desktop.sms.emergency import home_region, is_emergency
from desktop.sms.phone import Kind, NotANumber, parse, region_of
from desktop.ui.lines.line_model import Line, send_reason, shown_number
from desktop.ui.plain import one_line
from desktop.wording import tr


def recipient(line: Line, number: str) -> str:
    """``number`` as it is texted: E.164, or the digits of a short code. A national form is read in the
    line's country (B2). Raises ``NotANumber``."""
    return parse(number, home_of(line)).value


def message_reason(line: Line | None, number: str) -> str:
    """Why ``number`` cannot be texted from ``line``, in a sentence; "" where it can (A3, B12)."""
    if line is None:
        return tr("There is no line to text from yet.")
    if reason := send_reason(line):
        return reason
    if not number.strip():
        return tr("There is no number to text.")
    if is_emergency_for(line, number):
        return wording.emergency(number)
    try:
        found = parse(number, home_of(line))
    except NotANumber as trouble:
        return wording.number_fault(trouble.fault)
    if found.kind is Kind.ALPHANUMERIC:
        return tr("{name} is a sender's name, which nobody can answer.").format(name=one_line(found.value))
    return ""


def call_reason(line: Line | None, number: str) -> str:
    """Why ``number`` cannot be called for ``line``, in a sentence; "" where it can.

    An emergency number can always be called: no line's lack of voice stands before it.
    """
    if number.strip() and is_emergency_for(line, number):
        return ""
    if line is None:
        return tr("There is no line to call for yet.")
    if reason := voice_reason(line):
        return reason
    if not number.strip():
        return tr("There is no number to call.")
    try:
        found = parse(number, home_of(line))
    except NotANumber as trouble:
        return wording.number_fault(trouble.fault)
    if found.kind is Kind.ALPHANUMERIC:
        return tr("{name} is a sender's name, which nobody can call.").format(name=one_line(found.value))
    return ""


def voice_reason(line: Line) -> str:
    """Why nothing is called for this line; "" where something can be, or nobody says ("Greyed states")."""
    if line.can_call is not False:
        return ""
    words = tr("{number} cannot call: the service offers no voice for it. Choose another line to call.")
    return words.format(number=shown_number(line))


def dialpad_reason(line: Line | None) -> str:
    """Why the whole dialpad is greyed: the line is known neither to call nor to text. "" where it may open.

    A line that does one of both keeps its dialpad, with the other button greyed; Calls is never greyed,
    because what was called stays worth reading.
    """
    if line is None or line.can_send is not False:
        return ""
    return voice_reason(line)


def home_of(line: Line | None) -> str | None:
    """The country (ISO 3166-1) in which a national form is read for this line."""
    return None if line is None else region_of(line.number) or line.country or None


def is_emergency_for(line: Line | None, number: str) -> bool:
    """Whether ``number`` is an emergency number everywhere, in the line's country or in the computer's."""
    return is_emergency(number, home_of(line), home_region())
