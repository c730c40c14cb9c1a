"""Above the composer: a text that was written offline and waits, with *Send*, *Edit* and *Drop* (idea 8)."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.messages.decision_strip import DecisionStrip
from desktop.ui.messages.held_model import HeldModel, Message
from desktop.ui.plain import one_line
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import tr

_LONGEST = 60


class HeldView(DecisionStrip):
    """Shows the oldest text that waits in the open conversation; hidden when none does."""

    edit_wanted = Signal(object)
    """This ``Message`` is to be taken up again in the composer."""
    sent = Signal()
    """A person sent one of them."""

    def __init__(self, model: HeldModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "warning", parent)
        self._model = model
        self._spoken: int | None = None
        self._gives_way = False
        self.setAccessibleName(tr("Texts that wait for you"))
        self.drop_button = self._answer(tr("Drop"), model.drop)
        self.edit_button = self._answer(tr("Edit"), self.edit_wanted.emit)
        self.again_button = self._answer("", self._send_from)
        self.send_button = self._answer(tr("Send"), self._send)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what waits now."""
        waiting = self._model.waiting
        if not waiting or self._gives_way:
            self._spoken = None
            self.ask_nothing()
            return
        first, more = waiting[0], self._model.more()
        self._name_answers(first)
        words = f"“{one_line(first.body, longest=_LONGEST)}” — {self._model.why(first)}"
        self.ask(first.id, words, more)
        if first.id != self._spoken:
            # Older by a minute is no news.
            self._spoken = first.id
            announce(self, f"{tr('Waits for you')}: {words} {more}".strip())

    def give_way(self, on: bool) -> None:
        """While another question stands above the composer, this one waits: one at a time."""
        if on != self._gives_way:
            self._gives_way = on
            self.refresh()

    def _answer(self, words: str, act: Callable[[Message], object]) -> QPushButton:
        def decide(text: int) -> None:
            for message in self._model.waiting:
                if message.id == text:
                    act(message)

        return self.add_answer(words, decide)

    def _name_answers(self, first: Message) -> None:
        """Of a text in parts, the answers are about all of it that waits (B7)."""
        parts, place = first.part is not None, self._model.again_from(first)
        self.name_answer(self.drop_button, tr("Drop the rest") if parts else tr("Drop"))
        self.name_answer(self.edit_button, tr("Take the rest back") if parts else tr("Edit"))
        self.name_answer(self.again_button, "" if place is None else tr("Send from part {n}").format(n=place))
        self.name_answer(self.send_button, tr("Send the rest") if parts else tr("Send"))

    def _send_from(self, message: Message) -> None:
        if self._model.send_from(message):
            self.sent.emit()

    def _send(self, message: Message) -> None:
        if self._model.send(message):
            self.sent.emit()
