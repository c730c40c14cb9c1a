"""Which texts of the hour that there is twice belong to its second pass."""

from datetime import UTC, datetime, timedelta

from desktop.providers.voipms_time import Autumn


def wall(shown: str) -> datetime:
    """What a clock shows on the day of the change in 2026."""
    return datetime.fromisoformat(f"2026-11-01 {shown}")


def test_ids_that_go_on_while_the_clock_goes_back_tell_the_second_pass() -> None:
    autumn = Autumn()
    walls = {7: wall("01:10"), 8: wall("01:50"), 9: wall("01:05"), 10: wall("01:55")}
    autumn.learn("sms", walls)
    assert autumn.marks == {"sms 2026": 9}
    told = [autumn.instant("sms", number, shown).hour for number, shown in walls.items()]
    assert told == [5, 5, 6, 6]
    assert autumn.instant("mms", 9, walls[9]).hour == 5


def test_a_minute_is_no_way_back_and_a_late_row_is_no_new_one() -> None:
    """Two texts of one moment may be filed the other way round, and a slow one after the next question."""
    autumn = Autumn()
    asked_at = datetime(2026, 11, 1, 5, 35, tzinfo=UTC)
    autumn.learn("sms", {7: wall("01:30:30"), 8: wall("01:30")}, 6, asked_at)
    assert autumn.marks == {}
    autumn.learn("sms", {9: wall("01:30")}, 6, asked_at + timedelta(hours=3))
    assert autumn.marks == {}
    autumn.learn("sms", {9: wall("01:30")}, 9, asked_at + timedelta(minutes=30))
    assert autumn.marks == {}
    autumn.learn("sms", {9: wall("01:30")}, 6, asked_at + timedelta(minutes=30))
    assert autumn.marks == {"sms 2026": 9}


def test_what_was_learned_once_stays() -> None:
    autumn = Autumn({"sms 2026": 9})
    autumn.learn("sms", {12: wall("01:30")})
    assert autumn.instant("sms", 12, wall("01:30")) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert autumn.instant("sms", 12, wall("03:30")) == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
