"""The lock that makes one process of a profile the one that sends and settles.

The operating system drops it when that process dies, however it dies. Every other process only puts
texts into the queue.
"""

from pathlib import Path

from filelock import FileLock, Timeout


class ProfileLock:
    """A file lock; ``held`` tells whether it is ours."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path, mode=0o600)

    @property
    def held(self) -> bool:
        """Whether this process has it."""
        return self._lock.is_locked

    def take(self, *, seconds: float = 0.0) -> bool:
        """Try for at most ``seconds``. False: another process has it."""
        if self.held:
            return True
        try:
            self._lock.acquire(timeout=seconds, poll_interval=0.05)
        except Timeout:
            return False
        return True

    def release(self) -> None:
        """Let another process have it."""
        self._lock.release()
