"""What one row of a thread says of itself: its sentence, what hovering tells, the evidence of a doubt.

Look here for the words of a text's state and of a call between the texts.
"""

from datetime import UTC, datetime

from desktop import wording
from desktop.sms.delivery import State
from desktop.store.messages import Message
from desktop.store.timeline import Entry, TimelineCall
from desktop.ui import moments
from desktop.ui.calls import kind_model
from desktop.ui.plain import shown
from desktop.wording import tr


def sentence(entry: Entry, service: str) -> str:
    """The row as a screen reader says it."""
    if isinstance(entry, TimelineCall):
        lasted = kind_model.spoken_duration(entry.call)
        parts = [kind_model.what(entry.call), moments.clock(entry.created_at), lasted]
        return ", ".join(part for part in parts if part)
    who = tr("You") if entry.outbound else tr("They")
    parts = [who, shown(entry.body), moments.clock(entry.created_at)]
    if entry.outbound:
        parts.append(wording.state(entry.state, service=service))
        if entry.state is State.FAILED:
            parts.append(wording.failure(entry.error_code, entry.error_text))
    return ", ".join(parts)


def call_parts(entry: TimelineCall) -> list[str]:
    """What a call was, when, and how long where the service recorded that; nothing is made up."""
    lasted = kind_model.duration(entry.call)
    parts = [kind_model.what(entry.call), moments.clock(entry.created_at)]
    return [*parts, lasted] if lasted else parts


def call_tip(entry: TimelineCall) -> str:
    """What hovering over a call tells: what it was, the exact time, how long it took."""
    parts = [moments.exact(entry.created_at), kind_model.what(entry.call), kind_model.duration(entry.call)]
    return "\n".join(part for part in parts if part)


def tip(message: Message, service: str) -> str:
    """What is known of a text: its state in words, the reason of a failure, the exact time."""
    lines = [moments.exact(message.created_at)]
    if message.outbound:
        lines.append(wording.state(message.state, service=service))
        if message.state is State.FAILED:
            lines.append(wording.failure(message.error_code, message.error_text))
        elif message.asks:
            lines.append(evidence(message, service))
        else:
            lines.append(wording.state_tip(message.state, service=service))
        if message.outside:
            lines.append(tr("Sent outside Linedesk."))
    return "\n".join(line for line in lines if line)


def evidence(message: Message, service: str) -> str:
    """What is known of a text that is not confirmed, for the person who decides."""
    service = service or tr("the service")
    if message.looked_at is None or message.missing_since is None:
        return wording.checking(service)
    now = datetime.now(UTC)
    whole = message.missing_since.year < 1990
    since = "" if whole else moments.since(message.missing_since, now)
    return wording.asking(service, moments.age(message.looked_at, now), since)
