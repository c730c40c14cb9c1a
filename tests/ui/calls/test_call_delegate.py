from datetime import UTC, datetime

import pytest

from desktop.store.calls import Call
from desktop.ui import resources
from desktop.ui.calls.call_delegate import drawing
from tests.ui.account import ACCOUNT, SUPPORT


@pytest.mark.parametrize(
    ("outbound", "outcome", "name"),
    [
        (False, "answered", "call-in"),
        (True, "answered", "call-out"),
        (True, "missed", "call-out"),
        (False, "missed", "call-missed"),
        (False, "declined", "call-missed"),
        (False, "voicemail", "voicemail"),
        (False, "other", "call-in"),
    ],
)
def test_each_kind_of_call_has_a_drawing_that_exists(outbound: bool, outcome: str, name: str) -> None:
    """A missed call is told by its icon as well as by its colour."""
    one = Call(ACCOUNT, "1", outbound, SUPPORT, "+447700900123", datetime.now(UTC), outcome)
    assert drawing(one) == name
    assert (resources.folder() / "icons" / f"{name}.svg").is_file()
