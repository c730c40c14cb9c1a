"""The records and errors that adapters and the core exchange."""

import pytest

from desktop.providers.base import (
    OFF,
    Busy,
    Capabilities,
    Credentials,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.sms.delivery import Proof

BODY = "secret words"


@pytest.mark.parametrize(
    "error", [Refused("http_422", BODY), Refused(None, BODY), SignInNeeded(BODY), Busy(3)]
)
def test_no_error_shows_the_services_words_in_a_log(error: Exception) -> None:
    """They may quote a text or a number."""
    assert BODY not in str(error) and str(error)


def test_an_answer_in_an_unknown_form_is_an_unknown_outcome() -> None:
    """A 200 that cannot be read does not prove that nothing was sent."""
    assert issubclass(Unreadable, OutcomeUnknown)
    assert not issubclass(OutcomeUnknown, Unreachable)


def test_secrets_do_not_show() -> None:
    credentials = Credentials("https://cliqtel.com", {"api_key": BODY})
    assert BODY not in repr(credentials) and BODY not in str(credentials)


def test_a_service_that_says_nothing_can_do_nothing_and_proves_nothing() -> None:
    """A5, C6: what is not known is off, with a reason."""
    unknown = Capabilities()
    assert unknown.proof is Proof.ACCEPTED
    assert {unknown.all_lines, unknown.balance, unknown.contacts, unknown.calls} == {OFF}
    assert OFF.reason


def test_records_cannot_be_changed_on_their_way() -> None:
    with pytest.raises(AttributeError):
        Capabilities().pace = 9  # type: ignore[misc]
