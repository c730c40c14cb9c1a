"""The practice server's memory: every question and every change, written before any answer leaves.

Start here to see what survives a kill and a restart. Texts of both directions share one id sequence, as
in Cliqtel's samples. ``accepted`` marks those taken through the API, which is what the carrier's list
shows; made-up histories are not.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from typing import Any

from desktop.sandbox.lines import OPENING_BALANCE, Line
from desktop.sandbox.records import Answer, Call, Contact, Entry, Row
from desktop.sandbox.state_file import Fault, StateFault, finish, open_state


class Ledger:
    """The state of one practice account. Not to be shared between threads or processes."""

    def __init__(self, state: Path | None = None, seed: int | None = None) -> None:
        """Open ``state`` (``None``: memory only). ``seed`` must be the file's own, if both are given.

        ``is_new`` then tells whether it wants to be filled. Raises ``StateFault``.
        """
        self._db, self.is_new = open_state(state)
        if self.is_new:
            self._set("seed", str(1 if seed is None else seed))
            self.wallet = OPENING_BALANCE
        self.seed = int(self._fact("seed"))
        if seed not in (None, self.seed):
            self._db.close()
            raise StateFault(Fault.OTHER_SEED, str(self.seed))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def finish_opening(self) -> None:
        """Commit what filled a new ledger."""
        finish(self._db)
        self.is_new = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is on the disk afterwards, or none of it."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    @property
    def key(self) -> str:
        """The account's API key: follows from the seed, so that it is the same after a fresh start."""
        return "practice-" + hashlib.sha256(f"practice account {self.seed}".encode()).hexdigest()[:32]

    @property
    def wallet(self) -> int:
        """Money left, in thousandths of a euro."""
        return int(self._fact("wallet"))

    @wallet.setter
    def wallet(self, thousandths: int) -> None:
        self._set("wallet", str(thousandths))

    def _fact(self, name: str) -> str:
        (value,) = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(value)

    def _set(self, name: str, value: str) -> None:
        self._db.execute("REPLACE INTO facts VALUES (?, ?)", (name, value))

    def lines(self) -> list[Line]:
        """The account's numbers, in their order."""
        rows = self._db.execute("SELECT * FROM lines ORDER BY id").fetchall()
        return [Line(*row[:6], *map(bool, row[6:])) for row in rows]

    def put_line(self, line: Line) -> None:
        """Add a line, or replace the one of the same id."""
        self._db.execute("REPLACE INTO lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(line))

    def add_text(self, entry: Entry) -> Row:
        """Keep a text under the next id."""
        cursor = self._db.execute("INSERT INTO texts VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", entry)
        return Row(int(cursor.lastrowid or 0), *entry)

    def add_texts(self, entries: Iterable[Entry]) -> None:
        """Keep many texts, ids in the order given."""
        self._db.executemany("INSERT INTO texts VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", entries)

    def texts(self, inbound: bool | None = None, skip: int = 0, limit: int = -1) -> list[Row]:
        """Texts of one direction or (``None``) both, newest first; ``limit`` -1: all."""
        # Far pages have to stay quick: no row is ever deleted, so ids have no gaps to skip over, and
        # where one direction is asked for, its index is skipped through instead of the rows.
        if inbound is None:
            where = "id <= (SELECT max(id) FROM texts) - ? ORDER BY id DESC LIMIT ?"
            rows = self._db.execute(f"SELECT * FROM texts WHERE {where}", (skip, limit))
        else:
            page = "SELECT id FROM texts WHERE inbound = ? ORDER BY id DESC LIMIT ? OFFSET ?"
            query = f"SELECT * FROM texts WHERE id IN ({page}) ORDER BY id DESC"
            rows = self._db.execute(query, (inbound, limit, skip))
        return [_row(row) for row in rows]

    def count_texts(self, inbound: bool | None = None) -> int:
        """How many texts of one direction, or of both, there are."""
        if inbound is None:
            (count,) = self._db.execute("SELECT coalesce(max(id), 0) FROM texts").fetchone()
        else:
            query = "SELECT count(*) FROM texts WHERE inbound = ?"
            (count,) = self._db.execute(query, (inbound,)).fetchone()
        return int(count)

    def accepted(self) -> list[Row]:
        """Every text that was ever taken through the API, in the order of acceptance."""
        return [_row(row) for row in self._db.execute("SELECT * FROM texts WHERE accepted ORDER BY id")]

    def accepted_for(self, peer: str) -> int:
        """How many texts to ``peer`` were taken through the API."""
        query = "SELECT count(*) FROM texts WHERE peer = ? AND accepted"
        return int(self._db.execute(query, (peer,)).fetchone()[0])

    def last_word(self, peer: str, words: tuple[str, ...]) -> str | None:
        """The last text of ``peer`` that is one of ``words`` (capitals), or ``None``."""
        marks = ", ".join("?" * len(words))
        query = (
            "SELECT upper(trim(body)) AS word FROM texts"
            f" WHERE peer = ? AND inbound AND word IN ({marks}) ORDER BY id DESC LIMIT 1"
        )
        row = self._db.execute(query, (peer, *words)).fetchone()
        return None if row is None else str(row[0])

    def add_answer(self, answer: Answer) -> None:
        """Remember what a customer is going to write."""
        self._db.execute("INSERT INTO answers VALUES (NULL, ?, ?, ?, ?)", answer)

    def take_due_answers(self, moment: int) -> list[Answer]:
        """Take out the answers whose time has come, earliest first."""
        query = "SELECT due, line, peer, body FROM answers WHERE due <= ? ORDER BY due, id"
        due = [Answer(*row) for row in self._db.execute(query, (moment,))]
        if due:
            self._db.execute("DELETE FROM answers WHERE due <= ?", (moment,))
        return due

    def add_contacts(self, contacts: Iterable[Contact]) -> None:
        """Fill the phone book."""
        rows = ((name, company, json.dumps(numbers)) for name, company, numbers in contacts)
        self._db.executemany("INSERT INTO contacts VALUES (NULL, ?, ?, ?)", rows)

    def contacts(self, skip: int, limit: int) -> list[tuple[int, Contact]]:
        """Entries of the phone book with their ids, oldest first."""
        rows = self._db.execute("SELECT * FROM contacts ORDER BY id LIMIT ? OFFSET ?", (limit, skip))
        return [
            (key, Contact(name, company, tuple((number, label) for number, label in json.loads(numbers))))
            for key, name, company, numbers in rows
        ]

    def count_contacts(self) -> int:
        """How many entries the phone book has."""
        return int(self._db.execute("SELECT count(*) FROM contacts").fetchone()[0])

    def add_calls(self, calls: Iterable[Call]) -> None:
        """Fill the call log, ids in the order given."""
        self._db.executemany("INSERT INTO calls VALUES (NULL, ?, ?, ?, ?, ?, ?)", calls)

    def calls(self, skip: int, limit: int) -> list[tuple[int, Call]]:
        """Calls with their ids, newest first."""
        rows = self._db.execute("SELECT * FROM calls ORDER BY id DESC LIMIT ? OFFSET ?", (limit, skip))
        return [(key, Call(bool(inbound), *rest)) for key, inbound, *rest in rows]

    def count_calls(self) -> int:
        """How many calls the log has."""
        return int(self._db.execute("SELECT count(*) FROM calls").fetchone()[0])


def _row(row: tuple[Any, ...]) -> Row:
    kept = Row(*row)
    return kept._replace(inbound=bool(kept.inbound), accepted=bool(kept.accepted))
