"""Which failure teaches what, and for how long (idea 10)."""

from datetime import UTC, datetime, timedelta

from desktop.sms.reachability import LASTS, LESSONS, Lesson, codes_of, holds

NOON = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)


def test_what_was_learned_fades_and_a_stop_does_not() -> None:
    """Idea 10: dead after 90 days → unknown."""
    assert holds(Lesson.DEAD, NOON, NOON + timedelta(days=89))
    assert not holds(Lesson.DEAD, NOON, NOON + timedelta(days=90))
    assert holds(Lesson.OPTED_OUT, NOON, NOON + timedelta(days=9999))
    assert holds(Lesson.DEAD, NOON, NOON - timedelta(days=300)), "a clock that was wrong forgets nothing"


def test_every_lesson_has_codes_and_only_a_stop_lasts_for_ever() -> None:
    assert set(LESSONS.values()) == set(Lesson)
    assert set(Lesson) - set(LASTS) == {Lesson.OPTED_OUT}
    assert codes_of(Lesson.OPTED_OUT) == {"21610", "opted_out"}
