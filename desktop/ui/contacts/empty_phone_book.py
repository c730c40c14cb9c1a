"""What stands on the Contacts page while there is nobody: what to do next, and the buttons for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.empty_state import EmptyState
from desktop.ui.theme import Theme
from desktop.wording import tr


class EmptyPhoneBook(EmptyState):
    """``acted``: somebody wants to add a contact."""

    import_wanted = Signal()
    dialpad_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "contacts", parent)
        self.import_button = QPushButton(tr("Import contacts…"), self)
        self.dialpad_button = QPushButton(tr("Open the dialpad"), self)
        self.dialpad_button.setProperty("kind", "quiet")
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        place = layout.indexOf(self.button)
        for button in (self.import_button, self.dialpad_button):
            button.setAutoDefault(True)  # Enter presses it, not Space alone
            place += 1
            layout.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setProperty("kind", "primary")
        self.button.setAutoDefault(True)
        self.import_button.clicked.connect(lambda: self.import_wanted.emit())
        self.dialpad_button.clicked.connect(lambda: self.dialpad_wanted.emit())

    def explain(self, offered: bool | None) -> None:
        """Say what to do next; ``offered`` tells whether a service has a phone book of its own."""
        self.say(
            tr("No contacts yet"),
            tr("This service has no phone book. Your own contacts are kept on this computer.")
            if offered is False
            else tr("The service's phone book appears here, and so do the contacts that you add or import."),
            tr("Add a contact"),
        )
