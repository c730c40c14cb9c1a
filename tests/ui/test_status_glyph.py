import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.sms.delivery import State
from desktop.ui.status_glyph import paint_glyph, paint_outside

DRAWN = [state for state in State if state not in (State.DRAFT, State.RECEIVED)]
INK = QColor("#000000")


def picture(state: State, side: int = 32) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_glyph(painter, QRectF(0, 0, side, side), state, INK)
    painter.end()
    return image


def ink(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 128 for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize("state", DRAWN)
def test_every_state_of_an_outbound_text_has_a_glyph(state: State, qapp: QApplication) -> None:
    """C2: the state shows on the bubble."""
    assert ink(picture(state)) > 20


@pytest.mark.parametrize("state", [State.DRAFT, State.RECEIVED])
def test_a_draft_and_a_received_text_have_none(state: State, qapp: QApplication) -> None:
    assert ink(picture(state)) == 0


def test_states_that_mean_different_things_look_different(qapp: QApplication) -> None:
    """C2, C6: acceptance, the carrier's and the handset's word can be told apart without colour."""
    different = [
        State.QUEUED,
        State.ACCEPTED,
        State.SENT,
        State.DELIVERED,
        State.UNCONFIRMED,
        State.HELD,
        State.FAILED,
    ]
    pictures = [picture(state, 16) for state in different]
    for place, one in enumerate(pictures):
        assert all(one != other for other in pictures[place + 1 :])


def test_waiting_looks_the_same_whether_or_not_the_request_is_on_its_way(qapp: QApplication) -> None:
    """C2: queued and sending both mean that there is no answer yet."""
    assert picture(State.QUEUED) == picture(State.SENDING)
    assert picture(State.FAILED) == picture(State.STOPPED)


def test_a_hollow_tick_is_empty_inside_and_a_sent_one_is_not(qapp: QApplication) -> None:
    """C2: accepted is one hollow tick, sent one full tick."""
    on_the_tick = (65, 72)
    assert picture(State.SENT, 128).pixelColor(*on_the_tick).lightness() < 128
    assert picture(State.ACCEPTED, 128).pixelColor(*on_the_tick).lightness() > 128


@pytest.mark.parametrize("state", DRAWN)
def test_a_glyph_keeps_inside_its_place_and_leaves_the_painter_as_it_was(
    state: State, qapp: QApplication
) -> None:
    image = QImage(60, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    before = painter.transform()
    paint_glyph(painter, QRectF(10, 10, 40, 20), state, INK)
    assert painter.transform() == before
    painter.end()
    assert ink(image) == ink(image.copy(20, 10, 20, 20))


def test_a_text_sent_elsewhere_has_a_mark_that_is_no_state(qapp: QApplication) -> None:
    """C17"""
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_outside(painter, QRectF(0, 0, 32, 32), INK)
    painter.end()
    assert ink(image) > 20
    assert all(image != picture(state) for state in DRAWN)
