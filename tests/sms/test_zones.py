"""Where in time a number can be: what its country and its area tell."""

import pytest

from desktop.sms.zones import zones_of


@pytest.mark.parametrize(
    ("number", "zones"),
    [
        ("+442079460018", ("Europe/London",)),
        ("+31201234567", ("Europe/Amsterdam",)),
        ("+12125550142", ("America/New_York",)),
        ("+33639980010", ("Europe/Paris",)),
        ("12345", ()),
        ("Parcel", ()),
        ("", ()),
        ("+80012345678", ()),
        ("+99999999999", ()),
        ("+44", ()),
    ],
)
def test_a_number_is_in_the_zones_of_its_area_or_country(number: str, zones: tuple[str, ...]) -> None:
    assert zones_of(number) == zones


def test_a_mobile_number_of_a_large_country_can_be_in_many_zones() -> None:
    assert len(zones_of("+61491570156")) > 1
    assert len(zones_of("+79161234567")) > 1
    assert len(zones_of("+18005550100")) > 20


def test_a_range_that_is_not_in_use_is_somewhere_in_its_country() -> None:
    assert "Europe/London" in zones_of("+447700900123")
