"""What is said of files of texts: kinds, sizes, names to save them under, and reasons."""

import pytest

from desktop.providers.media_fetch import MOST
from desktop.store.media import Attachment
from desktop.ui.messages.media_words_model import drawing, ending, label, size, spoken, why_not


def one(mime: str, size: int | None = None) -> Attachment:
    return Attachment(1, mime, size, False)


@pytest.mark.parametrize(
    ("mime", "bytes_", "words"),
    [
        ("image/png", 48_200, "Picture · 48 KB"),
        ("image/jpeg", None, "Picture"),
        ("video/mp4", 2_310_000, "Video · 2.3 MB"),
        ("audio/amr", 90, "Sound · 1 KB"),
        ("text/vcard", None, "Contact card"),
        ("application/pdf", None, "PDF document"),
        ("application/x-msdownload", None, "File"),
        ("", None, "Attachment"),
    ],
)
def test_a_chip_says_what_it_is_and_how_large(mime: str, bytes_: int | None, words: str) -> None:
    assert label(one(mime, bytes_)) == words


def test_a_screen_reader_says_each_file() -> None:
    assert spoken((one("image/png", 48_200), one(""))) == "Picture 48 KB, Attachment"
    assert spoken(()) == ""


def test_what_could_be_run_gets_no_ending() -> None:
    assert [ending(mime) for mime in ("image/jpeg", "application/pdf")] == ["jpg", "pdf"]
    assert {ending(mime) for mime in ("application/x-msdownload", "text/html", "", "x/y")} == {""}


def test_a_picture_and_another_file_differ_by_more_than_a_word() -> None:
    assert drawing("image/png") != drawing("application/pdf")


CODES = """
gone deleted closed sign_in signed_out unreachable too_large address web_page odd broken huge other new
"""


@pytest.mark.parametrize("code", CODES.split())
def test_every_reason_says_what_happened_or_what_to_do(code: str) -> None:
    words = why_not(code, most=MOST)
    assert words.endswith(".") and "{" not in words
    assert ("8.4 MB" in words) is (code == "too_large")


def test_sizes_round() -> None:
    assert [size(count) for count in (1, 999_499, 1_000_000)] == ["1 KB", "999 KB", "1.0 MB"]
