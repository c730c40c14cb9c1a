"""When VoIP.ms' texts were, told by its Eastern wall-clock times: also in the hour that there is twice.

The rule of the zone itself is in ``sms.eastern``.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from desktop.sms.eastern import HOUR, day_of, instant, midnight, there_twice, wall_clock

__all__ = ["Autumn", "day_of", "instant", "midnight", "there_twice", "wall_clock"]

LATE = timedelta(minutes=10)
"""How long after its time a text may be filed, at most (inference: the service does not say)."""


class Autumn:
    """Which texts of the doubled hour belong to its second pass, told by their ids.

    Ids count up (inference), so one id is enough for a kind and a year: from it on, all are of the second.
    """

    def __init__(self, marks: Mapping[str, int] | None = None) -> None:
        self.marks = dict(marks or {})

    def learn(
        self, kind: str, walls: Mapping[int, datetime], known: int = 0, asked_at: datetime | None = None
    ) -> None:
        """Look at texts by id. Those above ``known`` were not listed yet at ``asked_at``, if that is told."""
        latest: dict[str, datetime] = {}
        for text_id in sorted(number for number, wall in walls.items() if there_twice(wall)):
            wall = walls[text_id]
            key = f"{kind} {wall.year}"
            went_back = wall < latest.get(key, wall) - timedelta(minutes=1)
            # With both passes over when the question was asked, the text was filed late and tells nothing.
            first = instant(wall)
            asked_between = asked_at is not None and first < asked_at - LATE <= first + HOUR
            if went_back or (asked_between and text_id > known):
                self.marks[key] = min(self.marks.get(key, text_id), text_id)
            latest[key] = max(wall, latest.get(key, wall))

    def instant(self, kind: str, text_id: int, wall: datetime) -> datetime:
        """UTC of a text's time."""
        mark = self.marks.get(f"{kind} {wall.year}")
        return instant(wall, second=mark is not None and text_id >= mark and there_twice(wall))
