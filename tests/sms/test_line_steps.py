"""From when a number that came from another service may text."""

from datetime import UTC, datetime, timedelta

from desktop.sms.abilities import PORTED_AT, VOICE_ONLY, Ability, About, Answer, Do, Fact, Source
from desktop.sms.line_steps import AFTER_PORT, may_text_from, steps

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def about(at: datetime) -> About:
    return About("+14155550101", NOW, facts={PORTED_AT: Fact(at.isoformat(), Source.PERSON, NOW)})


def test_two_days_are_counted_from_the_end_of_the_port() -> None:
    """A13"""
    assert may_text_from(about(NOW)) == NOW + AFTER_PORT
    assert may_text_from(about(NOW - AFTER_PORT)) is None
    assert may_text_from(About("+14155550101", NOW)) is None


def test_a_short_code_is_told_apart_from_a_number_that_cannot_send() -> None:
    """B18"""
    answers = dict.fromkeys(Ability, Answer.YES)
    assert Do.OTHER_LINE not in [one.do for one in steps(about(NOW + timedelta(1)), answers)]


def test_a_number_whose_text_was_refused_is_tried_again_before_it_is_replaced() -> None:
    """A6: and what a service never passes on is said, whatever the number can do."""
    told = {VOICE_ONLY: Fact("yes", Source.LEARNED, NOW)}
    answers = {**dict.fromkeys(Ability, Answer.UNKNOWN), Ability.SEND: Answer.NO}
    found = steps(About("+14155550101", NOW, facts=told, listed=False), answers)
    assert [one.do for one in found] == [Do.TRY_AGAIN, Do.REPLACE, Do.ASK, Do.NOT_HERE, Do.CODES]
