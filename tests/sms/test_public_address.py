"""Which addresses a service outside can be given."""

import pytest

from desktop.sms.public_address import Unfit, unfit


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/?from={FROM}&text={MESSAGE}",
        "https://texts.example.com:8443/x",
        "https://bücher.example/",
        "HTTPS://8.8.8.8/x",
    ],
)
def test_an_address_outside_that_keeps_what_it_is_told_is_fit(address: str) -> None:
    """D3"""
    assert unfit(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x",
        "https://127.1/x",
        "https://2130706433/",
        "https://[::1]:8750/x?text={MESSAGE}",
        "https://10.0.0.5/",
        "https://192.168.1.20/x",
        "https://169.254.1.1/",
        "https://[fd00::1]/",
        "https://localhost:8750/x",
        "https://desk.local/",
        "https://desk.localhost./x",
        "https://router/",
    ],
)
def test_no_service_reaches_this_computer_or_a_private_network(address: str) -> None:
    """D3"""
    assert unfit(address) is Unfit.NOT_OUTSIDE


def test_plain_http_and_what_is_no_address_are_unfit() -> None:
    """D3: customers' words go there"""
    assert unfit("http://example.com/x") is Unfit.PLAIN
    for address in ("", "example.com/x", "ftp://example.com", "https://", "https:///x", "mailto:a@b.example"):
        assert unfit(address) is Unfit.NO_ADDRESS
