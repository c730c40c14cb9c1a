"""The practice account's own numbers: what each can do, why it cannot, and the wallet's prices.

Start here to add a kind of line (requirements A5, A9 to A12). All numbers are reserved for fiction.
Money is in thousandths of a euro, so that a segment's 0.008 is the whole number 8.
"""

from dataclasses import dataclass
from typing import Any

CURRENCY = "EUR"
PRICE_PER_SEGMENT = 8
OPENING_BALANCE = 12_400
MONTHLY_PRICE = 750

REASONS = {
    "toll_free_voice_only": "This toll-free number carries voice calls only.",
    "sms_off": "SMS is switched off for this number.",
    "provisioning": "This number is still being provisioned.",
    "send_only": "This number can send SMS; replies to it do not arrive.",
    "receive_only": "This number can receive SMS but not send them.",
}
"""The reason codes a line may carry, with this server's own words for them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One number of the account. ``sms_out`` and ``sms_in`` are what it could do once active and on."""

    id: int
    number: str
    label: str
    country: str
    type: str
    """mobile, local or toll_free."""
    state: str
    """active or provisioning."""
    sms_enabled: bool
    sms_out: bool
    sms_in: bool

    @property
    def texting(self) -> bool:
        """Whether SMS is on and the number active: what the documented list of numbers shows."""
        return self.state == "active" and self.sms_enabled and (self.sms_out or self.sms_in)

    @property
    def can_send(self) -> bool:
        """Whether a text may leave from it now."""
        return self.texting and self.sms_out

    @property
    def can_receive(self) -> bool:
        """Whether a text may reach it now."""
        return self.texting and self.sms_in

    @property
    def reason(self) -> str:
        """Why it cannot text fully: a key of ``REASONS``, or "" where nothing is wrong."""
        if not (self.sms_out or self.sms_in):
            return "toll_free_voice_only"
        if self.state != "active":
            return "provisioning"
        if not self.sms_enabled:
            return "sms_off"
        if not self.sms_in:
            return "send_only"
        return "" if self.sms_out else "receive_only"

    def brief(self) -> dict[str, Any]:
        """The row of ``GET …/sms/numbers``."""
        return {
            "id": self.id,
            "number": self.number,
            "label": self.label,
            "country": self.country,
            "sms_enabled": self.sms_enabled,
        }

    def full(self) -> dict[str, Any]:
        """The row of ``GET …/numbers`` (own extension). ``capabilities`` says what it can do *now*."""
        capable = self.sms_out or self.sms_in
        return {
            **self.brief(),
            "type": self.type,
            "state": self.state,
            "capabilities": {
                "sms_out": self.can_send,
                "sms_in": self.can_receive,
                "voice": self.state == "active",
            },
            "reason": {"code": self.reason, "text": REASONS[self.reason]} if self.reason else None,
            "sms_monthly_price": money(MONTHLY_PRICE) if capable else None,
            "currency": CURRENCY,
        }


def money(thousandths: int) -> str:
    """An amount as the API writes it: at least two decimals, a third where it is needed ("0.008")."""
    sign = "-" if thousandths < 0 else ""
    whole, rest = divmod(abs(thousandths), 1000)
    decimals = f"{rest:03d}"
    return f"{sign}{whole}.{decimals.removesuffix('0')}"


SUPPORT_UK = "+447700900010"
SALES_US = "+12125550142"
FREEPHONE_UK = "+448081570123"
SERVICE_SE = "+46701740610"
BERLIN = "+493023125100"
ALERTS_AU = "+61491570156"
INTAKE_FR = "+33639980010"

OPENING_LINES = (
    Line(42, SUPPORT_UK, "Support UK", "GB", "mobile", "active", True, True, True),
    Line(43, SALES_US, "Sales US", "US", "local", "active", True, True, True),
    Line(44, FREEPHONE_UK, "Freephone UK", "GB", "toll_free", "active", False, False, False),
    Line(45, SERVICE_SE, "Service SE", "SE", "mobile", "active", False, True, True),
    Line(46, BERLIN, "Berlin office", "DE", "local", "provisioning", False, True, True),
    Line(47, ALERTS_AU, "Alerts AU", "AU", "mobile", "active", True, True, False),
    Line(48, INTAKE_FR, "Intake FR", "FR", "mobile", "active", True, False, True),
)
"""The numbers a new practice account starts with; the first is the default line."""
