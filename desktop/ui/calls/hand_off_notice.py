"""What has to be read about a call that was handed over, or that nobody took: a small window of its own.

It keeps nobody from going on: a call to the rescue services may be under way.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.wording import tr


def show_notice(parent: QWidget, sentence: str, number: str) -> QMessageBox:
    """Show ``sentence``, with a button that copies ``number`` where there is one."""
    box = QMessageBox(parent)
    box.setWindowModality(Qt.WindowModality.NonModal)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(tr("Call"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    close = box.addButton(tr("Close"), QMessageBox.ButtonRole.RejectRole)
    if number:
        copy = box.addButton(tr("Copy number"), QMessageBox.ButtonRole.AcceptRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(number))
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.show()
    return box
