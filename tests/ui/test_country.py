"""Countries by their names."""

from desktop.ui.country import country_name


def test_a_country_is_called_by_its_name_and_an_unknown_one_by_its_code() -> None:
    assert country_name("GB") == "United Kingdom"
    assert country_name("QQ") == "QQ"
    assert country_name(None) == ""
