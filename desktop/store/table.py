"""What every table of the cache is made of: the base class, and its columns for moments, words and owners."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, Dialect, ForeignKey, MetaData, TypeDecorator
from sqlmodel import Field, SQLModel

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class UtcTime(TypeDecorator[datetime]):
    """A moment as whole microseconds since 1970 UTC: sorts as a number and has no time zone to lose."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Refuses naive times, which would silently be read as another zone's."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone must not reach the store")
        delta = value - _EPOCH
        return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Always in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


def storable(text: str) -> str:
    """``text`` as a file can hold it: half a surrogate pair, as a broken paste leaves it, becomes U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Table(SQLModel):
    """Base of all tables: its own metadata, with names for constraints so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def moment(*, nullable: bool = False) -> Any:
    """A column of moments."""
    return Field(default=None if nullable else ..., sa_column_kwargs={"nullable": nullable}, sa_type=UtcTime)


def words() -> Any:
    """A column of words, empty by default."""
    return Field(default="", sa_column_kwargs={"server_default": ""})


def owner(target: str) -> Any:
    """A column that names the row this one goes with, and is deleted with."""
    return Field(sa_column=Column(ForeignKey(target, ondelete="CASCADE"), nullable=False, index=True))
