"""Deleting and redacting texts: the question that says what goes where, and what came of it (E15)."""

import json
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from desktop import error_words, wording
from desktop.providers.catalog import service_name
from desktop.store import accounts, deleted, messages
from desktop.store.database import Database, StoreError
from desktop.store.messages import Message
from desktop.sync import removal
from desktop.sync.removal import Find, Open, Refusal
from desktop.ui.plain import one_line
from desktop.wording import ntr, tr


class RemovalModel(QObject):
    """Does nothing before ``remove`` or ``redact``."""

    told = Signal(str)
    """What came of it."""
    gone = Signal()
    """Texts were deleted here: copies of their pictures are nobody's now."""

    def __init__(
        self,
        db: Database,
        find: Find,
        open_provider: Open,
        start: Callable[[Coroutine[object, object, object], str], object],
        parent: QObject | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._find = find
        self._open = open_provider
        self._start = start
        self._clock = clock

    def may_delete(self, message: Message) -> bool:
        """Whether a text is at rest: what waits or is in doubt is decided about otherwise."""
        return message.state not in deleted.OPEN

    def may_redact(self, message: Message) -> bool:
        """Whether its service can take the words out."""
        if message.remote_id is None or not message.body or not self.may_delete(message):
            return False
        return self._find(message.account_id) is not None and self._offers(message.account_id, "redact")

    def question(self, message_ids: Sequence[int]) -> str:
        """What a person agrees to: how many, what is deleted where, and that nothing brings it back."""
        texts = self._texts(message_ids)
        said = [ntr("Delete this text?", "Delete these {n} texts?", len(texts))]
        there: set[str] = set()
        here: set[str] = set()
        for text in texts:
            can = text.remote_id is not None and self._offers(text.account_id, "delete")
            known = self._find(text.account_id)
            name = self._service(text.account_id)
            (there if can and known is not None else here).add(name)
        if there:
            said.append(
                tr("At {services} and on this computer, for good: nobody can bring it back.").format(
                    services=", ".join(sorted(there))
                )
            )
        if here:
            said.append(
                tr(
                    "On this computer only, for good: {services} keeps what it has. It is not shown here "
                    "again."
                ).format(services=", ".join(sorted(here)))
            )
        said.append(tr("The other person's phone keeps what it has got."))
        return "\n\n".join(said)

    def redact_question(self, message_id: int) -> str:
        """What a person agrees to when words are taken out."""
        texts = self._texts([message_id])
        service = self._service(texts[0].account_id) if texts else ""
        return tr(
            "Take the words of this text out at {service}, for good? Its record stays there: when, from "
            "whom, to whom; its pictures stay as well. The copy on this computer keeps its words; delete the "
            "text to remove them here."
        ).format(service=service)

    def remove(self, message_ids: Sequence[int]) -> None:
        """A person agreed, and the time to change their mind is over."""
        self._start(self._remove(list(message_ids)), tr("deleting texts"))

    def redact(self, message_id: int) -> None:
        """A person agreed."""
        self._start(self._redact(message_id), tr("taking out words"))

    async def _remove(self, message_ids: list[int]) -> None:
        try:
            removed = await removal.remove(self._db, message_ids, self._find, self._open, self._clock)
        except StoreError as error:
            self.told.emit(wording.store_trouble(type(error).__name__, str(error.path), error.detail))
            return
        if removed.count:
            self.gone.emit()
        said = [ntr("{n} text was deleted.", "{n} texts were deleted.", removed.count)] * bool(removed.count)
        for why in dict.fromkeys(self._why(one) for one in removed.left):
            said.append(tr("Not deleted: {why}").format(why=why))
        self.told.emit(" ".join(said))

    async def _redact(self, message_id: int) -> None:
        try:
            no = await removal.redact(self._db, message_id, self._find, self._open)
        except StoreError as error:
            self.told.emit(wording.store_trouble(type(error).__name__, str(error.path), error.detail))
            return
        if no is None:
            self.told.emit(tr("The words are taken out at the service. The copy here keeps them."))
        else:
            self.told.emit(tr("Nothing was taken out: {why}").format(why=self._why(no)))

    def _why(self, no: Refusal) -> str:
        service = self._service(no.account_id)
        reasons = {
            "open": tr("a text still waits or is not confirmed. Stop it or decide about it first."),
            "unlisted": tr(
                "{service} has not listed a text yet, and would bring it back. Try again after the next look "
                "at its list."
            ).format(service=service),
            "sign_in": tr("the account is not signed in. Look into the account's sign-in."),
            "unreachable": tr("{service} could not be reached, or did not answer. Try again later.").format(
                service=service
            ),
            "20009": tr("{service} is still sending a text. Try again in some minutes.").format(
                service=service
            ),
        }
        if no.code in reasons:
            return reasons[no.code]
        account = self._find(no.account_id)
        explained = error_words.explain(account.provider if account is not None else "", no.code, no.text)
        return one_line(explained.sentence)

    def _texts(self, message_ids: Sequence[int]) -> list[Message]:
        try:
            found = [messages.get(self._db, one) for one in message_ids]
        except StoreError:
            return []
        return [one for one in found if one is not None]

    def _service(self, account_id: str) -> str:
        account = self._find(account_id)
        return service_name(account.provider) if account is not None else tr("the service")

    def _offers(self, account_id: str, feature: str) -> bool:
        try:
            known = accounts.known(self._db, account_id).capabilities
        except StoreError:
            return False
        features = json.loads(known).get("features", {}) if known is not None else {}
        return bool(features.get(feature, {}).get("on"))
