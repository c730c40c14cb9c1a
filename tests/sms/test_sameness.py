"""The words of a text before and after a service had it."""

import pytest

from desktop.sms.sameness import bare, unescaped


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('path C:\\"x" ok', 'path C:"x" ok'),
        ("it's \\'fine\\'", "it's 'fine'"),
        ('\\\\\\"', '"'),
        ("C:\\temp \\", "C:\\temp \\"),
        ("", ""),
    ],
)
def test_backslashes_before_a_quote_do_not_count(text: str, left: str) -> None:
    assert unescaped(text) == left


def test_a_text_of_backslashes_alone_is_read_at_once() -> None:
    """Whoever writes must not stop the program."""
    assert unescaped("\\" * 200_000) == "\\" * 200_000


def test_white_space_around_a_text_does_not_count() -> None:
    assert bare(' \n"a"  b\n') == '"a"  b'
