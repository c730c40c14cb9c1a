"""Words of signing in: every code has its sentence with a next step, no text from outside breaks it."""

import inspect
import re

import pytest

from desktop import sign_in_words
from desktop.providers import http_client, voipms_calls
from desktop.providers.catalog import SERVICES
from desktop.settings import credentials, system_keyring

NASTY = "{0} {said} %s {number"


def _codes(module: object, call: str) -> set[str]:
    return set(re.findall(call + r'\("(\w+)"', inspect.getsource(module)))  # type: ignore[arg-type]


def test_every_reason_not_to_sign_in_has_its_sentence() -> None:
    codes = _codes(credentials, "NoSecret") | _codes(system_keyring, "NoSecret")
    codes |= _codes(http_client, "BadAddress")
    assert {"keyring_silent", "keyring_forgets", "plain_http"} <= codes
    general = sign_in_words.sign_in_trouble("no such code", service="Cliqtel")
    for code in codes:
        said = sign_in_words.sign_in_trouble(code, service="Cliqtel", detail="WHERE")
        assert "does not accept" in general and "does not accept" not in said, code
        assert "{" not in said


def test_a_refused_key_is_told_in_the_services_words_or_in_ours() -> None:
    assert NASTY in sign_in_words.sign_in_trouble(NASTY, service="Cliqtel")
    assert sign_in_words.sign_in_trouble("refused", service="Cliqtel").endswith("sign in again.")
    assert sign_in_words.sign_in_trouble("", service="Cliqtel").endswith("sign in again.")


@pytest.mark.parametrize("provider", SERVICES)
def test_every_field_of_every_service_has_a_name_and_what_to_do_where_it_is_missing(provider: str) -> None:
    """G1."""
    service = SERVICES[provider]
    for field in service.fields:
        assert sign_in_words.field_name(provider, field.name) != field.name
        assert sign_in_words.field_missing(provider, field.name).endswith(".")
        alone = len(service.fields) == 1
        assert alone or sign_in_words.field_help(provider, field.name).endswith(".")


@pytest.mark.parametrize(
    "code",
    [
        "close_key",
        "cloudtalk_key",
        "salesmsg_token",
        "key_kind",
        "not_allowed",
        "20003",
        *sorted(voipms_calls.CREDENTIALS),
    ],
)
def test_every_refusal_with_a_code_has_a_sentence_with_the_way_through_the_portal(code: str) -> None:
    """G1: in the form, on the card and in the banner, which get it as a reason of the link."""
    said = sign_in_words.service_trouble(code, service="The service", detail=NASTY)
    general = sign_in_words.service_trouble("refused", service="The service", detail=NASTY)
    assert said != general and said.endswith(".") and "{" not in said
    assert sign_in_words.sign_in_trouble(f"told:{code}:{NASTY}", service="The service") == said
    assert "›" in said or code == "missing_credentials"


def test_a_wrong_secret_at_twilio_says_what_to_do_next_and_where() -> None:
    """G1: not only the service's one word"""
    said = sign_in_words.sign_in_trouble("told:20003:Authenticate", service="Twilio")
    assert "key and secret once more" in said and "Console › API keys & tokens" in said


def test_the_address_that_has_to_be_allowed_is_named_where_the_service_told_it() -> None:
    """G1: what the service saw, and nothing made of other words."""
    for address in ("203.0.113.7", "2001:db8::1"):
        said = f"This IP is not enabled for API use ({address})"
        words = sign_in_words.service_trouble("ip_not_enabled", service="VoIP.ms", detail=said)
        assert f"Add its address, \u2068{address}\u2069, in the portal" in words
        assert words.endswith("Then try again.")
    for odd in ("", "This IP is not enabled", "not enabled ({service})", NASTY, "(1.2.3.4) is not enabled"):
        words = sign_in_words.service_trouble("ip_not_enabled", service="VoIP.ms", detail=odd)
        assert "Add its public address in the portal" in words


def test_a_refusal_that_the_catalogue_knows_is_told_in_its_words() -> None:
    """C7, G1."""
    told = sign_in_words.service_trouble(
        "said_no", service="Twilio", detail="Resource not accessible", provider="twilio", named="20008"
    )
    assert told.startswith("Twilio refused: The key is one for tests")
    unknown = sign_in_words.service_trouble(
        "said_no", service="Twilio", detail=NASTY, provider="twilio", named="nobody knows"
    )
    assert unknown == f"Twilio refused: {NASTY}"


@pytest.mark.parametrize("reason", ["keyring_silent", "keyring_refused", "keyring_forgets", "no_keyring"])
def test_a_new_key_that_is_not_kept_says_why_and_what_the_next_start_will_ask(reason: str) -> None:
    """I4: while it is used, before it is lost."""
    said = sign_in_words.unkept(reason, service="Salesmsg")
    assert said.startswith("Salesmsg gave a new key, and it could not be kept. ")
    assert said.endswith("the next start asks you to sign in again.") and "()" not in said
