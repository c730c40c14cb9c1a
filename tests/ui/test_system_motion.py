import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.system_motion import GNOME, KDE, SystemMotion
from tests.ui.test_portal_setting import portal_says


@pytest.mark.parametrize(
    ("place", "value", "reduced"),
    [
        (GNOME, False, True),
        (GNOME, True, False),
        (KDE, "0", True),
        (KDE, 0.0, True),
        (KDE, "0.5", False),
        (KDE, "quick", False),
    ],
)
def test_the_desktop_s_wish_for_less_motion_is_heard(
    place: tuple[str, str], value: object, reduced: bool, qtbot: QtBot
) -> None:
    system = SystemMotion()
    assert not system.reduced
    setting = system.gnome if place == GNOME else system.kde
    with qtbot.waitSignal(system.changed):
        portal_says(setting, *place, value)
    assert system.reduced is reduced
