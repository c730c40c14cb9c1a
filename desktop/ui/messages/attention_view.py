"""Above the composer: a text that is not confirmed, its evidence, and what a person can do about it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.messages.decision_strip import DecisionStrip
from desktop.ui.messages.evidence_model import Phase
from desktop.ui.messages.media_words_model import spoken
from desktop.ui.messages.thread_model import Message, ThreadModel
from desktop.ui.plain import one_line
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import ntr, tr


class AttentionView(DecisionStrip):
    """Shows the oldest text of the thread that asks; hidden when none does."""

    check_again = Signal(str)
    """Look for it once more, in the account of this id."""
    asks = Signal(bool)
    """It asks about a text now, or about none any more."""

    def __init__(self, model: ThreadModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "warning", parent)
        self._model = model
        self._spoken: object = None
        self._held = 0
        self.leave_button = self._answer(tr("Leave it"), lambda text: model.leave(text.id))
        self.check_again_button = self._answer(tr("Check again"), self.check)
        self.mark_sent_button = self._answer("", lambda text: model.mark_sent(text.id))
        self.send_again_button = self._answer(tr("Send again"), lambda text: model.send_again(text.id))
        model.asking_changed.connect(self.refresh)
        model.opened.connect(self.refresh)
        model.dataChanged.connect(lambda *_: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show what the thread asks about now."""
        asking = self._model.asking()
        if not asking:
            self._spoken = None
            self.ask_nothing()
            self.asks.emit(False)
            return
        message, others = asking[0], len(asking) - 1
        evidence = self._model.evidence(message)
        body = one_line(message.body, longest=60) or spoken(message.media)
        words = f"“{body}” — {evidence.sentence}"
        more = " ".join(filter(None, (self._model.goes_along(message), *self._others(others))))
        nothing_to_ask = evidence.phase is Phase.NO_LIST
        self.name_answer(self.check_again_button, "" if nothing_to_ask else tr("Check again"))
        self.name_answer(self.mark_sent_button, tr("Mark as sent") if nothing_to_ask else "")
        self.ask(message.id, words, more)
        self.asks.emit(True)
        # The clock times in it change with every pull, which is no news.
        news = (message.id, evidence.phase, evidence.answer)
        if news != self._spoken:
            self._spoken = news
            announce(self, f"{words} {more}".strip())

    def count_held(self, held: int) -> None:
        """So many texts wait for a person besides, and are asked about once no question is open here."""
        if held != self._held:
            self._held = held
            self.refresh()

    def _others(self, asking: int) -> list[str]:
        words = []
        if asking:
            words.append(
                ntr("And {n} more text to decide about.", "And {n} more texts to decide about.", asking)
            )
        if self._held:
            words.append(
                ntr("After that, {n} text waits for you.", "After that, {n} texts wait for you.", self._held)
            )
        return words

    def check(self, message: Message) -> None:
        """Look for this text once more."""
        self._model.check(message)
        self.check_again.emit(message.account_id)

    def _answer(self, words: str, act: Callable[[Message], object]) -> QPushButton:
        def decide(text: int) -> None:
            for message in self._model.asking():
                if message.id == text:
                    act(message)

        return self.add_answer(words, decide)
