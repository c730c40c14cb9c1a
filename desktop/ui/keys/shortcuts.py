"""The keys of the window: which action has which, what happens when they are pressed, and changing them.

No two actions ever have the same keys. What a person chose counts before a default; of two choices in a
file that was written by hand, the first in the list of actions counts.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop.ui.keys.actions import Action, actions, default_keys
from desktop.ui.keys.sequences import dealt, first, read, unfit, written

_NATIVE = QKeySequence.SequenceFormat.NativeText
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_REPEATING = frozenset({"previous_conversation", "next_conversation", "next_section", "previous_section"})
"""What a held key does again and again."""


class KeysTaken(Exception):
    """Another action has these keys; ``action`` says which."""

    def __init__(self, action: Action) -> None:
        super().__init__(action.id)
        self.action = action


class KeysUnfit(Exception):
    """These keys cannot be a shortcut; ``sentence`` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Shortcuts(QObject):
    """All keys of one window. ``chosen`` maps an action's id to its keys ("Ctrl+K; Ctrl+J"; "" for none)."""

    changed = Signal()
    """Some action has other keys now."""
    chose = Signal(dict)
    """A person changed keys: all that now differ from their defaults, to be kept."""

    def __init__(self, window: QWidget, chosen: Mapping[str, str] | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._actions = {action.id: action for action in actions()}
        self._chosen: dict[str, str] = {}
        self._keys: dict[str, list[QKeySequence]] = {}
        self._slots: dict[str, Callable[[], object]] = {}
        self._bound: dict[str, QShortcut] = {}
        self._forced: set[QKeyCombination] = set()
        self.apply(chosen or {})
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._watch)

    @property
    def actions(self) -> list[Action]:
        """All actions, in the order in which they are listed."""
        return list(self._actions.values())

    def action(self, action_id: str) -> Action:
        """An action by its id; raises ``KeyError`` for any other word."""
        return self._actions[action_id]

    def bind(self, action_id: str, slot: Callable[[], object], *, widget: QWidget | None = None) -> None:
        """Have the action's keys call ``slot``, in the whole window or inside ``widget``.

        Raises ``KeyError`` for no action, ``ValueError`` for a fixed one.
        """
        action = self._actions[action_id]
        if action.fixed:
            raise ValueError(f"{action_id} has fixed keys")
        before = self._bound.pop(action_id, None)
        if before is not None:
            before.setEnabled(False)
            before.deleteLater()
        contexts = Qt.ShortcutContext
        context = contexts.WindowShortcut if widget is None else contexts.WidgetWithChildrenShortcut
        shortcut = QShortcut(widget or self._window)
        shortcut.setContext(context)
        shortcut.setAutoRepeat(action_id in _REPEATING)
        shortcut.setKeys(self._keys[action_id])
        shortcut.activated.connect(slot)
        self._slots[action_id] = slot
        self._bound[action_id] = shortcut
        self._note_forced()

    def can_run(self, action_id: str) -> bool:
        """Whether anything happens when the action is asked for."""
        return action_id in self._slots

    def run(self, action_id: str) -> None:
        """Do what the action's keys do; raises ``KeyError`` where it is bound to nothing."""
        self._slots[action_id]()

    def keys(self, action_id: str) -> list[QKeySequence]:
        """The action's keys now; none where they were taken away."""
        return list(self._keys[action_id])

    def words(self, action_id: str) -> str:
        """The action's keys as people read them: "Alt+Up, Ctrl+PgUp"."""
        return ", ".join(keys.toString(_NATIVE) for keys in self._keys[action_id])

    def is_default(self, action_id: str) -> bool:
        """Whether nobody chose other keys for it."""
        return action_id not in self._chosen

    def apply(self, chosen: Mapping[str, str]) -> None:
        """Take these choices over, as they stand in the preferences; what makes no sense is passed over."""
        known = {
            one: keys for one, keys in chosen.items() if one in self._actions and not self._actions[one].fixed
        }
        if known == self._chosen and self._keys:
            return
        self._chosen = known
        self._resolve()

    def assign(self, action_id: str, keys: list[QKeySequence], *, take: bool = False) -> None:
        """Give the action these keys and no others, at once; an empty list takes its keys away.

        Raises ``KeysUnfit``, and ``KeysTaken`` unless ``take`` takes them from whichever action has them.
        """
        for one in keys:
            if fault := unfit(one):
                raise KeysUnfit(fault)
            holder = self.holder(one, but=action_id)
            if holder is None:
                continue
            if holder.fixed or not take:
                raise KeysTaken(holder)
            self._chosen[holder.id] = written([two for two in self._keys[holder.id] if two != one])
        self._chosen[action_id] = written(keys)
        self._settle()

    def reset(self, action_id: str | None = None) -> None:
        """Give the action its default keys back, or all actions theirs.

        Raises ``KeysTaken`` where another action was given one of them.
        """
        if action_id is None:
            self._chosen = {}
        else:
            for one in read(default_keys(self._actions[action_id])):
                holder = self.holder(one, but=action_id)
                if holder is not None:
                    raise KeysTaken(holder)
            self._chosen.pop(action_id, None)
        self._settle()

    def holder(self, keys: QKeySequence, *, but: str = "") -> Action | None:
        """The action that has these keys, leaving ``but`` aside."""
        for action_id, held in self._keys.items():
            if action_id != but and keys in held:
                return self._actions[action_id]
        return None

    def _settle(self) -> None:
        defaults = {one.id: written(read(default_keys(one))) for one in self.actions}
        self._chosen = {one: keys for one, keys in self._chosen.items() if keys != defaults[one]}
        self._resolve()
        self.chose.emit(dict(self._chosen))

    def _resolve(self) -> None:
        self._keys = dealt(self.actions, self._chosen)
        # All are taken back before any is given out, so that no two have the same for a moment.
        for shortcut in self._bound.values():
            shortcut.setKeys([])
        for action_id, shortcut in self._bound.items():
            shortcut.setKeys(self._keys[action_id])
        self._note_forced()
        self.changed.emit()

    def _note_forced(self) -> None:
        self._forced = {
            first(keys)
            for action_id in self._bound
            if self._actions[action_id].in_text
            for keys in self._keys[action_id]
        }

    def _watch(self, _: QWidget | None, now: QWidget | None) -> None:
        # Each field is watched from its first focus on; asking again changes nothing.
        if isinstance(now, _FIELDS) and now.window() is self._window:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Fields know keys of their own (on Linux Ctrl+K cuts to the end of the line); ours come first.
        ours = (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.keyCombination() in self._forced
        )
        if ours:
            event.ignore()
        return ours
