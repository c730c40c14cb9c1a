"""Which time zones a number can be in: what its country and its area tell, never more than that.

A mobile number of a large country may be anywhere in it, so it has many zones; whoever shows a local time
shows none then. Like ``phone``, each function imports phonenumbers when it is called: its tables are large.
"""

from functools import lru_cache

_UNKNOWN = "Etc/Unknown"


@lru_cache(maxsize=1024)
def zones_of(number: str) -> tuple[str, ...]:
    """The IANA names of all time zones that an E.164 number can be in; none for anything else."""
    if not number.startswith("+"):
        return ()
    import phonenumbers
    from phonenumbers import timezone

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ()
    zones = tuple(timezone.time_zones_for_number(parsed))
    if zones == (_UNKNOWN,):
        # In no range that is in use: its country is all that is known. A zero is in no area's prefix.
        country = phonenumbers.PhoneNumber(country_code=parsed.country_code, national_number=0)
        zones = tuple(timezone.time_zones_for_geographical_number(country))
    return () if zones == (_UNKNOWN,) else zones
