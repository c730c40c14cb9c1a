"""What texts teach of the line they left from or came to."""

from datetime import UTC, datetime, timedelta

from desktop.sms.abilities import Learned
from desktop.sms.delivery import State
from desktop.sms.line_learned import Outcome, learned

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=1)
HERE, ABROAD = "+12025550117", "+447700900123"


def failed(code: str, at: datetime = NOW, peer: str = HERE) -> Outcome:
    return Outcome(True, peer, State.FAILED, at, code)


def taken(peer: str, at: datetime = NOW) -> Outcome:
    return Outcome(True, peer, State.SENT, at)


def of(*outcomes: Outcome, service: str = "twilio") -> Learned:
    return learned(outcomes, service, "US")


def test_texts_that_were_taken_tell_where_the_line_reaches() -> None:
    """A5, A16"""
    found = of(taken(HERE, EARLIER), taken(ABROAD), taken(HERE))
    assert (found.taken, found.at_home, found.abroad) == (NOW, NOW, NOW)
    assert of(Outcome(True, HERE, State.QUEUED, NOW)) == Learned()


def test_texts_that_came_tell_from_whom_it_receives() -> None:
    """D7"""
    came = [Outcome(False, peer, State.RECEIVED, NOW) for peer in (HERE, "72345", "BANK")]
    found = of(*came)
    assert (found.came, found.short_code, found.name) == (NOW, NOW, NOW)
    assert of(came[0]).short_code is None


def test_a_picture_that_came_or_was_taken_is_proof_of_mms() -> None:
    """A5"""
    assert of(Outcome(False, HERE, State.RECEIVED, NOW, media=True)).media == NOW
    assert of(Outcome(True, HERE, State.FAILED, NOW, media=True)).media is None


def test_the_newest_refusal_of_the_sender_is_kept_with_its_code() -> None:
    """B17"""
    found = of(failed("21606", EARLIER), failed("21601"), failed("30003"))
    assert (found.no_sender, found.no_sender_code) == (NOW, "21601")
    assert of(failed("21606"), service="voipms").no_sender is None


def test_a_pair_that_worked_since_is_no_longer_refused() -> None:
    """B19"""
    assert of(failed("21612", EARLIER), failed("21612", peer=ABROAD)).pairs == (ABROAD, HERE)
    assert of(failed("21612", EARLIER), taken(HERE)).pairs == ()
    assert of(failed("21612"), taken(HERE, EARLIER)).pairs == (HERE,)


def test_a_refused_toll_free_number_is_learned() -> None:
    """B29"""
    assert of(failed("30032")).unverified == NOW


def test_a_number_that_salesmsg_refused_as_a_sender_is_learned() -> None:
    """B17: no flag there says that it cannot text."""
    assert of(failed("21606"), service="salesmsg") == of(failed("21606")) != Learned()
