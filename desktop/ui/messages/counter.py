"""The counter's words, colour and tooltip: what a text costs in parts, and why so many (B5, B8)."""

from dataclasses import dataclass

from desktop.sms.segments import Count, Policy, count, forcing, outgoing
from desktop.ui.messages.price import price
from desktop.wording import ntr, tr

FEW = 5
"""Fewer characters than this that force Unicode are probably not meant to."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A text as it would be sent, measured once: it is asked for again and again."""

    body: str
    """Made fit for sending by ``segments.outgoing``."""
    policy: Policy
    count: Count
    forced: tuple[int, ...]
    """Positions in ``body`` of what forces Unicode."""

    @property
    def excess(self) -> int:
        """Characters beyond what the service takes; 0 or less if it fits."""
        most = self.policy.max_characters
        return 0 if most is None else len(self.body) - most


def measure(text: str, policy: Policy) -> Measure:
    """Measure what stands in the composer."""
    body = outgoing(text)
    found = count(body, policy)
    return Measure(body, policy, found, forcing(body) if found.encoding == "UCS-2" else ())


def forms(measured: Measure, per_part: tuple[str, str]) -> list[str]:
    """The counter's words, from the whole to the shortest form, for the place there is."""
    found = measured.count
    if measured.policy.utf8_bytes is not None:
        return _forms_of_texts(found, per_part)
    parts = ntr("{n} part", "{n} parts", found.segments)
    whole = f"{found.units}/{found.limit * max(found.segments, 1)}"
    left = tr("{n} left").format(n=found.remaining)
    cost = price(per_part, found.segments) if found.segments else ""
    tail = f" · {cost}" if cost else ""
    return [
        f"{whole} · {parts} · {left} · {found.encoding}{tail}",
        f"{whole} · {parts} · {found.encoding}{tail}",
        f"{whole} · {parts} · {found.encoding}",
        f"{whole} · {parts}",
    ]


def _forms_of_texts(found: Count, per_text: tuple[str, str]) -> list[str]:
    """The same where bytes are counted and each part is a text of its own (B7)."""
    texts = ntr("{n} text", "{n} texts", found.segments)
    if found.segments > 1:
        texts = ntr("{n} separate text", "{n} separate texts", found.segments)
    left = tr("{n} left").format(n=found.remaining)
    used = f"{found.units}/{found.limit * max(found.segments, 1)}"
    whole = tr("{used} bytes").format(used=used)
    cost = price(per_text, found.segments) if found.segments else ""
    tail = f" · {cost}" if cost else ""
    return [
        f"{whole} · {texts} · {left}{tail}",
        f"{whole} · {texts}{tail}",
        f"{whole} · {texts}",
        f"{used} · {texts}",
    ]


def role(measured: Measure) -> str:
    """``bad`` past the limit, ``warn`` where fewer than five characters force Unicode, else ``muted``."""
    if measured.excess > 0:
        return "bad"
    return "warn" if 0 < len(measured.forced) < FEW else "muted"


def tip(measured: Measure, paper: str = "") -> str:
    """What is left in the last part, what forced Unicode, and whether the parts arrive as one text.

    ``paper``: where the price is from, if the service itself does not tell it (G4).
    """
    found = measured.count
    tips = [
        ntr("{n} unit is left in the last part.", "{n} units are left in the last part.", found.remaining)
    ]
    if measured.policy.utf8_bytes is not None:
        tips.append(tr("The service counts bytes: a plain letter is one, é is two, most emoji are four."))
    if measured.forced:
        signs = sorted({measured.body[at] for at in measured.forced})
        shown = ", ".join(f"{one} (U+{ord(one):04X})" for one in signs[:8])
        tips.append(tr("Unicode is forced by: {characters}").format(characters=shown))
    if not measured.policy.joined and found.segments > 1:
        tips.append(
            ntr("It arrives as {n} separate text.", "It arrives as {n} separate texts.", found.segments)
        )
    if paper and found.segments:
        tips.append(tr("The price: {paper}").format(paper=paper))
    return "\n".join(tips)
