"""Reads screens of the gallery over AT-SPI and says what a screen reader would find nameless.

``make screen-reader`` starts it in a session of its own; ``ARGS="thread --tree"`` reads one screen and prints
what it found. The same rules are tested without any bus in ``tests/ui/test_gallery.py``.
"""

import argparse
import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE = "org.a11y.atspi.Accessible"
FOCUSABLE, SENSITIVE, SHOWING = 11, 24, 25
"""Places of states in AtspiStateType."""
PATIENCE = 20.0


@dataclass(frozen=True)
class Node:
    """One accessible object: who has it, how deep it stands, and what is said of it."""

    depth: int
    role: str
    name: str
    description: str
    states: int

    def has(self, state: int) -> bool:
        return bool(self.states >> state & 1)

    def __str__(self) -> str:
        more = f"  ({self.description})" if self.description else ""
        greyed = "" if self.has(SENSITIVE) else "  [greyed]"
        return f"{'  ' * self.depth}{self.role}: {self.name!r}{more}{greyed}"


class Reader:
    """The accessibility bus."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus

    @classmethod
    async def begin(cls) -> "Reader":
        session = await MessageBus().connect()
        reader = cls(session)
        (address,) = await reader._call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        return cls(await MessageBus(bus_address=address).connect())

    async def _call(
        self, owner: str, path: str, interface: str, member: str, signature: str = "", *body: object
    ) -> list:
        answer = await self._bus.call(
            Message(owner, path, interface, member, signature=signature, body=list(body))
        )
        if answer.message_type is MessageType.ERROR:
            raise LookupError(f"{member}: {answer.body}")
        return answer.body

    async def _property(self, owner: str, path: str, name: str) -> str:
        (value,) = await self._call(
            owner, path, "org.freedesktop.DBus.Properties", "Get", "ss", ACCESSIBLE, name
        )
        return str(value.value)

    async def children(self, owner: str, path: str) -> list:
        (found,) = await self._call(owner, path, ACCESSIBLE, "GetChildren")
        return found

    async def program(self) -> tuple[str, str]:
        """The one program on this bus, as soon as it is there with its window."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for owner, path in await self.children(*ROOT):
                    if await self.children(owner, path):
                        return owner, path
                await asyncio.sleep(0.1)

    async def walk(self, owner: str, path: str, depth: int = 0) -> AsyncIterator[Node]:
        """Everything that shows, as one reads."""
        try:
            (role,) = await self._call(owner, path, ACCESSIBLE, "GetRoleName")
            ((low, high),) = await self._call(owner, path, ACCESSIBLE, "GetState")
            name = await self._property(owner, path, "Name")
            description = await self._property(owner, path, "Description")
            below = await self.children(owner, path)
        except LookupError:
            return  # it went while being read
        node = Node(depth, role, name, description, low | high << 32)
        if depth and not node.has(SHOWING):
            return
        yield node
        for child_owner, child_path in below:
            async for found in self.walk(child_owner, child_path, depth + 1):
                yield found


def read(screen: str, *, tree: bool) -> int:
    """Open one screen, read it, close it; how many faults it has."""
    process = subprocess.Popen([sys.executable, "-m", "desktop.ui.gallery", screen, "--width", "1080"])
    try:
        nodes = asyncio.run(everything())
    finally:
        process.terminate()
        process.wait()
    if tree:
        print("\n".join(map(str, nodes)))
    controls = [node for node in nodes if node.has(FOCUSABLE)]
    faults = [node for node in controls if not node.name.strip()]
    for fault in faults:
        print(f"{screen}: no name: {fault}")
    if len(controls) < 5:
        print(f"{screen}: only {len(controls)} controls were found; the window can't have been read")
        return len(faults) + 1
    print(f"{screen}: {len(nodes)} objects, {len(controls)} take the focus, {len(faults)} without a name")
    return len(faults)


async def everything() -> list[Node]:
    """All that shows in the program's windows, once they have come to rest."""
    reader = await Reader.begin()
    owner, path = await reader.program()
    await asyncio.sleep(1.5)
    return [node async for node in reader.walk(owner, path)]


def main() -> int:
    """0 only if every screen could be read and everything had its name."""
    parser = argparse.ArgumentParser(description="Reads screens of the gallery over AT-SPI.")
    parser.add_argument("screens", nargs="*", help="all without any")
    parser.add_argument("--tree", action="store_true", help="print what was found")
    options = parser.parse_args()
    listed = subprocess.run(
        [sys.executable, "-m", "desktop.ui.gallery", "--list"], capture_output=True, text=True, check=True
    )
    screens = options.screens or [line.split()[0] for line in listed.stdout.splitlines()]
    return 1 if sum([read(screen, tree=options.tree) for screen in screens]) else 0


if __name__ == "__main__":
    sys.exit(main())
