"""Amounts of money as people read them, in the locale's own form."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QLocale

from desktop.wording import tr

_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}


def money(amount: str, currency: str) -> str:
    """``amount``, a decimal string, in ``currency`` (ISO 4217): "€12.40", "SEK 5.00", "€0.008".

    Credits of a service, whose worth nobody tells, are called so. Two decimals, or all there
    are. What is no number comes back as it is.
    """
    try:
        value = Decimal(amount)
    except InvalidOperation:
        return amount
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        return amount
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        # Qt's C locale would write the sign behind the amount.
        locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    if currency == "credits":
        return tr("{amount} credits").format(amount=locale.toString(float(value), "f", max(2, -exponent)))
    sign = _SIGNS.get(currency) or (f"{currency}\u00a0" if currency else "")
    if not sign:
        return locale.toString(float(value), "f", max(2, -exponent))
    return locale.toCurrencyString(float(value), sign, max(2, -exponent)).strip()
