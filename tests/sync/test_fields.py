"""What was typed into the fields of a sign-in: each thing where it belongs, and old forms still read."""

from collections.abc import Mapping

import pytest

from desktop.providers.catalog import SERVICES
from desktop.settings.accounts import Account
from desktop.sync.fields import FieldMissing, OddField, read_typed, secrets_of
from desktop.sync.key import OddKey

SID, KEY_SID, TOKEN = f"AC{'a' * 32}", f"SK{'b' * 32}", "0123456789abcdef"
TWILIO, VOIPMS, CLIQTEL = SERVICES["twilio"], SERVICES["voipms"], SERVICES["cliqtel"]
MAIL = "Agent@Example.COM"


def account(provider: str, **fields: str) -> Account:
    return Account(provider=provider, name="A", url="https://x.example", key_place="keyring", fields=fields)


def test_what_copying_adds_is_no_part_of_a_field() -> None:
    """G1: spaces, line ends and what nobody can see."""
    typed = read_typed(TWILIO, {"account_sid": f" {SID}\n", "key_sid": "\u200b"}, f"\t{TOKEN} ")
    assert (dict(typed.fields), typed.secret) == ({"account_sid": SID}, TOKEN)
    assert TOKEN not in repr(typed)


@pytest.mark.parametrize(
    ("fields", "secret"),
    [
        ({"account_sid": f"{SID}:{TOKEN}"}, ""),
        ({}, f"{SID}:{TOKEN}"),
        ({"account_sid": SID}, f"{SID}:{TOKEN}"),
    ],
    ids=["into the SID", "into the secret", "the SID twice"],
)
def test_all_that_was_pasted_into_one_field_goes_where_it_belongs(
    fields: Mapping[str, str], secret: str
) -> None:
    """G1: ``AC…:token``, as many tools want it; the token does not stay where it can be read."""
    typed = read_typed(TWILIO, fields, secret)
    assert (dict(typed.fields), typed.secret) == ({"account_sid": SID}, TOKEN)


def test_a_key_with_its_account_pasted_together_is_three_fields() -> None:
    typed = read_typed(TWILIO, {}, f"{SID}:{KEY_SID}:{TOKEN}")
    assert dict(typed.fields) == {"account_sid": SID, "key_sid": KEY_SID} and typed.secret == TOKEN


def test_what_was_typed_apart_is_not_taken_apart() -> None:
    """G1: a password may have a colon and an at sign in it."""
    typed = read_typed(VOIPMS, {"api_username": MAIL}, "a@b:c")
    assert (dict(typed.fields), typed.secret) == ({"api_username": MAIL}, "a@b:c")
    other = read_typed(TWILIO, {"account_sid": f"AC{'c' * 32}"}, f"{SID}:{TOKEN}")
    assert other.secret == f"{SID}:{TOKEN}"


@pytest.mark.parametrize("password", ["two words", "pässwörd", "a:b", "密码 1", "'; drop --"])
def test_a_password_that_somebody_chose_may_hold_what_no_key_has(password: str) -> None:
    """G1: an e-mail address stays as it was typed, capitals included."""
    typed = read_typed(VOIPMS, {"api_username": f" {MAIL}"}, f" {password}\n")
    assert (typed.fields["api_username"], typed.secret) == (MAIL, password)
    joined = read_typed(VOIPMS, {}, f"{MAIL}:{password}")
    assert (joined.fields["api_username"], joined.secret) == (MAIL, password)


@pytest.mark.parametrize("password", ["a\nb", "a\x00b", "a\u2028b", "a\ud800"])
def test_what_nobody_can_type_is_in_no_password(password: str) -> None:
    with pytest.raises(OddKey):
        read_typed(VOIPMS, {"api_username": MAIL}, password)


@pytest.mark.parametrize(
    ("fields", "secret", "missing"),
    [
        ({}, TOKEN, "account_sid"),
        ({"account_sid": SID}, " ", "secret"),
        ({"key_sid": KEY_SID}, TOKEN, "account_sid"),
    ],
)
def test_what_is_missing_is_named(fields: Mapping[str, str], secret: str, missing: str) -> None:
    with pytest.raises(FieldMissing) as caught:
        read_typed(TWILIO, fields, secret)
    assert caught.value.field == missing


def test_an_odd_character_in_a_field_is_named_with_the_field() -> None:
    with pytest.raises(OddField) as caught:
        read_typed(TWILIO, {"account_sid": f"\u201c{SID}\u201d"}, TOKEN)
    assert caught.value.field == "account_sid"
    assert caught.value.characters.startswith("left double quotation mark")


def test_an_adapter_gets_the_fields_and_the_secret() -> None:
    found = secrets_of(account("twilio", account_sid=SID), f" {TOKEN}\n")
    assert found == {"account_sid": SID, "secret": TOKEN}
    assert secrets_of(account("voipms", api_username=MAIL), "a b") == {
        "api_username": MAIL,
        "api_password": "a b",
    }


def test_a_secret_that_was_kept_joined_goes_on_being_read() -> None:
    """G1: accounts without fields are as they were, Cliqtel's among them."""
    assert secrets_of(account("cliqtel"), " clq_1\n") == {"api_key": "clq_1"}
    assert secrets_of(account("twilio"), f"{SID}:{TOKEN}") == {"api_key": f"{SID}:{TOKEN}"}
    assert secrets_of(account("voipms"), f"{MAIL}:two words") == {"api_key": f"{MAIL}:two words"}
    assert secrets_of(account("future"), "k") == {"api_key": "k"}
    with pytest.raises(OddKey):
        secrets_of(account("cliqtel"), "two words")


@pytest.mark.parametrize("provider", SERVICES)
def test_every_service_has_one_secret_and_nothing_else_that_is_hidden(provider: str) -> None:
    """E1: what is no secret is kept beside the address; of the secret there is one."""
    assert [one.hidden for one in SERVICES[provider].fields].count(True) == 1
