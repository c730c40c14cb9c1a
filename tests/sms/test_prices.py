"""Prices that a paper names, and what they do to the money that is left."""

from decimal import Decimal

from desktop.sms.prices import PER_MEDIA, PER_TEXT, SWITCHED_ON, on_paper, wallet


def test_every_price_has_its_source_and_its_date() -> None:
    """G4"""
    prices = [*PER_TEXT.values(), *PER_MEDIA.values(), *SWITCHED_ON.values()]
    assert all(one.source and one.currency and one.dated.year > 2016 for one in prices)


def test_the_day_of_reading_is_never_given_for_that_of_publication() -> None:
    """G4: VoIP.ms' page of 2017 names no price; those it names were read later"""
    assert not SWITCHED_ON["voipms"].read and SWITCHED_ON["voipms"].amount is None
    assert all(one.read for one in (PER_TEXT["voipms"], PER_MEDIA["voipms"], PER_TEXT["cliqtel"]))


def test_what_the_service_tells_itself_is_of_no_paper() -> None:
    """G4"""
    assert on_paper("voipms", told=False) is PER_TEXT["voipms"]
    assert on_paper("voipms", told=True) is None
    assert on_paper("twilio", told=False) is None


def test_the_wallet_is_said_before_and_after_and_what_is_missing() -> None:
    """A9"""
    price = SWITCHED_ON["cliqtel"]
    enough = wallet(Decimal("12.40"), price)
    assert enough is not None
    assert (enough.before, enough.after, enough.missing) == (Decimal("12.40"), Decimal("11.65"), Decimal(0))
    short = wallet(Decimal("0.50"), price)
    assert short is not None
    assert short.missing == Decimal("0.25")


def test_nothing_is_worked_out_between_two_currencies_or_without_a_balance() -> None:
    """A9"""
    assert wallet(Decimal(5), SWITCHED_ON["cliqtel"], "USD") is None
    assert wallet(None, SWITCHED_ON["cliqtel"]) is None


def test_where_no_price_is_named_the_wallet_stays() -> None:
    """A9: VoIP.ms names none for switching SMS on"""
    found = wallet(Decimal(5), SWITCHED_ON["voipms"], "USD")
    assert found is not None
    assert found.before == found.after == 5
