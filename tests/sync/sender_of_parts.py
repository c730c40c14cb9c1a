"""A process that sends what is due at a fake VoIP.ms, for a test that kills it.

python -m tests.sync.sender_of_parts CACHE URL
"""

import asyncio
import sys
from pathlib import Path

from desktop.announce import Announcer
from desktop.providers.base import Credentials
from desktop.providers.pace import Pace
from desktop.providers.voipms import VoipMs
from desktop.store.database import open_database
from desktop.sync.outbox import Outbox
from tests.providers.voipms_account import new_account

ACCOUNT = "a"


async def send(cache: Path, url: str) -> None:
    """One round."""
    fake = new_account()
    secrets = {"api_username": fake.username, "api_password": fake.password}
    provider = VoipMs(Credentials(url, secrets), calls_a_second=10_000)
    db = open_database(cache, Announcer())
    await Outbox(db, ACCOUNT, provider, pace=Pace(10_000)).send_due()


if __name__ == "__main__":
    asyncio.run(send(Path(sys.argv[1]), sys.argv[2]))
