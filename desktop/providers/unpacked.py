"""An answer's bytes as they arrive, unpacked and counted, so that no answer fills the memory.

Look here for what is taken of ``Content-Encoding``, and for where an answer stops that is too large: a
megabyte can unpack to a gigabyte, so the count goes on before anything is unpacked further.
"""

import zlib

ACCEPTED = "gzip"
"""What is asked for; nothing else is unpacked."""
_PLAIN = ("", "identity")
_GZIP = ("gzip", "x-gzip")


class TooLarge(Exception):
    """The answer is larger than what is taken, packed or unpacked."""


class OddPacking(Exception):
    """It is packed in a way that was not asked for, or not as it says."""


class Unpacked:
    """Collects an answer of at most ``most`` bytes, of its packed form and of what it unpacks to."""

    def __init__(self, encoding: str, most: int) -> None:
        """``encoding`` is the header Content-Encoding. Raises ``OddPacking``."""
        named = encoding.strip().lower()
        if named not in _PLAIN + _GZIP:
            raise OddPacking("not gzip")
        self._gzip = zlib.decompressobj(16 + zlib.MAX_WBITS) if named in _GZIP else None
        self._most = most
        self._arrived = 0
        self.content = bytearray()

    def add(self, chunk: bytes) -> None:
        """Take in what arrived next. Raises ``TooLarge`` or ``OddPacking``."""
        self._arrived += len(chunk)
        room = self._most - len(self.content)
        if self._arrived > self._most:
            raise TooLarge
        if self._gzip is not None:
            try:
                chunk = self._gzip.decompress(chunk, room + 1)
            except zlib.error:
                raise OddPacking("no gzip") from None
        if len(chunk) > room:
            raise TooLarge
        self.content += chunk
