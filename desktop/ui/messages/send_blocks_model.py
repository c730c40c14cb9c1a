"""Why a line or a number lets nothing be written, and what To was understood as (B2, A5, B17).

What else stops a send is found by ``preflight_model``.
"""

from dataclasses import dataclass

from desktop import error_words, wording
from desktop.sms.emergency import home_region, is_emergency
from desktop.sms.phone import Kind, NotANumber, Peer, parse, readable, region_of
from desktop.sms.segments import Policy
from desktop.store.lines import Line
from desktop.ui.country import country_name
from desktop.ui.messages.counter import Measure
from desktop.ui.messages.kept_drafts_model import Target
from desktop.wording import tr


@dataclass(frozen=True, slots=True)
class Writing:
    """All that a composer knows of what is being written."""

    target: Target
    recipient: str
    """What stands in *To*, as typed."""
    line: Line | None
    """``None``: the account no longer has it."""
    measured: Measure
    policy: Policy
    listed: bool = True
    """Whether the line's service lists texts; else answers are elsewhere."""

    def peer(self) -> Peer:
        """Who *To* means, read in the line's country. Raises ``NotANumber``."""
        return parse(self.recipient, region_of(self.target.line))

    @property
    def nobody(self) -> bool:
        """Whether the other side is a sender's name that cannot be answered."""
        if self.target.new:
            return False
        try:
            return parse(self.target.peer).kind is Kind.ALPHANUMERIC
        except NotANumber:
            return True


def closed_reason(now: Writing) -> str:
    """Why nothing at all can be written here; "" where it can."""
    line = now.line
    if line is None:
        return error_words.explain("", "line_gone").sentence
    if line.can_send is False:
        return wording.line_reason(
            line.number,
            "receive_only" if line.can_receive else line.reason_code,
            line.reason,
            kind=line.kind,
            country=country_name(line.country),
        )
    if now.nobody:
        return tr("{name} is a sender's name, not a number: nobody can answer it.").format(
            name=now.target.peer
        )
    return ""


def emergency(now: Writing) -> str:
    """Why nobody texts there, where the other side is an emergency number; "" anywhere else."""
    number = now.recipient if now.target.new else now.target.peer
    home = region_of(now.target.line) or (now.line.country if now.line else None)
    return wording.emergency(number) if is_emergency(number, home, home_region()) else ""


def note(now: Writing) -> str:
    """Something to know that stops nothing: replies cannot arrive on a send-only line, or not here (A5)."""
    line = now.line
    if line is not None and line.can_receive is False and line.can_send is not False:
        return wording.line_reason(line.number, "send_only", "")
    if not now.listed:
        return tr("Only what you send from here is shown. Answers are in the service's own app.")
    return ""


def recipient_note(now: Writing, name: str) -> str:
    """The number that *To* was understood as, its country and ``name``, before anything is sent (B2)."""
    if found := emergency(now):
        return found
    try:
        peer = now.peer()
    except NotANumber as error:
        return wording.number_fault(error.fault) if now.recipient.strip() else ""
    if peer.kind is Kind.SHORT_CODE:
        return tr("{code} is a short code: delivery is not certain.").format(code=peer.value)
    if peer.kind is Kind.ALPHANUMERIC:
        return tr("{name} is no number.").format(name=peer.value)
    words = [wording.isolated(readable(peer.value)), country_name(peer.region), name]
    return " · ".join(word for word in words if word)
