"""Which number the signs of reachability are about: of the open thread, or of what stands in *To*.

Look here for when what is known of a number is asked for: once for each number, and when something changed,
behind what the number is shown for.
"""

from PySide6.QtCore import QObject

from desktop.sms.phone import NotANumber
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.recipient_view import RecipientView
from desktop.ui.messages.thread_header import ThreadHeader
from desktop.ui.reachability.reach_model import ReachModel, ReachSaid
from desktop.ui.turns import Later


class ReachSigns(QObject):
    """One per tab."""

    def __init__(
        self, model: ReachModel, composer: ComposerModel, header: ThreadHeader, recipient: RecipientView
    ) -> None:
        super().__init__(header)
        self._model = model
        self._composer = composer
        self._header = header
        self._recipient = recipient
        self._about = ("", "", "")
        composer.changed.connect(self._follow)
        composer.retargeted.connect(self._follow)
        self._soon = Later(self, self._show)
        self._soon.after(model.changed)
        model.trouble.connect(composer.trouble)
        header.mark_wanted.connect(self._mark)

    def _follow(self) -> None:
        """Another number than before? At every key, so it costs nothing where it is the same."""
        about = self._number()
        if about != self._about:
            self._about = about
            self._tell(ReachSaid())
            self._soon.start()

    def _number(self) -> tuple[str, str, str]:
        target = self._composer.target
        if target is None:
            return ("", "", "")
        try:
            return (target.account_id, target.line, target.peer or self._composer.peer().value)
        except NotANumber:
            return (target.account_id, target.line, "")

    def _show(self) -> None:
        self._tell(self._model.of(*self._about))

    def _tell(self, said: ReachSaid) -> None:
        target = self._composer.target
        new = target is not None and target.new
        nothing = ReachSaid()
        self._header.show_reach(nothing if new else said)
        self._recipient.show_reach(said if new else nothing)

    def _mark(self, what: str) -> None:
        self._model.mark(self._about[2], what)
