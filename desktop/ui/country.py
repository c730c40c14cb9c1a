"""The name of a country, as people read it beside a number."""

from PySide6.QtCore import QLocale


def country_name(region: str | None) -> str:
    """The English name of an ISO 3166-1 country, which is all that Qt knows of every one; "" for none."""
    territory = QLocale.codeToTerritory(region or "")
    known = territory != QLocale.Country.AnyTerritory
    return QLocale.territoryToString(territory) if known else region or ""
