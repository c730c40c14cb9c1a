"""A file somebody chose, as text: its encoding is found out, and what is no text is refused."""

import codecs
from dataclasses import dataclass
from pathlib import Path

LARGEST = 100_000_000
"""Bytes. A larger file would fill the memory; pictures in vCards make files large, names never do."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096


class UnreadableFile(Exception):
    """A file holds no contacts that can be read; ``reason`` is a code for ``wording``.

    Reasons: ``not_readable`` (``detail`` is the system's own text), ``too_large``, ``no_text``,
    ``no_contacts``.
    """

    def __init__(self, path: Path, reason: str, detail: str = "") -> None:
        super().__init__(f"{path.name}: {reason} {detail}".strip())
        self.path = path
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Text:
    """What a file says, without NUL characters, and the encoding it was read in."""

    words: str
    encoding: str


def read(path: Path) -> Text:
    """The file's text. Raises ``UnreadableFile``."""
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(path, "too_large")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(path, "not_readable", error.strerror or str(error)) from error
    encoding = encoding_of(raw)
    try:
        words = raw.decode(encoding)
    except UnicodeDecodeError:
        # A half character at a cut end, or a stray byte: the rest can still be read.
        words = raw.decode(encoding, errors="replace")
    words = words.replace("\0", "")
    sample = words[:_SAMPLE]
    odd = sum(1 for one in sample if ord(one) < 32 and one not in "\t\n\r\f\v")
    if odd > len(sample) // 20:
        raise UnreadableFile(path, "no_text")
    return Text(words, encoding)


def encoding_of(raw: bytes) -> str:
    """By its mark; else UTF-16 where every second byte is empty, UTF-8 where it fits, else Windows-1252."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    sample = raw[:_SAMPLE]
    if len(sample) >= 4:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if odd > len(sample) * 0.3 and even < len(sample) * 0.05:
            return "utf-16-le"
        if even > len(sample) * 0.3 and odd < len(sample) * 0.05:
            return "utf-16-be"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(raw) - 4:
            return "cp1252"
    return "utf-8"
