"""The window's size and its panes' widths are noticed when they have come to rest."""

from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.shape import Shape


def test_many_sizes_one_after_the_other_are_noticed_once(qtbot: QtBot) -> None:
    window, splitter = QWidget(), QSplitter()
    splitter.addWidget(QLabel("left"))
    splitter.addWidget(QLabel("right"))
    QVBoxLayout(window).addWidget(splitter)
    qtbot.addWidget(window)
    window.show()
    shape = Shape(window, splitter)
    settled: list[int] = []
    shape.settled.connect(lambda: settled.append(window.width()))
    with qtbot.waitSignal(shape.settled):
        for width in (400, 500, 600):
            window.resize(width, 300)
    assert settled == [600]
    with qtbot.waitSignal(shape.settled):
        splitter.splitterMoved.emit(100, 1)
    window.resize(700, 300)
    shape.stop()
    assert settled == [600, 600]
