"""How moments lie in the file."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import sqlite

from desktop.store.schema import METADATA
from desktop.store.table import UtcTime

DIALECT = sqlite.dialect()


@pytest.mark.parametrize(
    ("moment", "stored"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(2026, 4, 3, 12, 0, 0, 1, tzinfo=UTC), 1_775_217_600_000_001),
        (datetime(2026, 4, 3, 14, 0, 0, 1, tzinfo=timezone(timedelta(hours=2))), 1_775_217_600_000_001),
        (datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), -1),
        (datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), 253_402_300_799_999_999),
        (None, None),
    ],
)
def test_a_moment_is_microseconds_since_1970_and_comes_back_in_utc(
    moment: datetime | None, stored: int | None
) -> None:
    column = UtcTime()
    assert column.process_bind_param(moment, DIALECT) == stored
    back = column.process_result_value(stored, DIALECT)
    assert back == moment
    assert back is None or back.tzinfo is UTC


def test_a_moment_without_a_zone_never_reaches_the_store() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcTime().process_bind_param(datetime(2026, 4, 3, 12), DIALECT)  # noqa: DTZ001  that is the point


def test_what_is_not_kept_by_something_elses_name_has_a_number_of_its_own() -> None:
    """A migration can then name each row."""
    keys = {name: [one.name for one in table.primary_key] for name, table in METADATA.tables.items()}
    assert keys.pop("draft") == ["account_id", "line", "peer"]
    assert keys.pop("number_mark") == ["peer"]
    assert keys.pop("settled_failure") == ["message_id"]
    assert keys.pop("line_fact") == ["account_id", "number", "name"]
    assert keys.pop("deleted_text") == ["account_id", "remote_kind", "remote_id"]
    assert keys.pop("number_fact") == ["peer"]
    for listed in ("snippet", "shared_unread"):
        assert keys.pop(listed) == ["account_id", "remote_id"]
    assert keys.pop("stray_draft") == ["account_id", "handle"]
    assert keys.pop("blocked_number") == ["account_id", "peer"]
    assert set(map(tuple, keys.values())) == {("id",)}
