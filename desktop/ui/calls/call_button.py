"""The *Call* button: greyed with a reason where a line or number cannot be called, else it names who places
the call. The same on cards, in the thread's head and on the dialpad."""

from PySide6.QtWidgets import QWidget

from desktop.ui.calls.hand_off_model import who_places_it
from desktop.ui.lines.line_model import Line
from desktop.ui.lines.reach import call_reason
from desktop.ui.refusing_button import RefusingButton
from desktop.ui.theme import Theme
from desktop.ui.tooltip import set_tooltip
from desktop.wording import tr


class CallButton(RefusingButton):
    """Connect to ``used``; call ``show_for`` again whenever line or number may be another."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Call"), theme, parent)
        self.setIcon(theme.icon("phone"))

    def show_for(
        self, line: Line | None, number: str, who: str = "", note: str = "", *, no_line: str = ""
    ) -> None:
        """Call ``number``, named ``who``, for ``line``; ``note`` is one more sentence about it.

        The line is named because it is not the one that rings (product, level T0). ``no_line`` says why there
        is none.
        """
        self.setAccessibleName(tr("Call {who}").format(who=who) if who else tr("Call"))
        reason = call_reason(line, number)
        self.set_reason(no_line if reason and line is None and no_line else reason)
        words = " ".join(filter(None, (who_places_it(line), note)))
        set_tooltip(self, words)
        self.setAccessibleDescription(self.reason or words)
