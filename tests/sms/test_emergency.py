"""Product row "Emergency numbers": texting 911, 112 and 999 is refused; a list by country."""

import locale

import pytest

from desktop.sms.emergency import home_region, is_emergency


@pytest.mark.parametrize("number", ["112", "911", "999", "000", "110", "119", "118"])
def test_what_every_mobile_takes_for_an_emergency_number_is_one_without_knowing_the_country(
    number: str,
) -> None:
    assert is_emergency(number)


@pytest.mark.parametrize(
    ("number", "region"),
    [("113", "IT"), ("17", "FR"), ("15", "FR"), ("190", "BR"), ("120", "CN"), ("106", "AU"), ("113", "it")],
)
def test_a_number_of_one_country_is_an_emergency_number_there_and_not_elsewhere(
    number: str, region: str
) -> None:
    assert is_emergency(number, region)
    assert is_emergency(number, None, "SE", region)
    assert not is_emergency(number, "SE")


@pytest.mark.parametrize(
    "written", ["9-1-1", "tel:112", " 1 1 2 ", "\u2068999\u2069", "١١٢", "1\u00a01\u00a02"]
)
def test_every_way_of_writing_it_is_understood(written: str) -> None:
    assert is_emergency(written)


@pytest.mark.parametrize(
    "number",
    [
        "11200",
        "91199",
        "118118",
        "116117",
        "12345",
        "9990",
        "+112",
        "+44 7700 900112",
        "112, 911",
        "",
        "help",
    ],
)
def test_a_short_code_that_only_looks_like_one_is_no_emergency_number(number: str) -> None:
    assert not is_emergency(number, "GB", "US", "DE")


def test_an_unknown_country_counts_as_none() -> None:
    assert not is_emergency("113", "ZZ", "")


@pytest.mark.parametrize(
    ("name", "region"),
    [("en_GB", "GB"), ("zh_Hant_TW", "TW"), ("C", None), (None, None), ("English_United Kingdom", None)],
)
def test_the_computers_country_is_read_from_its_locale(
    name: str | None, region: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda *_: (name, "UTF-8"))
    assert home_region() == region
