"""When another line of ours is worth naming: this one cannot reach somebody, and none was told to stop.

Idea 16. An opt-out is no line that cannot: it is what somebody wants, and no way round it is ever offered
(B20). Which line did reach them is found by ``store.line_advice``.
"""

from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache

from desktop.sms import errors
from desktop.sms.errors import Step
from desktop.sms.preflight_records import Finding, Rule
from desktop.sms.reachability import Lesson, taught_by

LASTS = timedelta(days=90)
"""A failure that lay in the line counts so long: settings of lines are changed."""

_LINE_CANNOT = frozenset(
    {
        Rule.NO_SUCH_LINE,
        Rule.LINE_GONE,
        Rule.LINE_CANNOT_SEND,
        Rule.BAD_PAIR,
        Rule.SHORT_CODE_ABROAD,
        Rule.COUNTRY_OFF,
        Rule.REGION,
        Rule.COVERAGE,
        Rule.TOLL_FREE,
    }
)
_NO_OTHER_LINE_HELPS = frozenset(
    {
        Rule.OPTED_OUT,
        Rule.STOPPED_ELSEWHERE,
        Rule.EMERGENCY,
        Rule.NOT_A_NUMBER,
        Rule.SENDER_NAME,
        Rule.SAME_NUMBER,
        Rule.LANDLINE,
        Rule.DEAD_NUMBER,
    }
)
_LESSONS = frozenset({Lesson.WRONG_PAIR, Lesson.COUNTRY_OFF, Lesson.SENDER, Lesson.REGION, Lesson.TOLL_FREE})


def line_cannot(findings: Iterable[Finding], *, failed: bool) -> bool:
    """Whether this line cannot reach them while another one may.

    ``failed``: the last text from this line to them failed because of the line.
    """
    codes = {one.code for one in findings}
    if codes & _NO_OTHER_LINE_HELPS:
        return False
    return failed or bool(codes & _LINE_CANNOT)


@lru_cache(maxsize=1024)
def failed_for_line(service: str, code: str, text: str) -> bool:
    """Whether a failure of this service lay in the line that the text left from."""
    entry = errors.find(service, code, text)
    if entry is None:
        return False
    return entry.step is Step.OTHER_LINE or taught_by(entry) in _LESSONS
