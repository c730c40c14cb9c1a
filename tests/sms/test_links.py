"""What is a link in a text and where it ends; everything else stays words."""

import pytest

from desktop.sms.links import LinkKind, links_in

LONDON = "+442079460018"
NEW_YORK = "+12125550142"


def found(text: str, line: str = LONDON) -> list[tuple[str, str]]:
    """The words of each link and what it leads to."""
    return [(text[link.start : link.end], link.target) for link in links_in(text, line)]


def words(text: str, line: str = LONDON) -> list[str]:
    return [one for one, _ in found(text, line)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://example.com/a?b=c#d now", ["https://example.com/a?b=c#d"]),
        ("HTTP://EXAMPLE.COM", ["HTTP://EXAMPLE.COM"]),
        ("(https://example.com/a_(b)).", ["https://example.com/a_(b)"]),
        ("“https://example.com”", ["https://example.com"]),
        ("https://example.com, https://example.org!", ["https://example.com", "https://example.org"]),
        ("请看https://example.com/路径。", ["https://example.com/路径"]),
        ("Link:https://example.com", ["https://example.com"]),
        ("www.example.com?", ["www.example.com"]),
        ("😀😀 www.example.com", ["www.example.com"]),
        ("https://münchen.example/straße", ["https://münchen.example/straße"]),
        ("https://[::1]:8443/x", ["https://[::1]:8443/x"]),
        ("https://a:b@example.com/", ["https://a:b@example.com/"]),
        ("mail me@example.com.", ["me@example.com"]),
        ("first.last+tag@mail.example.com", ["first.last+tag@mail.example.com"]),
        ("mailto:me@example.com?subject=Hi", ["mailto:me@example.com?subject=Hi"]),
        ("is it me@example.com?yes", ["me@example.com"]),
        ("tel:+442079460018", ["tel:+442079460018"]),
        ("tel:150 or tel:12345", ["tel:150", "tel:12345"]),
    ],
)
def test_addresses_are_links_without_the_signs_around_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "ftp://www.example.com/x",
        "sms:+442079460018",
        "vbscript:x ms-settings:y smb://host/share",
        "xhttps://example.com",
        "https:// example",
        "https://",
        "http:///path",
        "https://a..b/",
        "https://exa%6dple.com/",
        "https://example.com:99999/",
        "https://256.256.256.256/",
        "ww.example.com example.com www.",
        "@example.com me@ me@localhost a@b@",
        ".me.@example.com",
        "<img src=x> & &lt;",
        "tel:*21*+442079460018%23 tel:#31#",
        "tel:letters",
        "mailto:",
    ],
)
def test_nothing_else_is_a_link(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\u00ad", "\\", '"', "<", "\n", "\x07", "|"])
def test_what_cannot_be_seen_or_what_browsers_read_differently_ends_a_link(sign: str) -> None:
    assert words(f"https://example.com/a{sign}@evil.example") in (
        ["https://example.com/a"],
        ["https://example.com/a", "@evil.example"],
    )


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("call +44 7700 900123 now", LONDON, "+447700900123"),
        ("+1 (212) 555-0142.", LONDON, "+12125550142"),
        ("0044 7700 900123", LONDON, "+447700900123"),
        ("(212) 555-0142", NEW_YORK, "+12125550142"),
        ("212.555.0142", NEW_YORK, "+12125550142"),
        ("+٤٤ ٧٧٠٠ ٩٠٠١٢٣", LONDON, "+447700900123"),
    ],
)
def test_a_telephone_number_is_a_link_to_itself(text: str, line: str, expected: str) -> None:
    (link,) = links_in(text, line)
    assert (link.kind, link.target) == (LinkKind.NUMBER, expected)


@pytest.mark.parametrize(
    "text",
    [
        "order 1234567890",
        "2026-03-02 12:30",
        "12.03.2026 and 12-03-2026",
        "€12.401.234,00",
        "10.0.0.1:8080",
        "IBAN GB29NWBK60161331926819",
        "123456789012345678901234567890",
        "A1234567890B",
        "555-0142",
        "#4471234567",
        "order 2125550142",
        "+999 123 456 789",
    ],
)
def test_figures_that_are_no_number_stay_figures(text: str) -> None:
    assert found(text) == []


def test_a_national_number_needs_the_country_of_the_line() -> None:
    assert found("212-555-0142", "") == []
    assert found("212-555-0142", NEW_YORK) != []


def test_a_bare_host_is_opened_encrypted_and_mail_gets_its_scheme() -> None:
    assert found("www.example.com me@example.com") == [
        ("www.example.com", "https://www.example.com"),
        ("me@example.com", "mailto:me@example.com"),
    ]


def test_a_mail_link_fills_in_subject_and_words_and_attaches_nothing() -> None:
    text = "mailto:me@example.com?subject=A%20b&attach=/etc/passwd&bcc=x@evil.example&Body=c"
    assert [target for _, target in found(text)] == ["mailto:me@example.com?subject=A%20b&body=c"]


@pytest.mark.parametrize(
    "text",
    [
        "https://me@example.com/+442079460018?x=www.example.org",
        "www.example.com/https://example.org",
        "mailto:me@example.com?subject=https://example.org",
    ],
)
def test_no_link_is_inside_another(text: str) -> None:
    assert words(text) == [text]


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "1",
        "1 ",
        "a@",
        "www.",
        "https://",
        "a@b.example ",
        "+44 7700 900123 ",
        "(",
        ")",
        "mailto:",
        "tel:1",
    ],
)
def test_a_text_made_to_be_slow_is_not_and_has_few_links(piece: str) -> None:
    """Quadratic, it would take minutes and the whole run with it."""
    assert len(links_in((piece * 20_000)[:20_000], LONDON)) <= 100
