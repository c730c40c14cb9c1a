"""The SMS settings of the fake VoIP.ms: what ``getDIDsInfo`` tells of them, and what ``setSMS`` does.

The names differ between reading and writing. Whether a parameter that is left out is reset is not known of
the real service: ``resets_omitted`` has it either way.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.providers.fakes.carrier import Line

NAMES = {
    "email_enabled": "sms_email_enabled",
    "email_address": "sms_email",
    "sms_forward_enable": "sms_forward_enabled",
    "sms_forward": "sms_forward",
    "url_callback_enable": "sms_url_callback_enabled",
    "url_callback": "sms_url_callback",
    "url_callback_retry": "sms_url_callback_retry",
    "webhook_enable": "webhook_enabled",
    "webhook": "webhook",
    "dialmode": "dialmode",
    "sms_sipaccount_enabled": "sms_sipaccount_enabled",
    "sms_sipaccount": "sms_sipaccount",
    "smpp_enabled": "smpp_enabled",
    "smpp_url": "smpp_url",
    "smpp_user": "smpp_user",
    "smpp_pass": "smpp_pass",
}
"""What ``setSMS`` is asked, and what ``getDIDsInfo`` calls it."""
SWITCHES = {
    "email_enabled": "invalid_email_enable",
    "sms_forward_enable": "invalid_forward_enable",
    "url_callback_enable": "invalid_callback_enable",
    "url_callback_retry": "invalid_callback_retry",
}
"""The switches, and what is said where they are neither 0 nor 1."""


@dataclass
class Settings:
    """The settings of all numbers, each by its last ten digits."""

    resets_omitted: bool = True
    deaf_to: str = ""
    """A parameter that it does not know after all, as papers may be wrong."""
    of: dict[str, dict[str, Any]] = field(default_factory=dict)

    def told(self, line: Line) -> dict[str, Any]:
        """The part of a row that is about them."""
        # "None" comes in more than one form.
        none: dict[str, Any] = {there: "0" if "enable" in there else "" for there in NAMES.values()}
        none |= {"sms_forward": None, "sms_forward_enabled": "-1", "dialmode": "1"}
        return none | self.of.get(line.number[-10:], {})

    def write(self, line: Line, fields: dict[str, str]) -> str:
        """Do what ``setSMS`` is asked; the status that it answers instead, or ""."""
        if fields.get("enable") not in ("0", "1"):
            return "missing_enable"
        for name, status in SWITCHES.items():
            if fields.get(name, "0") not in ("0", "1"):
                return status
        if fields.get("email_enabled") == "1" and "@" not in fields.get("email_address", ""):
            return "invalid_email"
        if fields.get("sms_forward_enable") == "1" and not re.fullmatch(
            r"[2-9]\d{9}", fields.get("sms_forward", "")
        ):
            return "invalid_sms_forward"
        if fields.get("url_callback_enable") == "1" and "://" not in fields.get("url_callback", ""):
            return "invalid_callback"
        # What it could be is kept in the kind: off, it is still a number that can have SMS.
        line.can_text = fields["enable"] == "1"
        line.kind = "local" if line.can_text else "sms_off"
        before = {} if self.resets_omitted else self.of.get(line.number[-10:], {})
        named = {
            there: fields[name] for name, there in NAMES.items() if name in fields and name != self.deaf_to
        }
        self.of[line.number[-10:]] = before | named
        return ""
