"""Which failure teaches what, and for how long (idea 10)."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.sms import errors
from desktop.sms.errors import ErrorClass, Step
from desktop.sms.reachability import LASTS, LESSONS, Lesson, holds, lesson_of, taught_by

NOON = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)


def test_what_was_learned_fades_and_a_stop_does_not() -> None:
    """Idea 10: dead after 90 days → unknown."""
    assert holds(Lesson.DEAD, NOON, NOON + timedelta(days=89))
    assert not holds(Lesson.DEAD, NOON, NOON + timedelta(days=90))
    assert holds(Lesson.OPTED_OUT, NOON, NOON + timedelta(days=9999))
    assert holds(Lesson.DEAD, NOON, NOON - timedelta(days=300)), "a clock that was wrong forgets nothing"


def test_every_lesson_has_entries_and_only_a_stop_lasts_for_ever() -> None:
    assert set(LESSONS.values()) == set(Lesson)
    assert set(Lesson) - set(LASTS) == {Lesson.OPTED_OUT}
    known = {(entry.provider, entry.code) for entry in errors.entries()}
    assert set(LESSONS) <= known


@pytest.mark.parametrize(
    ("service", "code", "text", "lesson"),
    [
        ("salesmsg", "21614", "", Lesson.LANDLINE),
        ("close", None, "The recipient is a landline.", Lesson.LANDLINE),
        ("close", "error", "The recipient is a landline.", Lesson.LANDLINE),
        ("close", "http_400", "Unsupported country", Lesson.REGION),
        ("salesmsg", None, "Message failed (30006)", Lesson.LANDLINE),
        ("salesmsg", "unknown_BAD_number", "", Lesson.DEAD),
        ("salesmsg", "http_400", "Unable to send message to this region", Lesson.REGION),
        ("salesmsg", None, "International off", Lesson.COUNTRY_OFF),
        ("cloudtalk", "Not allowed country.", "", Lesson.COUNTRY_OFF),
        ("voipms", "invalid_to_number", "", Lesson.DEAD),
        ("", "30003", "", Lesson.UNREACHABLE),
        ("cliqtel", "21614", "", None),
        ("salesmsg", None, "", None),
        ("salesmsg", "30007", "", None),
    ],
)
def test_a_failure_teaches_what_the_catalogue_understands_of_it(
    service: str, code: str | None, text: str, lesson: Lesson | None
) -> None:
    """Idea 10, C7: by code or by the service's own words."""
    assert lesson_of(service, code, text) is lesson


def test_whatever_is_a_landline_or_a_bad_number_to_the_catalogue_is_one_to_the_memory() -> None:
    """B12, B13."""
    steps = (Step.CALL, Step.FIX_NUMBER, Step.OTHER_NUMBER)
    about_numbers = [one for one in errors.entries() if one.group is ErrorClass.NUMBER and one.step in steps]
    assert len(about_numbers) > 10
    assert [one.code for one in about_numbers if taught_by(one) not in (Lesson.LANDLINE, Lesson.DEAD)] == []
