"""The window's ear for later starts of the same profile: takes their links and answers (``instance.py``)."""

import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.instance import TAKEN, Claim, heard

log = logging.getLogger(__name__)

_PATIENCE_MS = 5000


class SecondStarts(QObject):
    """Listens from the moment it is made; those that knocked before are heard, too."""

    knocked = Signal(str, str)
    """Somebody started Linedesk once more: the link, "" for none, and the token to come to the front with."""

    def __init__(self, claim: Claim, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._callers: set[_Caller] = set()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        if claim.listener is not None:
            hears = self._server.listen(claim.listener.detach())
        else:
            hears = sys.platform == "win32" and self._server.listen(claim.address)
        if not hears:
            log.error("later starts will find nobody: %s", self._server.errorString())

    def close(self) -> None:
        """Hear nobody any more; who has no answer yet gets none, and so does not count on us."""
        self._server.close()
        for connection in self._server.findChildren(QLocalSocket):
            connection.abort()

    def _welcome(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            caller = _Caller(connection, self.knocked.emit, self._callers.discard)
            self._callers.add(caller)
            caller.read()


class _Caller:
    """One connection, read until its message is whole, its time is over or it makes no sense.

    No object of Qt's: one that waits to be deleted while its ear goes would be deleted twice.
    """

    def __init__(
        self,
        connection: QLocalSocket,
        told: Callable[[str, str], None],
        gone: Callable[["_Caller"], None],
    ) -> None:
        self._connection = connection
        self._told = told
        self._has_gone = gone
        self._received = b""
        connection.readyRead.connect(self.read)
        connection.disconnected.connect(self._gone)
        self._patience = QTimer(connection, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._hang_up)
        self._patience.start()

    def _hang_up(self) -> None:
        self._connection.abort()

    def _gone(self) -> None:
        self._connection.deleteLater()
        self._has_gone(self)

    def read(self) -> None:
        """Take what came."""
        self._received += self._connection.readAll().data()
        try:
            told = heard(self._received)
        except ValueError as fault:
            log.warning("a message that no start of ours sends: %s", fault)
            self._hang_up()
            return
        if told is None:
            return
        self._connection.readyRead.disconnect(self.read)
        self._connection.write(TAKEN)
        self._connection.flush()
        self._connection.disconnectFromServer()
        self._told(*told)
