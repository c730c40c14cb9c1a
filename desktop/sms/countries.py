"""The name of a country in plain English, for sentences of the command line; the window asks Qt."""

_ELSEWHERE = "*"
"""Begins an entry that only says under which language the name stands."""


def english_name(region: str) -> str:
    """The name of an ISO 3166-1 country; the code itself where none is known.

    Source: the names that come with ``phonenumbers``, taken from Unicode's CLDR.
    """
    # Large, and hardly ever needed.
    from phonenumbers.geodata.locale import LOCALE_DATA

    names = LOCALE_DATA.get(region, {})
    found = names.get("en", "")
    if found.startswith(_ELSEWHERE):
        found = names.get(found.removeprefix(_ELSEWHERE), "")
    return found or region
