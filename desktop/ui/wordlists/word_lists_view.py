"""The page "Words that carriers filter": what the lists are, and a card for each category (B21)."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.column import Card, Column
from desktop.ui.page_head import PageHead
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.wordlists.word_list_card import WordListCard
from desktop.ui.wordlists.word_lists_model import WordListsModel
from desktop.ui.words import Words
from desktop.wording import tr


class WordListsView(QWidget):
    """Everything on it holds at once and is kept."""

    went_back = Signal()

    def __init__(self, model: WordListsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.head = PageHead(theme, tr("Words that carriers filter"))
        self.damage = Words(model.damage, "bad")
        self.damage.setVisible(bool(model.damage))
        self.cards: dict[str, WordListCard] = {}
        """The card of each category, by its code."""
        column = Column()
        column.add(
            Words(
                tr(
                    "Carriers hold texts back for certain words, often without saying so. A text with one of "
                    "these words gets a warning before it is sent; nothing is ever changed or stopped for "
                    "that. A * at the end stands for any ending. A + stands between two words that are found "
                    "near each other, and words in [ ] for a group that comes with the program. A - in "
                    "front says that something is harmless."
                ),
                "muted",
            )
        )
        column.add(self.damage)
        for listed in model.listing():
            card = self.cards[listed.code] = WordListCard(theme, listed)
            card.switched.connect(self._switch)
            card.saved.connect(self._save)
            card.reset_wanted.connect(self._reset)
            framed = Card(theme, listed.name[:1].upper() + listed.name[1:])
            framed.add(card)
            column.add(framed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.grid)
        layout.addWidget(self.head)
        layout.addWidget(column, 1)
        self.setFocusProxy(next(iter(self.cards.values())).switch)
        self.head.went_back.connect(self.went_back)
        model.changed.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.read_again()

    def _show(self) -> None:
        self.damage.setText(self._model.damage)
        self.damage.setVisible(bool(self._model.damage))
        for code, card in self.cards.items():
            card.show_list(self._model.get(code))

    def _switch(self, code: str, on: bool) -> None:
        self.cards[code].say(self._model.switch(code, on=on))
        self._show()

    def _save(self, code: str, words: list[str]) -> None:
        trouble = self._model.change(code, words)
        if trouble:
            self.cards[code].say(trouble)
        else:
            self.cards[code].close_editor()

    def _reset(self, code: str) -> None:
        card = self.cards[code]
        had_focus = card.reset.hasFocus()
        card.say(self._model.reset(code))
        if had_focus:
            card.change.setFocus()
