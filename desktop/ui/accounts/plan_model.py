"""What somebody says of an account that its service does not tell: plan, countries (A14, A15, B9, B14).

Look here for how words in the form become what ``accounts.json`` keeps, and what is said of words that
cannot be understood. Preflight goes by it at the next key.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from desktop import wording
from desktop.announce import AccountsChanged
from desktop.settings.accounts import Account, Accounts
from desktop.settings.files import SettingsDamaged, SettingsUnwritable
from desktop.store.database import Database
from desktop.ui.country import country_name
from desktop.ui.plain import one_line
from desktop.wording import ntr, tr

Plan = Literal["", "trial", "paid"]

_BETWEEN = re.compile(r"[\s,;]+")
_CODE = re.compile(r"[A-Z]{2}")
_AMOUNT = re.compile(r"[0-9]{1,8}(\.[0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What stands in the form, as typed; countries are codes of two letters, "" for any."""

    plan: Plan = ""
    trial_parts: str = ""
    allowed: str = ""
    unjoined: str = ""
    low_balance: str = ""


def form_of(account: Account) -> PlanForm:
    """What is kept of an account."""
    parts = "" if account.trial_parts is None else str(account.trial_parts)
    allowed = ", ".join(account.allowed_countries or ())
    low = "" if account.low_balance is None else format(account.low_balance, "f")
    return PlanForm(account.plan, parts, allowed, ", ".join(account.unjoined_countries), low)


def summary(account: Account) -> str:
    """What is kept, in a sentence or two; "" where nobody said anything."""
    said = []
    if account.plan == "paid":
        said.append(tr("Paid plan."))
    elif account.plan == "trial":
        trial = tr("Trial.")
        parts = account.trial_parts
        said.append(trial if parts is None else ntr("Trial of {n} part.", "Trial of {n} parts.", parts))
        if account.provider == "twilio":
            said.append(
                tr("Only numbers that you verified at Twilio are reached; its own words begin each text.")
            )
    if account.allowed_countries:
        names = ", ".join(country_name(code) or code for code in account.allowed_countries)
        said.append(tr("Texts only to {countries}.").format(countries=names))
    if account.unjoined_countries:
        names = ", ".join(country_name(code) or code for code in account.unjoined_countries)
        said.append(tr("Long texts arrive in pieces in {countries}.").format(countries=names))
    if account.low_balance is not None:
        level = format(account.low_balance, "f")
        said.append(tr("It is said when less than {amount} is left.").format(amount=level))
    return " ".join(said)


class PlanModel:
    """Keeps what somebody says of an account."""

    def __init__(self, db: Database, accounts: Accounts) -> None:
        self._db = db
        self._accounts = accounts

    def keep(self, account: Account, form: PlanForm) -> str:
        """Keep the form; why that cannot be done in a sentence, or ""."""
        parts = form.trial_parts.strip()
        if parts and not (parts.isascii() and parts.isdigit() and len(parts) <= 6):
            return tr("“{words}” is no number of parts. Leave it empty where you do not know.").format(
                words=one_line(parts, longest=40)
            )
        codes: dict[str, tuple[str, ...]] = {}
        for name, typed in (("allowed", form.allowed), ("unjoined", form.unjoined)):
            codes[name] = tuple(dict.fromkeys(one for one in _BETWEEN.split(typed.upper().strip()) if one))
            for code in codes[name]:
                if not _CODE.fullmatch(code) or country_name(code) == code:
                    return tr(
                        "“{words}” is no country. Write codes of two letters, such as GB or US."
                    ).format(words=one_line(code, longest=40))
        low = form.low_balance.strip().replace(",", ".")
        if low and not _AMOUNT.fullmatch(low):
            return tr("“{words}” is no amount. Write it as 5 or 2.50, or leave it empty.").format(
                words=one_line(low, longest=40)
            )
        try:
            kept = Account.model_validate(
                account.model_dump()
                | {
                    "plan": form.plan,
                    "trial_parts": int(parts) if parts and form.plan == "trial" else None,
                    "allowed_countries": codes["allowed"] or None,
                    "unjoined_countries": codes["unjoined"],
                    "low_balance": Decimal(low) if low and Decimal(low) else None,
                }
            )
            self._accounts.update(kept)
        except ValueError:
            return tr("This cannot be kept. Look at the number and the countries again.")
        except (SettingsUnwritable, SettingsDamaged) as error:
            return wording.store_trouble(type(error).__name__, str(error.path), error.detail)
        self._db.announce(AccountsChanged())
        return ""
