"""Sends queued texts: in order within a conversation, a few conversations at once, within the pace.

The one hard problem is here: a send can end without an answer. Every way in which ``deliver`` can end
is listed in ``_deliver``; nothing but proof that the service did not take a text puts it back in the queue.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeGuard

from desktop.providers.base import (
    Busy,
    OutcomeUnknown,
    OutgoingText,
    Provider,
    Refused,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.providers.pace import Pace
from desktop.sms import errors
from desktop.sms.line_learned import NO_SENDER
from desktop.store import line_facts, lines, outbox, refused, strays, waited
from desktop.store.database import Database, StoreError
from desktop.store.messages import Message
from desktop.sync import translate
from desktop.sync.inbox import line_ids

log = logging.getLogger(__name__)

FORBIDDEN = "forbidden"
"""The error code of a text that the key may not send; the service's words stand beside it."""

_WAITS = {errors.Retry.HOLD: waited.NO_CREDIT, errors.Retry.NEXT_DAY: waited.DAILY}
"""Refusals after which all texts of the account wait for a person, and for what."""

AT_ONCE = 4
"""Conversations of one account that are sent for at the same time."""


class Paused(Exception):
    """Sending has to wait for the connection: ``cause`` is ``Unreachable`` or ``SignInNeeded``."""

    def __init__(self, cause: Unreachable | SignInNeeded) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Outbox:
    """Sends for one account. Only the holder of the profile's lock may use one."""

    def __init__(
        self,
        db: Database,
        account_id: str,
        provider: Provider,
        *,
        pace: Pace | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        unreviewed: Callable[[], int] = lambda: 0,
    ) -> None:
        """``unreviewed``: texts up to this id wait until they were looked through (``held.review``)."""
        self._db = db
        self._account_id = account_id
        self._provider = provider
        self._pace = pace or Pace(provider.capabilities.pace)
        self._clock = clock
        self._unreviewed = unreviewed
        self._stranded = True
        self.taken = 0
        """How many texts the service has taken from this outbox."""

    @property
    def pause(self) -> float:
        """Seconds for which the service asked to be left alone; nothing is sent before they are over."""
        return self._pace.pause

    async def send_due(self) -> int:
        """Send until nothing is due; returns how many texts were handed over or tried.

        Once those on their way have ended, raises ``Paused`` if the service can't be reached or does
        not accept the key, and ``StoreError`` if the cache can't be written. Texts are queued still.
        """
        if self._stranded:
            # Nothing of ours is on the wire now: what is still marked so was left there by a full disk
            # or by a fault, and would keep its conversation waiting for ever.
            outbox.recover(self._db, self._clock(), account_id=self._account_id, there=self._there())
            self._stranded = False
        try:
            return await self._send_due()
        except BaseException:
            self._stranded = True
            raise

    async def _send_due(self) -> int:
        running: dict[asyncio.Task[Paused | StoreError | None], int] = {}
        trouble: Paused | StoreError | None = None
        tried = 0
        async with asyncio.TaskGroup() as group:
            while True:
                if trouble is None and len(running) < AT_ONCE and not self.pause:
                    due = outbox.due(
                        self._db,
                        self._account_id,
                        self._clock(),
                        busy=running.values(),
                        unreviewed=self._unreviewed(),
                    )
                    for message in due[: AT_ONCE - len(running)]:
                        task = group.create_task(self._send(message), name=f"send {message.id}")
                        running[task] = message.conversation_id
                        tried += 1
                if not running:
                    break
                done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    del running[task]
                    trouble = task.result() or trouble
        if trouble is not None:
            raise trouble
        return tried

    async def _send(self, message: Message) -> Paused | StoreError | None:
        try:
            return await self._take_through(message)
        except StoreError as error:
            return error  # what was on the wire is still marked as sending, until ``recover``

    async def _take_through(self, message: Message) -> Paused | None:
        ids = line_ids(lines.listing(self._db, self._account_id))
        if message.line not in ids:
            outbox.fail(self._db, message.id, "line_gone", "")
            return None
        text = translate.outgoing(message, ids[message.line])
        await self._pace.turn()
        if self.pause:
            return None  # another text's answer asked for it meanwhile
        handle = message.handle
        if handle is None or self._provider.capabilities.notes_place:
            try:
                handle = await self._provider.prepare(text)
            except Busy as busy:
                self._wait(message, busy)
                return None
            except Refused as no:
                self._refuse(message, no)
                return None
            except (Unreachable, SignInNeeded) as cause:
                if _about_this_text(cause):
                    outbox.fail(self._db, message.id, FORBIDDEN, cause.text)
                    return None
                return Paused(cause)
            except OutcomeUnknown as unknown:
                return Paused(Unreachable(str(unknown)))  # nothing was sent in step one
            if handle is not None and not outbox.keep_handle(self._db, message.id, handle):
                strays.keep(self._db, self._account_id, handle)  # taken back meanwhile
        if message.id <= self._unreviewed():
            return None  # the computer slept since it was due
        there = self._there()
        if not outbox.mark_sending(self._db, message.id, self._clock(), handle=handle, there=there):
            return None
        return await self._deliver(message, text, handle)

    async def _deliver(self, message: Message, text: OutgoingText, handle: str | None) -> Paused | None:
        try:
            accepted = await self._provider.deliver(text, handle)
        except (Unreachable, SignInNeeded) as cause:
            if _about_this_text(cause):
                outbox.fail(self._db, message.id, FORBIDDEN, cause.text)
                return None
            outbox.requeue(self._db, message.id, None)
            return Paused(cause)
        except Busy as busy:
            self._wait(message, busy)
        except Refused as no:
            self._refuse(message, no)
        except OutcomeUnknown as unknown:
            log.info("text %d is not confirmed: %s", message.id, unknown)
            why, detail = _why(unknown), str(unknown)
            now, there = self._clock(), self._there()
            outbox.doubt(self._db, message.id, now, there=there, why=why, detail=detail)
        except BaseException:
            # A fault of ours or the end of the program, with a request on the wire: we do not know.
            outbox.doubt(self._db, message.id, self._clock(), there=self._there())
            raise
        else:
            self.taken += 1
            outbox.accept(
                self._db, message.id, translate.receipt(accepted, self._provider.capabilities.proof)
            )
            line_facts.learn(self._db, self._account_id, message.line, can=True, now=self._clock())
        return None

    def _wait(self, message: Message, busy: Busy) -> None:
        """It was too fast and not acted upon: again when the service said, and later each time."""
        self._pace.wait(busy.retry_after)
        wait, now = timedelta(seconds=busy.retry_after), self._clock()
        refused.put_off(self._db, message.id, now, wait=wait, there=self._there())

    def _refuse(self, message: Message, no: Refused) -> None:
        """What a refusal means decides: failed, again later by itself, or held until there is credit.

        The service did not take the text, whatever it said; only what surely passes goes again (C11).
        """
        now, there = self._clock(), self._there()
        entry = errors.find(self._provider.capabilities.service, no.code, no.text)
        waits = None if entry is None else _WAITS.get(entry.retry)
        if entry is not None and (entry.provider, entry.code) in NO_SENDER:
            line_facts.learn(self._db, self._account_id, message.line, can=False, now=now)
        # A service that watches for automation gets nothing that nobody clicked for (B27, I7).
        if entry is not None and entry.repeats and self._provider.capabilities.bulk.on:
            refused.later(self._db, message.id, now, code=no.code, text=no.text, there=there)
        elif waits is not None:
            refused.hold_all(
                self._db,
                self._account_id,
                message.id,
                now,
                waits,
                code=no.code,
                text=no.text,
                there=there,
                unreviewed=self._unreviewed(),
            )
        else:
            outbox.fail(self._db, message.id, no.code, no.text)

    def _there(self) -> datetime | None:
        return self._provider.clock.told


def _about_this_text(cause: Unreachable | SignInNeeded) -> TypeGuard[SignInNeeded]:
    """A key that is known and may not send this one text (HTTP 403) says nothing of the others.

    Where it may do nothing at all, the check finds that out, and pauses the account.
    """
    return isinstance(cause, SignInNeeded) and not cause.allowed


def _why(unknown: OutcomeUnknown) -> str:
    """Why there is no usable answer, as a code of ``store.outbox``."""
    if unknown.code == "timeout":
        return outbox.TIMED_OUT
    if isinstance(unknown, Unreadable):
        return outbox.UNREADABLE
    return outbox.SERVER_ERROR if str(unknown).startswith("HTTP ") else outbox.CUT
