"""What a text costs, as the counter says it (B25): nothing where no price is known."""

from decimal import Decimal, InvalidOperation

_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}


def price(per_part: tuple[str, str], parts: int) -> str:
    """``parts`` times (amount as a decimal string, currency), as short as it is exact; "" if unknown."""
    amount, currency = per_part
    if not amount:
        return ""
    try:
        total = (Decimal(amount) * parts).normalize()
    except InvalidOperation:
        return ""
    sign = _SIGNS.get(currency)
    return f"{sign}{total:f}" if sign else f"{total:f} {currency}".strip()
