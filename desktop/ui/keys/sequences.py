"""Which keys can be a shortcut, how they are written down, and who has which where several want the same."""

import logging
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from desktop.ui.keys.actions import Action, default_keys
from desktop.wording import tr

log = logging.getLogger(__name__)

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_NO_KEY = (
    Qt.Key.Key_unknown,
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
)
_EDITING = frozenset(
    {
        *("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"),
        *("Ctrl+Ins", "Shift+Ins", "Shift+Del", "Ctrl+Del", "Ctrl+Backspace"),
        *("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down", "Ctrl+Return", "Ctrl+Enter", "Alt+F4"),
    }
)
"""What fields, the composer or every desktop answer already."""


def unfit(keys: QKeySequence) -> str:
    """Why these keys cannot be a shortcut, in a sentence; "" where they can."""
    if keys.count() != 1:
        return tr("One press of keys at a time. Choose others.")
    pressed = first(keys)
    key, held = pressed.key(), pressed.keyboardModifiers()
    if key in _NO_KEY:
        return tr("This is no whole press of keys. Choose others.")
    function = Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
    if not held & _COMMANDING and not function:
        return tr("They are needed for writing. Hold Ctrl or Alt with a key, or take a function key.")
    if keys.toString(_PORTABLE) in _EDITING:
        return tr("These keys have a meaning everywhere already. Choose others.")
    return ""


def first(keys: QKeySequence) -> QKeyCombination:
    """The first press of ``keys``, which must not be empty."""
    # PySide6's stubs do not know that a sequence can be indexed.
    combination: QKeyCombination = keys[0]  # type: ignore[index]
    return combination


def read(written: Sequence[str]) -> list[QKeySequence]:
    """Keys as they are written down, without those that are none."""
    found = [QKeySequence(one, _PORTABLE) for one in written if one]
    return [one for one in found if not one.isEmpty()]


def written(keys: Sequence[QKeySequence]) -> str:
    """An action's keys as they are kept: "Alt+Up; Ctrl+PgUp", "" for none."""
    return "; ".join(one.toString(_PORTABLE) for one in keys)


def dealt(actions: Sequence[Action], chosen: Mapping[str, str]) -> dict[str, list[QKeySequence]]:
    """Who has which keys: fixed ones first, then what was chosen, then defaults; never one for two."""
    taken: set[str] = set()
    found: dict[str, list[QKeySequence]] = {action.id: [] for action in actions}
    for action in sorted(actions, key=lambda one: (not one.fixed, one.id not in chosen)):
        own = chosen.get(action.id)
        for keys in read(default_keys(action)) if own is None else read(own.split("; ")):
            name = keys.toString(_PORTABLE)
            if name in taken:
                log.info("%s does not get %s: another action has it", action.id, name)
            elif action.fixed or not unfit(keys):
                taken.add(name)
                found[action.id].append(keys)
    return found
