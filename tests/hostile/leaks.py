"""Looks through everything that a run left behind for what should be nowhere: keys, texts, numbers.

    secrets = {"key": api_key, "text 1": body, "number 1": "+447700900123"}
    assert find_leaks(folder, secrets) == []

``folder`` holds all of a run: profiles, what the programs wrote to stdout and stderr, and what
``note_arguments`` wrote of running processes. The cache is no exception: it is encrypted. Only a test whose
cache is plain on purpose says so: ``belongs=PLAIN_CACHE``.
"""

import base64
import json
import mmap
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import quote, quote_plus

PRACTICE = ("practice*.db*",)
"""Names of the practice server's state: it has the texts, as a service has."""
PLAIN_CACHE = ("linedesk.db", "linedesk.db-[wsj]*", "linedesk.db.*.bak*")
"""Names of the cache and its copies: texts are in there where it is plain on purpose, and only there."""
_FEWEST = 6
"""Bytes: a shorter secret would be found everywhere."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret where it should not be: the file, which secret, in what form, at which byte."""

    file: str
    name: str
    form: str
    at: int


def find_leaks(
    folder: Path,
    secrets: Mapping[str, str],
    *,
    belongs: Collection[str] = PRACTICE,
    keys: Collection[str] = ("key",),
) -> list[Leak]:
    """Every first place of every secret in every file below ``folder``.

    ``secrets`` by a name that may be told. In files whose names fit ``belongs`` only the ``keys`` are looked
    for, since keys belong into no file at all. Raises ``ValueError`` for a secret too short to be looked for.
    """
    forms = {name: dict(forms_of(secret)) for name, secret in secrets.items()}
    leaks: list[Leak] = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.stat().st_size == 0:
            continue
        kept_here = any(fnmatch(path.name, pattern) for pattern in belongs)
        wanted = {name: found for name, found in forms.items() if not kept_here or name in keys}
        leaks += _in_file(path, path.relative_to(folder).as_posix(), wanted)
        leaks += [
            Leak(path.relative_to(folder).as_posix(), name, "file name", 0)
            for name, found in wanted.items()
            if any(form in path.name.encode() for form in found.values())
        ]
    return leaks


def forms_of(secret: str) -> Iterator[tuple[str, bytes]]:
    """The ways in which a secret could stand in a file, by a word for each."""
    plain = secret.encode()
    if len(plain) < _FEWEST:
        raise ValueError(f"a secret of {len(plain)} bytes would be found everywhere")
    yield "as it is", plain
    yield "utf-16", secret.encode("utf-16-le")
    yield "utf-16-be", secret.encode("utf-16-be")
    yield "in an address", quote(secret, safe="").encode()
    yield "in a form", quote_plus(secret).encode()
    yield "in JSON", json.dumps(secret)[1:-1].encode()
    yield "as Python shows it", repr(secret)[1:-1].encode()
    yield "in hexadecimal", plain.hex().encode()
    for shift in range(3):
        # Wherever it begins in what was encoded: without the characters that hold part of a neighbour.
        packed = base64.b64encode(b"\0" * shift + plain)
        begin, end = (0, 2, 3)[shift], len(packed) - (0 if (shift + len(plain)) % 3 == 0 else 4)
        if end - begin >= _FEWEST:
            yield f"in base64 ({shift})", packed[begin:end]


def note_arguments(pid: int, file: Path) -> None:
    """Append the arguments of a running process and all its children to ``file`` (Linux alone)."""
    with file.open("ab") as noted:
        for one in _family(pid):
            try:
                noted.write(Path(f"/proc/{one}/cmdline").read_bytes().replace(b"\0", b" ") + b"\n")
            except OSError:
                continue  # it has ended meanwhile


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _in_file(path: Path, shown: str, wanted: Mapping[str, Mapping[str, bytes]]) -> list[Leak]:
    found: list[Leak] = []
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for name, forms in wanted.items():
            seen: set[bytes] = set()
            for form, looked_for in forms.items():
                if looked_for not in seen and (at := content.find(looked_for)) >= 0:
                    found.append(Leak(shown, name, form, at))
                seen.add(looked_for)
    return found
