"""Settings of a VoIP.ms number: read, changed, and nothing of somebody else's overwritten."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest

from desktop.providers.base import OutcomeUnknown, Refused, Unreadable
from desktop.providers.line_settings import KeepsLineSettings, LineSettings, OthersChanged, SettingsChanged
from desktop.providers.voipms import VoipMs
from desktop.providers.voipms_lines import settings, written
from tests.providers.fakes.serving import Wire, serving
from tests.providers.voipms_account import Server, account, hurried, new_account

ON, OFF = "4155550101", "4155550102"
ALL = {
    "sms_email_enabled": "1",
    "sms_email": "desk@example.com",
    "sms_forward_enabled": "1",
    "sms_forward": "2264836086",
    "sms_url_callback_enabled": "1",
    "sms_url_callback": "https://example.com/?m={MESSAGE}&id={ID}",
    "sms_url_callback_retry": "1",
    "webhook_enabled": "1",
    "webhook": "https://example.com/hook",
    "dialmode": "2",
    "sms_sipaccount_enabled": "1",
    "sms_sipaccount": "100001_desk",
    "smpp_enabled": "0",
    "smpp_url": "",
    "smpp_user": "somebody",
    "smpp_pass": "smpp-secret",
}


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    return account(wire)


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[VoipMs]:
    adapter = hurried(server)
    yield adapter
    await adapter.close()


def asked(server: Server, method: str) -> list[dict[str, str]]:
    return [one for one in server.fake.asked if one.get("method") == method]


async def test_the_settings_are_shown_as_they_are(server: Server, provider: VoipMs) -> None:
    """D3 to D6"""
    server.fake.settings.of[ON] = dict(ALL)
    assert await provider.line_settings(ON) == LineSettings(
        texting=True,
        email_on=True,
        email="desk@example.com",
        forward_on=True,
        forward="+12264836086",
        callback_on=True,
        callback="https://example.com/?m={MESSAGE}&id={ID}",
        callback_retry=True,
    )
    assert await provider.line_settings(OFF) == LineSettings()
    assert isinstance(provider, KeepsLineSettings)
    assert provider.capabilities.line_settings.on


async def test_a_password_among_them_is_in_no_repr(server: Server, provider: VoipMs) -> None:
    server.fake.settings.of[ON] = dict(ALL)
    found = await provider.line_settings(ON)
    assert ("smpp_pass", "smpp-secret") in found.rest
    assert "smpp-secret" not in repr(found)


async def test_sms_is_switched_on_and_the_number_can_text(server: Server, provider: VoipMs) -> None:
    """A9, A12"""
    shown = await provider.line_settings(OFF)
    after = await provider.change_line_settings(OFF, shown=shown, wanted=replace(shown, texting=True))
    assert after.texting
    checked = await provider.check()
    (line,) = [one for one in checked.lines if one.remote_id == OFF]
    assert (line.can_send, line.sms_capable, line.reason_code) == (True, True, "")


@pytest.mark.parametrize("resets", [True, False])
async def test_one_change_leaves_all_other_settings_as_they_were(
    server: Server, provider: VoipMs, resets: bool
) -> None:
    """D3 to D6: whether what is left out is reset is not known, so nothing is left out"""
    server.fake.settings.resets_omitted = resets
    server.fake.settings.of[ON] = dict(ALL)
    shown = await provider.line_settings(ON)
    wanted = replace(shown, email="front@example.com", callback_retry=False)
    assert await provider.change_line_settings(ON, shown=shown, wanted=wanted) == wanted
    assert server.fake.settings.of[ON] == {
        **ALL,
        "sms_email": "front@example.com",
        "sms_url_callback_retry": "0",
    }


async def test_what_nobody_changed_is_written_back_to_the_letter(server: Server, provider: VoipMs) -> None:
    """D3 to D6: however long it is, with the spaces of a password, and a number in the form it has there"""
    odd = {
        **ALL,
        "sms_email": " desk@example.com,front@example.com ",
        "sms_url_callback": f"https://example.com/{'p' * 1500}?m={{MESSAGE}} ",
        "smpp_pass": "  two  spaces\t",
        "webhook": f"https://example.com/{'w' * 2000}",
    }
    server.fake.settings.of[ON] = dict(odd)
    shown = await provider.line_settings(ON)
    assert shown.callback == odd["sms_url_callback"]
    wanted = replace(shown, callback_retry=False)
    assert await provider.change_line_settings(ON, shown=shown, wanted=wanted) == wanted
    assert server.fake.settings.of[ON] == {**odd, "sms_url_callback_retry": "0"}


def test_a_forward_that_nobody_changed_keeps_its_form() -> None:
    """D6"""
    row = {"sms_forward": "12264836086"}
    now = settings(row)
    assert now.forward == "+12264836086"
    assert written(now, row)["sms_forward"] == "12264836086"
    assert written(replace(now, forward="+12025550117"), row)["sms_forward"] == "2025550117"


async def test_what_somebody_changed_meanwhile_is_not_overwritten(server: Server, provider: VoipMs) -> None:
    """D5: read again right before writing"""
    shown = await provider.line_settings(ON)
    server.fake.settings.of[ON] = dict(ALL)
    with pytest.raises(SettingsChanged) as changed:
        await provider.change_line_settings(ON, shown=shown, wanted=replace(shown, texting=False))
    assert changed.value.now.email == "desk@example.com"
    assert asked(server, "setSMS") == []
    assert server.fake.settings.of[ON] == ALL


async def test_what_is_not_shown_may_change_meanwhile_and_stays(server: Server, provider: VoipMs) -> None:
    shown = await provider.line_settings(ON)
    server.fake.settings.of[ON] = {"webhook_enabled": "1", "webhook": "https://example.com/new"}
    await provider.change_line_settings(ON, shown=shown, wanted=replace(shown, callback_retry=True))
    assert server.fake.settings.of[ON]["webhook"] == "https://example.com/new"


async def test_a_setting_that_is_lost_in_writing_is_noticed(server: Server, provider: VoipMs) -> None:
    """D3: read back and compared, what is not shown included"""
    server.fake.settings.of[ON] = dict(ALL)
    server.fake.settings.deaf_to = "webhook"
    shown = await provider.line_settings(ON)
    with pytest.raises(OthersChanged) as lost:
        await provider.change_line_settings(ON, shown=shown, wanted=replace(shown, callback_retry=False))
    assert not lost.value.now.callback_retry


async def test_an_answer_that_got_lost_is_settled_by_reading(server: Server, provider: VoipMs) -> None:
    """A9: setting the same again changes nothing, so the list tells"""
    server.fake.instead["setSMS"] = "error code: 522"
    shown = await provider.line_settings(OFF)
    assert (
        await provider.change_line_settings(OFF, shown=shown, wanted=replace(shown, texting=True))
    ).texting
    assert len(asked(server, "setSMS")) == 1


async def test_where_nobody_can_say_it_is_unknown(server: Server, provider: VoipMs) -> None:
    server.fake.statuses["setSMS"] = "tls_error"
    shown = await provider.line_settings(OFF)
    with pytest.raises(OutcomeUnknown):
        await provider.change_line_settings(OFF, shown=shown, wanted=replace(shown, texting=True))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"email_on": True, "email": "nobody"}, "invalid_email"),
        ({"forward_on": True, "forward": "+447700900123"}, "invalid_sms_forward"),
        ({"callback_on": True, "callback": "nowhere"}, "invalid_callback"),
    ],
)
async def test_a_setting_that_the_service_refuses_is_told_by_its_code(
    server: Server, provider: VoipMs, change: dict[str, Any], code: str
) -> None:
    """D5, D6"""
    shown = await provider.line_settings(ON)
    with pytest.raises(Refused) as refused:
        await provider.change_line_settings(ON, shown=shown, wanted=replace(shown, **change))
    assert refused.value.code == code


async def test_a_number_of_somebody_else_has_no_settings(server: Server, provider: VoipMs) -> None:
    with pytest.raises(Refused):
        await provider.line_settings("2025550117")


def test_none_comes_in_many_forms() -> None:
    none = {
        "sms_enabled": "-1",
        "sms_email": None,
        "sms_forward": "-1",
        "sms_url_callback": "",
        "dialmode": "-1",
    }
    assert settings(none) == LineSettings()
    assert "dialmode" not in written(settings(none), none)
    with pytest.raises(Unreadable):
        settings(["4155550101"])
