"""Unpacking an answer, and where one stops that is too large."""

import gzip
import zlib

import pytest

from desktop.providers.unpacked import OddPacking, TooLarge, Unpacked


def unpack(packed: bytes, encoding: str = "gzip", *, most: int = 1000, size: int = 7) -> bytes:
    """As it arrives in pieces of ``size`` bytes."""
    unpacked = Unpacked(encoding, most)
    for at in range(0, len(packed), size):
        unpacked.add(packed[at : at + size])
    return bytes(unpacked.content)


@pytest.mark.parametrize("encoding", ["", "identity", " Identity "])
def test_what_is_not_packed_stays_as_it_is(encoding: str) -> None:
    assert unpack(b'{"a": 1}', encoding) == b'{"a": 1}'


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP"])
@pytest.mark.parametrize("size", [1, 7, 4096])
def test_gzip_is_unpacked_however_it_arrives(encoding: str, size: int) -> None:
    words = b"a text and another text " * 20
    assert unpack(gzip.compress(words), encoding, size=size) == words


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "compress", "gzip, gzip", "gzip;q=1", "🙂"])
def test_what_was_not_asked_for_is_not_unpacked(encoding: str) -> None:
    """A gzip inside a gzip would be a thousand times a thousand."""
    with pytest.raises(OddPacking):
        Unpacked(encoding, 1000)


def test_what_is_no_gzip_is_said() -> None:
    for packed in (b"no gzip at all", zlib.compress(b"zlib")):
        with pytest.raises(OddPacking):
            unpack(packed)


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_an_answer_may_be_as_large_as_allowed_and_not_a_byte_larger(encoding: str) -> None:
    def packed(words: bytes) -> bytes:
        return gzip.compress(words) if encoding else words

    assert len(unpack(packed(b"x" * 1000), encoding)) == 1000
    with pytest.raises(TooLarge):
        unpack(packed(b"x" * 1001), encoding)


def test_an_answer_that_unpacks_to_nothing_for_ever_is_too_large_as_well() -> None:
    endless = zlib.compressobj(wbits=31)
    packed = b"".join(endless.compress(b"") + endless.flush(zlib.Z_FULL_FLUSH) for _ in range(500))
    with pytest.raises(TooLarge):
        unpack(packed)
