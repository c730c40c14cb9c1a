"""How a text falls into parts, and what would make it cheaper (B7, B10, idea 20): a popup over the composer.

It closes on Escape, on a click beside it, and once its one button was pressed.
"""

from collections import Counter

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.sms.fixit import Proposal, Way
from desktop.sms.joints import Part, at_words, preview
from desktop.sms.segments import Count, Policy, count
from desktop.ui.plain import shown
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import isolated, ntr, tr

_WIDEST = 440
_HIGHEST = 480
_MOST_KINDS = 8


class PartPreview(QFrame):
    """Made anew for each look; deletes itself when it closes."""

    fix_wanted = Signal()
    """The button of the proposal was pressed."""

    def __init__(
        self, text: str, policy: Policy, proposal: Proposal | None, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._theme = theme
        parts = preview(text, policy)
        found = count(text, policy)
        self.fix: QPushButton | None = None
        column = QWidget()
        self._rows = QVBoxLayout(column)
        self._rows.setContentsMargins(2 * SIZES.grid, 2 * SIZES.grid, 2 * SIZES.grid, 2 * SIZES.grid)
        self._rows.setSpacing(SIZES.half_grid)
        self._boxes: list[Words] = []
        self._heading = Words(heading(found, policy))
        self._rows.addWidget(self._heading)
        self.setAccessibleName(self._heading.text())
        self._rows.addWidget(Words(how_it_arrives(len(parts), policy), "muted"))
        if numbered := cut_at_words(text, policy):
            self._rows.addWidget(Words(numbered, "muted"))
        if proposal is not None:
            self._offer(proposal)
        for place, part in enumerate(parts, 1):
            self._show(place, len(parts), part)
        self._rows.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(tr("The parts of the text"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._scroll)
        theme.changed.connect(self._dress)
        self._dress()

    def open_above(self, anchor: QWidget) -> None:
        """Show it above ``anchor``, inside the width of its window."""
        window = anchor.window()
        width = min(_WIDEST * max(self._theme.text_size, 100) // 100, window.width() - 2 * SIZES.grid)
        inner = self._rows.heightForWidth(width - 2 * SIZES.grid)
        corner = anchor.mapToGlobal(QPoint(0, 0))
        top = window.mapToGlobal(QPoint(0, 0)).y()
        self.resize(width, min(inner + 2 * SIZES.grid, _HIGHEST, max(corner.y() - top, 200)))
        left = min(corner.x(), window.mapToGlobal(QPoint(window.width(), 0)).x() - width - SIZES.grid)
        self.move(left, corner.y() - self.height() - SIZES.half_grid)
        self.show()
        (self.fix or self._scroll).setFocus()

    def words(self) -> list[str]:
        """Everything that it says, from top to bottom."""
        return [one.text() for one in self.findChildren(QLabel)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _offer(self, proposal: Proposal) -> None:
        self._rows.addWidget(Words(f"{saved(proposal)}: {changes(proposal)}"))
        if proposal.way is Way.LETTERS:
            self._rows.addWidget(Words(tr("This changes the spelling."), "warn"))
        self.fix = QPushButton(offer(proposal))
        self.fix.setProperty("kind", "primary")
        self.fix.setAutoDefault(True)
        self.fix.clicked.connect(self._fix)
        self._rows.addWidget(self.fix)

    def _fix(self) -> None:
        self.close()
        self.fix_wanted.emit()

    def _show(self, place: int, total: int, part: Part) -> None:
        head = tr("Part {n} of {all} · {units}/{limit}").format(
            n=place, all=total, units=part.units, limit=part.limit
        )
        self._rows.addSpacing(SIZES.half_grid)
        self._rows.addWidget(Words(head, "muted"))
        box = Words(shown(part.text))
        box.setAccessibleName(f"{head}: {box.text()}")
        self._boxes.append(box)
        self._rows.addWidget(box)
        if part.cut_before:
            self._rows.addWidget(Words(tr("It begins in the middle of a word."), "warn"))

    def _dress(self) -> None:
        """Colours and fonts as they are now."""
        self._heading.setFont(self._theme.font("title"))
        for box in self._boxes:
            box.setStyleSheet(
                f"background: {self._theme.roles.raised}; border-radius: {SIZES.field_radius}px;"
                f" padding: {SIZES.grid}px;"
            )


def heading(found: Count, policy: Policy) -> str:
    """How many parts there are, and how they are counted."""
    if policy.utf8_bytes is None:
        return f"{ntr('{n} part', '{n} parts', found.segments)} · {found.encoding}"
    texts = ntr("{n} text", "{n} separate texts", found.segments)
    return tr("{texts} · at most {most} bytes each").format(texts=texts, most=policy.utf8_bytes)


def how_it_arrives(parts: int, policy: Policy) -> str:
    """What the person at the other end sees of these parts."""
    if parts < 2:
        return tr("It arrives as one text.")
    if policy.joined:
        return tr("The handset joins the parts to one text. Where it cannot, they stand as below.")
    return ntr(
        "It arrives as {n} text of its own, and perhaps in another order.",
        "They arrive as {n} texts of their own, and perhaps in another order.",
        parts,
    )


def cut_at_words(text: str, policy: Policy) -> str:
    """As how many numbered texts it would go between words, where parts are not joined; "" elsewhere.

    Also "" where they are cut between words anyway.
    """
    if policy.joined or policy.utf8_bytes is not None or count(text, policy).segments < 2:
        return ""
    try:
        texts = len(at_words(text, policy, numbered=True))
    except ValueError:
        return ""
    if texts < 2:
        return ""
    return ntr(
        "Cut between words and numbered (1/{n}), it would be {n} text.",
        "Cut between words and numbered (1/{n}), it would be {n} texts.",
        texts,
    )


def offer(proposal: Proposal) -> str:
    """What the button says."""
    if proposal.way is Way.LETTERS:
        return tr("Drop the accents")
    return ntr("Replace {n} character", "Replace {n} characters", len(proposal.replacements))


def saved(proposal: Proposal) -> str:
    """“3 → 1 parts”."""
    before, after = proposal.before.segments, proposal.after.segments
    return ntr("{before} → {n} part", "{before} → {n} parts", after, before=before)


def changes(proposal: Proposal) -> str:
    """Which characters become which, and how often: “’ → ' (2×), … → ...”."""
    kinds = Counter((one.before, one.after) for one in proposal.replacements)
    named = []
    for (before, after), times in kinds.most_common(_MOST_KINDS):
        old = isolated(before) if before.isprintable() and before.strip() else f"U+{ord(before):04X}"
        new = tr("nothing") if not after else tr("a space") if after.isspace() else isolated(after)
        named.append(f"{old} → {new}" + (f" ({times}×)" if times > 1 else ""))
    more = len(kinds) - len(named)
    if more > 0:
        named.append(ntr("and {n} more", "and {n} more", more))
    return ", ".join(named)
