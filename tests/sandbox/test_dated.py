"""The Date header: on every answer, refusals of a wrong key included, and exactly once."""

from desktop.sandbox.times import SECOND
from tests.sandbox.practice import MESSAGES, START, Practice
from tests.sandbox_process import practice_server


def test_every_answer_is_dated_by_the_clock_of_the_account(practice: Practice) -> None:
    practice.wait(65)
    assert practice.now == START + 65 * SECOND
    for answer in (practice.request("GET", MESSAGES), practice.bare("GET", MESSAGES)):
        assert answer.headers.get_list("Date") == ["Fri, 03 Apr 2026 10:01:05 GMT"]


def test_over_a_real_connection_there_is_one_date() -> None:
    with practice_server() as server:
        assert len(server.request("GET", MESSAGES).headers.get_list("Date")) == 1
