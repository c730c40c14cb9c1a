"""Troubles with a service, said in one sentence each with the right exit code."""

import pytest

from desktop.cli.opening import said
from desktop.providers.base import (
    Busy,
    OutcomeUnknown,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.providers.catalog import UnknownService
from desktop.providers.http_client import BadAddress
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret

ACCOUNT = Account(
    provider="cliqtel", name="Shop", url="https://sms.example", key_place="env", key_variable="K"
)


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (Unreachable("ConnectError"), 3, "Cliqtel cannot be reached at https://sms.example (ConnectError)."),
        (Busy(2.5), 3, "Cliqtel asks to wait 2.5 s. Try again then."),
        (SignInNeeded("Unauthenticated."), 3, "Cliqtel does not accept the key: Unauthenticated."),
        (SignInNeeded(""), 3, "Cliqtel does not accept the key. Make a new one there, then sign in again."),
        (
            Unreadable("HTTP 200, not JSON"),
            3,
            "Cliqtel at https://sms.example answered in a form that Linedesk does not know "
            "(HTTP 200, not JSON). Check the address.",
        ),
        (
            Unreachable("ConnectError", "no_such_host"),
            3,
            "https://sms.example leads to no server. Check the address, and whether there is a network.",
        ),
        (
            SignInNeeded("No way", allowed=False),
            3,
            "Cliqtel knows the key, but the key may not be used for this (No way). Allow it there, or make "
            "another key.",
        ),
        (
            Unreadable("HTTP 404, not JSON", "http_404"),
            3,
            "There is no Cliqtel at https://sms.example (HTTP 404, not JSON). Check the address.",
        ),
        (
            UnknownService("no such service"),
            3,
            "This version of Linedesk does not know the service Cliqtel. Update Linedesk to use the account.",
        ),
        (
            NoSecret("session_over"),
            3,
            "The key of Shop was only for one session of the window. Sign in again there, or add the "
            "account with: linedesk account add",
        ),
        (OutcomeUnknown("HTTP 502"), 3, "Cliqtel gave no usable answer (HTTP 502). Try again."),
        (
            Refused("http_404", "Not Found"),
            3,
            "There is no Cliqtel at https://sms.example (Not Found). Check the address.",
        ),
        (
            Refused("http_404", ""),
            3,
            "There is no Cliqtel at https://sms.example (http_404). Check the address.",
        ),
        (Refused("http_402", "No money"), 1, "Cliqtel refused: No money"),
        (
            NoSecret("variable_unset", "K"),
            3,
            "The environment variable K that should hold the key is not set.",
        ),
        (BadAddress("no_address"), 2, "The address is not complete. It looks like https://example.com."),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_each_trouble_has_its_sentence_and_its_exit_code(error: Exception, code: int, words: str) -> None:
    """E: 1 refused, 2 wrong usage, 3 cannot sign in or reach"""
    assert said(ACCOUNT, error) == (words, code)


def test_a_fault_of_ours_is_not_taken_for_a_trouble_with_the_service() -> None:
    with pytest.raises(ProviderError):
        said(ACCOUNT, ProviderError("new kind"))
