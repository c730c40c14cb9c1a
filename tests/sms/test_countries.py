"""Countries by their names."""

import pytest

from desktop.sms.countries import english_name


@pytest.mark.parametrize(
    ("region", "name"),
    [("GB", "United Kingdom"), ("IN", "India"), ("NL", "Netherlands"), ("XX", "XX"), ("", "")],
)
def test_a_country_has_its_english_name_and_an_unknown_one_its_code(region: str, name: str) -> None:
    assert english_name(region) == name
