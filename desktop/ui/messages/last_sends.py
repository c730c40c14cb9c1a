"""Quitting while a text counts down: Send was pressed, so it leaves now, as far as that is quickly possible.

What has not gone by then stays in the queue, and the next start shows it: as waiting, or as held for review.
"""

import asyncio
import logging

from desktop.ui.changes import Changes
from desktop.ui.messages.undo_model import StoreError, UndoModel

log = logging.getLogger(__name__)

LONGEST = 3.0
"""Seconds that a program which was told to quit still works at it."""


async def last_sends(undo: UndoModel, changes: Changes, *, longest: float = LONGEST) -> None:
    """End the time for a change of mind, and wait until all have left; no longer than ``longest`` (s)."""
    news = asyncio.Event()

    def note(_: object) -> None:
        news.set()

    changes.messages_changed.connect(note)
    try:
        texts = undo.end()
        async with asyncio.timeout(longest):
            while undo.waits(texts):
                await news.wait()
                news.clear()
    except TimeoutError:
        log.info("the program ends before all texts that were sent last have left")
    except StoreError as error:
        log.error("texts that counted down stay in the queue: %s", error.detail)
    finally:
        changes.messages_changed.disconnect(note)
