"""The settings of a VoIP.ms number: read with ``getDIDsInfo``, written with ``setSMS`` (D3 to D6, A9).

Look here for the names, which differ between reading and writing. Whether ``setSMS`` resets what is left out
is not verified, so every setting that the row holds is written back, and then read once more.
"""

from dataclasses import replace
from typing import Any

from desktop.providers import voipms_rows as read
from desktop.providers.base import OutcomeUnknown, Refused, Unreachable, Unreadable
from desktop.providers.line_settings import LineSettings, OthersChanged, SettingsChanged
from desktop.providers.voipms_calls import Calls

SWITCHES = {
    "texting": ("sms_enabled", "enable"),
    "email_on": ("sms_email_enabled", "email_enabled"),
    "forward_on": ("sms_forward_enabled", "sms_forward_enable"),
    "callback_on": ("sms_url_callback_enabled", "url_callback_enable"),
    "callback_retry": ("sms_url_callback_retry", "url_callback_retry"),
}
"""Of what is shown: the name in a row, and the name in ``setSMS``."""
TEXTS = {
    "email": ("sms_email", "email_address"),
    "forward": ("sms_forward", "sms_forward"),
    "callback": ("sms_url_callback", "url_callback"),
}
REST_SWITCHES = {
    "webhook_enabled": "webhook_enable",  # one client writes webhook_enabled: not verified
    "sms_sipaccount_enabled": "sms_sipaccount_enabled",
    "smpp_enabled": "smpp_enabled",
}
"""Of what is not shown: written back as it was read, where the row has it."""
REST_TEXTS = {
    "webhook": "webhook",
    "dialmode": "dialmode",
    "sms_sipaccount": "sms_sipaccount",
    "smpp_url": "smpp_url",
    "smpp_user": "smpp_user",
    "smpp_pass": "smpp_pass",
}


class NumberSettings:
    """This part of the adapter: ``line_settings.KeepsLineSettings``."""

    _calls: Calls

    async def line_settings(self, line_remote_id: str) -> LineSettings:
        """The settings as they are now. Raises ``Refused`` for a number that is not the account's."""
        return settings(await self._row(line_remote_id))

    async def change_line_settings(
        self, line_remote_id: str, *, shown: LineSettings, wanted: LineSettings
    ) -> LineSettings:
        """Read again, write where nothing changed meanwhile, and read what came of it."""
        row = await self._row(line_remote_id)
        now = settings(row)
        if now != shown:
            raise SettingsChanged(now)
        doubt: OutcomeUnknown | None = None
        try:
            fields = {"did": line_remote_id, **written(replace(wanted, rest=now.rest), row)}
            await self._calls.ask("setSMS", fields, once=True)
        except OutcomeUnknown as error:
            doubt = error  # setting the same once more would change nothing, so reading settles it
        try:
            after = await self.line_settings(line_remote_id)
        except (OutcomeUnknown, Unreachable) as error:
            raise doubt or OutcomeUnknown(str(error)) from error
        if doubt is not None and after != wanted:
            raise doubt
        if sorted(after.rest) != sorted(now.rest):
            raise OthersChanged(after)
        return after

    async def _row(self, line_remote_id: str) -> dict[str, Any]:
        rows = await self._calls.ask_list("getDIDsInfo", {"did": line_remote_id}, "dids")
        found = next((row for row in rows if _is(row, line_remote_id)), None)
        if found is None:
            raise Refused("invalid_did", "")
        return dict(found)


def settings(row: Any) -> LineSettings:
    """The settings in a row of ``getDIDsInfo``. Raises ``Unreadable``."""
    if not isinstance(row, dict):
        raise Unreadable("a number that is no object")
    on = {name: read.flag(row.get(there)) or False for name, (there, _) in SWITCHES.items()}
    said = {name: read.exact(row.get(there)) for name, (there, _) in TEXTS.items()}
    rest = [
        (name, "1" if read.flag(row[there]) else "0") for there, name in REST_SWITCHES.items() if there in row
    ]
    rest += [(name, read.exact(row[there])) for there, name in REST_TEXTS.items() if there in row]
    return LineSettings(
        texting=on["texting"],
        email_on=on["email_on"],
        email=said["email"],
        forward_on=on["forward_on"],
        forward=read.number(said["forward"], "sms_forward") if said["forward"].strip() else "",
        callback_on=on["callback_on"],
        callback=said["callback"],
        callback_retry=on["callback_retry"],
        rest=tuple((name, value) for name, value in rest if value or name != "dialmode"),
    )


def written(wanted: LineSettings, row: dict[str, Any]) -> dict[str, str]:
    """What ``setSMS`` is asked, without the number itself; what nobody changed exactly as ``row`` has it."""
    now = settings(row)
    fields = {name: "1" if getattr(wanted, key) else "0" for key, (_, name) in SWITCHES.items()}
    fields |= {name: getattr(wanted, key) for key, (_, name) in TEXTS.items()}
    fields["sms_forward"] = read.ten_digits(wanted.forward) or wanted.forward.removeprefix("+")
    for key, (there, name) in TEXTS.items():
        if there in row and getattr(wanted, key) == getattr(now, key):
            fields[name] = read.exact(row[there])
    return fields | dict(wanted.rest)


def _is(row: Any, line_remote_id: str) -> bool:
    return isinstance(row, dict) and read.word(row.get("did"))[-10:] == line_remote_id[-10:]
