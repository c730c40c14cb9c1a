"""What is said of a line's settings before and after a change."""

from dataclasses import replace
from decimal import Decimal

from desktop import line_setting_words as words
from desktop.providers.line_settings import LineSettings
from desktop.sms.prices import PER_TEXT, SWITCHED_ON, wallet
from desktop.sms.public_address import Unfit

NUMBER = "+14155550101"
SHOWN = LineSettings(email="desk@example.com")


def money(amount: str, currency: str) -> str:
    return f"{amount} {currency}"


def test_each_change_is_said_before_and_after() -> None:
    """A9, D5, D6"""
    wanted = replace(SHOWN, texting=True, email_on=True, forward_on=True, forward="+12264836086")
    assert words.changes(SHOWN, wanted) == [
        "SMS: off → on",
        "Texts by e-mail: off (desk@example.com) → desk@example.com",
        "Copy to a phone: off → \u2068+1 226-483-6086\u2069",
    ]
    assert words.changes(SHOWN, SHOWN) == []


def test_the_question_names_number_and_service() -> None:
    """A9: disable asks once, too"""
    on = replace(SHOWN, texting=True)
    for asked in (words.question(NUMBER, SHOWN, on, "VoIP.ms"), words.question(NUMBER, on, SHOWN, "VoIP.ms")):
        assert "+1 415-555-0101" in asked
        assert "VoIP.ms" in asked
    assert "do not arrive" in words.question(NUMBER, on, SHOWN, "VoIP.ms")
    other = replace(on, callback_retry=True)
    assert words.question(NUMBER, on, other, "VoIP.ms").startswith("Change the settings")


def test_the_rules_of_forwarding_are_told() -> None:
    """D5: keep To and subject, 160 characters; D6: caller ID is the number; D3, D4"""
    email, phone, callback = words.rules("VoIP.ms")
    assert "To and the subject" in email
    assert "160" in email
    assert "shows this number as its sender" in phone
    assert "{MESSAGE}" in callback
    assert "30 minutes" in callback


def test_the_price_is_said_with_the_wallet_before_and_after_and_what_is_missing() -> None:
    """A9"""
    price = SWITCHED_ON["cliqtel"]
    said = words.cost(price, None, wallet(Decimal("12.40"), price), "EUR", money)
    assert said[-1] == "In the wallet: 12.40 EUR before, 11.65 EUR after it."
    said = words.cost(price, None, wallet(Decimal("0.50"), price), "EUR", money)
    assert said[-1] == "0.25 EUR is missing: top up first."


def test_where_no_price_is_known_nothing_is_made_up() -> None:
    """A9, G4"""
    free = SWITCHED_ON["voipms"]
    said = words.cost(free, PER_TEXT["voipms"], wallet(Decimal(5), free), "USD", money)
    assert said[0].startswith("Price: No price is named")
    assert said[1].startswith("Each text: 0.0075 USD")
    assert "5 USD before" in said[2]
    assert words.cost(None, None, None, "", money) == [
        "What it costs is not known here. The service may charge for it.",
        "What is left in the wallet is not known here.",
    ]


def test_a_refusal_is_said_in_our_words_or_else_in_the_services() -> None:
    assert "e-mail" in words.refused("voipms", "invalid_email", "", "VoIP.ms")
    said = words.refused("voipms", "invalid_sms_forward", "", "VoIP.ms")
    assert said.endswith("Nothing was changed: correct what you gave, and try again.")
    assert words.refused("voipms", "quite_new", "Not today", "VoIP.ms") == "VoIP.ms refused: Not today"
    assert words.refused("voipms", None, "", "VoIP.ms").endswith("no reason given")


def test_only_a_new_web_address_is_looked_at_and_why_it_is_unfit_is_said() -> None:
    """D3: one that stands there already hinders no other change"""
    inside = replace(SHOWN, callback_on=True, callback="http://127.0.0.1/x")
    assert "VoIP.ms cannot reach this address" in (words.unfit_of(SHOWN, inside, "VoIP.ms") or "")
    assert words.unfit_of(inside, replace(inside, texting=not inside.texting), "VoIP.ms") is None
    assert words.unfit_of(SHOWN, replace(inside, callback_on=False), "VoIP.ms") is None
    assert words.unfit_of(SHOWN, replace(inside, callback="https://a.example/x"), "VoIP.ms") is None
    assert len({words.unfit(one, "VoIP.ms") for one in Unfit}) == len(Unfit)


def test_what_came_of_a_change_is_said() -> None:
    assert "are changed" in words.done(NUMBER, SHOWN, SHOWN)
    assert "not as wanted" in words.done(NUMBER, SHOWN, replace(SHOWN, texting=True))
    assert "in the portal" in words.others_changed(NUMBER)
    assert "nothing was written" in words.changed_meanwhile(NUMBER)
    assert "Read the settings again" in words.unknown_outcome(NUMBER)
    assert words.dated(SWITCHED_ON["voipms"]).startswith("From VoIP.ms wiki")
