"""Where a text goes at Salesmsg: the conversation of a number on one of our lines, made if there is none yet.

Look here for what keeps a text from going twice. A conversation is a place to look: before a send its newest
message is noted, and after a lost answer only a later one of ours with the same words is that text.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from desktop.providers import salesmsg_rows as read
from desktop.providers.base import Accepted, Attempt, OutgoingText, Refused, Unreadable
from desktop.providers.cliqtel_rows import Fault, read_all, rows
from desktop.providers.salesmsg_calls import Calls, checked_id
from desktop.providers.salesmsg_rows import Place
from desktop.sms import errors
from desktop.sms.delivery import State

OTHER_LINE = "conversation_on_other_line"
"""Code of a ``Refused``: the service answers them from another number than the one that was chosen."""
GONE = "conversation_gone"
"""Code of a ``Refused``: somebody deleted the conversation, so the text certainly did not leave."""
DUPLICATE = "duplicate_message"
LOOKED_AT = "20"
"""Newest messages among which a text is looked for."""
ALIKE = "50"
"""People that a search may give, the most that is allowed."""
_NOT_THERE = "http_404"


@dataclass(frozen=True, slots=True)
class Handle:
    """What ``prepare`` gives: the conversation, and its newest message before the send."""

    conversation: str
    newest: int

    def written(self) -> str:
        """As it is stored with the text."""
        return f"{self.conversation}:{self.newest}"


def read_handle(handle: str) -> Handle:
    """A handle of this adapter. Raises ``Refused`` where it is none."""
    conversation, _, newest = handle.partition(":")
    if not newest.isascii() or not newest.isdigit():
        raise Refused("no_id", "")
    return Handle(checked_id(conversation), int(newest))


class Places:
    """The conversations of one account, as far as they were seen. ``lines``: its numbers, ids by E.164."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._by_id: dict[str, Place] = {}
        self._by_people: dict[tuple[str, str], str] = {}
        self.lines: dict[str, str] = {}
        self.inboxes: dict[str, str] = {}
        """Ids of inboxes by their number, as far as they tell it."""

    def learn(self, place: Place) -> None:
        """A conversation was seen."""
        before = self._by_id.get(place.id)
        if not place.line and before is not None:
            place = Place(place.id, before.line, place.peer, place.mark, place.at)
        self._by_id[place.id] = place
        if place.line:
            self._by_people[place.line, place.peer] = place.id

    async def whole(self, place: Place) -> Place:
        """The same conversation with its line, which a list may leave out: it is asked for then."""
        self.learn(place)
        if self._by_id[place.id].line:
            return self._by_id[place.id]
        return await self._ask(place.id)

    async def known(self, conversation: str) -> Place:
        """A conversation by its id. Raises ``Refused`` where it is gone."""
        found = self._by_id.get(conversation)
        return found if found is not None and found.line else await self._ask(conversation)

    async def prepare(self, text: OutgoingText) -> Handle:
        """The place of a text, and what is newest there now. Sends nothing."""
        conversation = self._by_people.get((text.line, text.peer))
        if conversation is not None:
            try:
                return Handle(conversation, await self._newest(conversation))
            except Refused as no:
                if no.code != _NOT_THERE:
                    raise
                self.forget(conversation)
        conversation = await self._find(text) or await self._begin(text)
        return Handle(conversation, await self._newest(conversation))

    def forget(self, conversation: str) -> None:
        """It is not there any more."""
        place = self._by_id.pop(conversation, None)
        if place is not None:
            self._by_people.pop((place.line, place.peer), None)

    async def deliver(self, text: OutgoingText, handle: Handle) -> Accepted:
        """Send once. What comes back as a duplicate is looked for: it may have gone through before.

        Not farther back than ``handle``: a copy of an earlier text has failed, and that one settles itself.
        """
        path = f"/messages/{handle.conversation}"
        try:
            row = await self._calls.write(path, {"message": text.body}, once=True)
        except Refused as no:
            entry = errors.find("salesmsg", no.code, no.text)
            copied = entry is not None and entry.code == DUPLICATE
            if copied and (there := await self._before(text, handle)) is not None:
                return there
            if no.code == _NOT_THERE:
                self.forget(handle.conversation)
                raise Refused(GONE, no.text) from None
            raise
        try:
            taken = read.accepted(row, self._now())
        except Fault as fault:
            raise Unreadable(f"the answer to a send holds no message: {fault}") from None
        if _is_duplicate(row) and (there := await self._before(text, handle)) is not None:
            return there
        return taken

    async def look_up(self, attempt: Attempt) -> Accepted | None:
        """The message that an attempt became; ``None`` where its conversation shows none."""
        if attempt.handle is None:
            return None
        try:
            handle = read_handle(attempt.handle)
            return await self._became(attempt.text, handle, attempt.bound or frozenset())
        except Refused:
            return None

    async def _before(self, text: OutgoingText, handle: Handle) -> Accepted | None:
        """The text of which the service says that this one is a copy, if it left after ``prepare``."""
        found = await self._became(text, handle, frozenset())
        return None if found is None or found.state is State.FAILED else found

    async def _became(self, text: OutgoingText, handle: Handle, bound: frozenset[str]) -> Accepted | None:
        later = []
        for row in await self._latest(handle.conversation):
            try:
                place = read.message_id(row)
                if place > handle.newest and read.is_ours(row, text.body):
                    later.append((place, read.accepted(row, self._now())))
            except Fault:
                continue
        free = [one for _, one in sorted(later, key=lambda pair: pair[0]) if one.remote_id not in bound]
        # A copy that was blocked stands there as failed, beside the one that left.
        return min(free, key=lambda one: one.state is State.FAILED, default=None)

    async def _newest(self, conversation: str) -> int:
        ids, _ = read_all(await self._latest(conversation), read.message_id)
        return max(ids, default=0)

    async def _latest(self, conversation: str) -> list[Any]:
        path = f"/messages/{checked_id(conversation)}"
        return rows(await self._calls.get(path, {"limit": LOOKED_AT}, first=True))

    async def _find(self, text: OutgoingText) -> str | None:
        """A conversation of this number on this line that is there already."""
        for state in ("open", "closed"):
            async for page in self._calls.conversations(state, {"query": text.peer}, first=True):
                for place in read_all(page, read.place)[0]:
                    if place.peer == text.peer and (await self.whole(place)).line == text.line:
                        return place.id
        return None

    async def _begin(self, text: OutgoingText) -> str:
        """A new conversation, with a new contact if nobody there has the number. Sends nothing.

        Whether it gives the one that is there instead is not documented: so its number is looked at.
        """
        asked = {"contact_id": await self._contact(text.peer) or await self._new_contact(text.peer)}
        if (line_id := self.lines.get(text.line, text.line_remote_id)).isdigit():
            asked["number_id"] = line_id
        if text.line in self.inboxes:
            asked["team_id"] = self.inboxes[text.line]
        row = await self._calls.write("/conversations", asked, once=False)
        made = _id(row)
        try:
            place = await self.whole(read.place(row))
        except Fault:
            place = await self._ask(made)
        if place.line not in ("", text.line):
            raise Refused(OTHER_LINE, place.line)
        return made

    async def _contact(self, peer: str) -> str | None:
        asked = {"term": peer, "limit": ALIKE}
        answer = await self._calls.get("/contacts/search", asked, first=True)
        found = answer.get("results") if isinstance(answer, dict) else answer
        for row in found if isinstance(found, list) else ():
            try:
                if read.person_number(row) == peer:
                    return read.id_of(row)
            except Fault:
                continue
        return None

    async def _new_contact(self, peer: str) -> str:
        return _id(await self._calls.write("/contacts", {"number": peer}, once=False))

    async def _ask(self, conversation: str) -> Place:
        row = await self._calls.get(f"/conversations/{checked_id(conversation)}", first=True)
        try:
            place = read.place(row)
        except Fault as fault:
            raise Unreadable(f"no readable conversation: {fault}") from None
        if not place.line and len(self.lines) == 1:
            place = Place(place.id, next(iter(self.lines)), place.peer, place.mark, place.at)
        self.learn(place)
        return self._by_id.get(place.id, place)

    def _now(self) -> datetime:
        return self._calls.clock.now(datetime.now(UTC))


def _id(row: Any) -> str:
    try:
        return read.id_of(row)
    except Fault:
        raise Unreadable("the answer holds no id") from None


def _is_duplicate(row: dict[str, Any]) -> bool:
    told = read.failure(row)
    entry = errors.find("salesmsg", told.code, told.text) if told.text else None
    return entry is not None and entry.code == DUPLICATE
