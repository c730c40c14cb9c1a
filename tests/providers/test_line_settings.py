"""Settings of a line are compared by what is shown, and what is not shown is in no repr."""

from desktop.providers.line_settings import KeepsLineSettings, LineSettings, SettingsChanged
from desktop.providers.voipms_lines import NumberSettings


def test_what_is_not_shown_neither_counts_as_a_change_nor_is_told() -> None:
    """D3 to D6: among it may be a password"""
    one, other = LineSettings(rest=(("smpp_pass", "secret"),)), LineSettings(rest=())
    assert one == other
    assert "secret" not in repr(one)
    assert "secret" not in repr(SettingsChanged(one))
    assert "secret" not in str(SettingsChanged(one))


def test_an_adapter_with_both_calls_keeps_such_settings() -> None:
    assert isinstance(NumberSettings(), KeepsLineSettings)
