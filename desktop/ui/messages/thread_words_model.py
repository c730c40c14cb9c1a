"""What one row of a thread says of itself: its sentence, and what hovering or Enter tells.

Look here for the words of a call between the texts and for the likely causes of a missing receipt (C5).
What stands in and beside a bubble is in ``bubble_words_model``.
"""

from desktop import error_words, wording
from desktop.sms.delivery import Proof, State
from desktop.store.messages import Message
from desktop.store.timeline import TimelineCall
from desktop.store.usual_times import Usual
from desktop.ui import moments
from desktop.ui.calls import kind_model
from desktop.ui.messages import media_words_model
from desktop.ui.messages.bubble_words_model import Said
from desktop.ui.messages.person_lines_model import LineChip
from desktop.ui.messages.service_model import Service
from desktop.ui.messages.usual_model import usual_alone
from desktop.ui.plain import beside
from desktop.wording import tr


def outside_words() -> str:
    """What marks a text of ours that another program or the portal sent (C17)."""
    return tr("Sent outside this app")


def part_sign(message: Message) -> str:
    """Beside the bubble of a part that travels as a text of its own: "1/3"; "" for a whole text (B7)."""
    if message.part is None:
        return ""
    place, total = message.part
    return tr("{n}/{all}").format(n=place, all=total)


def part_words(message: Message) -> str:
    """The same for a screen reader, a tooltip and the details."""
    if message.part is None:
        return ""
    place, total = message.part
    return tr("Part {n} of {all}").format(n=place, all=total)


def with_line(told: str, chip: LineChip | None, between: str = ", ") -> str:
    """What is told of a row, and of which line and service it is where a thread shows several (idea 16)."""
    return told if chip is None else f"{told}{between}{chip.said}"


def call_sentence(entry: TimelineCall) -> str:
    """A call as a screen reader says it."""
    lasted = kind_model.spoken_duration(entry.call)
    parts = [kind_model.what(entry.call), moments.clock(entry.created_at), lasted]
    return ", ".join(part for part in parts if part)


def sentence(message: Message, said: Said, service: Service) -> str:
    """A text as a screen reader says it: who, what, when, and where it stands (demand 25)."""
    who = tr("You") if message.outbound else tr("They")
    parts = [who, part_words(message), beside(message.body), media_words_model.spoken(message.media)]
    parts.append(moments.clock(message.created_at))
    if message.outbound:
        parts += [state_words(message, said, service), said.note, who_acts(message, said, service)]
        if message.outside:
            parts.append(outside_words())
    return ", ".join(part for part in parts if part)


def state_words(message: Message, said: Said, service: Service) -> str:
    """Where a text of ours stands, in a few words that claim no more than is known (C5, C6)."""
    if said.word and said.state in (State.SENT, State.UNCONFIRMED, State.STOPPED):
        return said.word
    return wording.state(message.state, service=service.name, proof=service.proof, listed=service.listed)


def who_acts(message: Message, said: Said, service: Service) -> str:
    """Who can do something about a failed text; "" for any other, and where nobody knows (C7)."""
    if said.state is not State.FAILED:
        return ""
    return error_words.explain(service.key, message.error_code, message.error_text).who


def call_parts(entry: TimelineCall, chip: LineChip | None = None) -> list[str]:
    """What a call was, when, how long where the service recorded that, and on which line of several."""
    line = "" if chip is None else f"{chip.mark} {chip.words}".strip()
    parts = [kind_model.what(entry.call), moments.clock(entry.created_at)]
    return [*parts, *filter(None, (kind_model.duration(entry.call), line))]


def call_tip(entry: TimelineCall, chip: LineChip | None = None) -> str:
    """What hovering over a call tells: what it was, the exact time, how long, on which of several lines."""
    parts = [moments.exact(entry.created_at), kind_model.what(entry.call), kind_model.duration(entry.call)]
    parts.append("" if chip is None else chip.said)
    return "\n".join(part for part in parts if part)


def tip(message: Message, said: Said, service: Service, usual: Usual | None = None) -> str:
    """What is known of a text: its state in words, the reason of a failure, the exact time."""
    lines = [moments.exact(message.created_at), part_words(message)]
    if message.outbound:
        lines += [state_words(message, said, service), said.note, who_acts(message, said, service)]
        if not said.note or message.state not in (State.UNCONFIRMED, State.FAILED):
            lines.append(
                wording.state_tip(
                    message.state, service=service.name, proof=service.proof, listed=service.listed
                )
            )
        if said.state is State.SENT and said.word and not said.note:
            lines += [tr("Likely causes:"), *likely_causes(message)]
        if said.state in (State.ACCEPTED, State.SENT) and service.proof is Proof.DELIVERED and not said.note:
            lines.append(usual_alone(usual))
        if message.outside:
            lines.append(f"{outside_words()}.")
    return "\n".join(line for line in lines if line)


def likely_causes(message: Message) -> list[str]:
    """Why a text that the carrier took may have no receipt, the likeliest first (C5); none is certain."""
    causes = [
        tr("Their phone is off or out of reach, or its network sends no receipts."),
        tr("The carrier filtered it without saying so."),
        tr("Their country or network does not take texts from this line."),
        tr("It went out in parts that their network does not join."),
        tr("The number is a landline or no longer in use."),
    ]
    if (message.parts or 1) < 2:
        del causes[3]
    numbered = [f"{place}. {cause}" for place, cause in enumerate(causes, start=1)]
    return [*numbered, tr("If it matters, call, or send a short plain text.")]
