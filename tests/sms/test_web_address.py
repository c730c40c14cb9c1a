"""Where an address truly leads, and every trick that makes it look like another."""

import re

import pytest

from desktop.sms.web_address import (
    Doubt,
    host_of,
    is_host,
    mail_address,
    mixes_scripts,
    web_address,
)

SPOOFS = [
    ("https://bank.example@evil.example/login", "evil.example", {Doubt.USER_INFO}),
    ("https://bank.example:443@evil.example", "evil.example", {Doubt.USER_INFO}),
    ("https://a@b@evil.example/", "evil.example", {Doubt.USER_INFO}),
    ("https://bank.example%2F@evil.example", "evil.example", {Doubt.USER_INFO}),
    ("https://аррӏе.com/", "xn--80ak6aa92e.com", {Doubt.ODD_LETTERS, Doubt.MIXED_SCRIPTS}),
    ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com", {Doubt.ODD_LETTERS, Doubt.MIXED_SCRIPTS}),
    ("https://pаypal.com/", "xn--pypal-4ve.com", {Doubt.ODD_LETTERS, Doubt.MIXED_SCRIPTS}),
    ("https://münchen.example/", "xn--mnchen-3ya.example", {Doubt.ODD_LETTERS}),
    ("https://faß.example/", "xn--fa-hia.example", {Doubt.ODD_LETTERS}),
    ("https://ｂａｎｋ。ｅｘａｍｐｌｅ/", "bank.example", set()),
    ("https://EXAMPLE.com./", "example.com", set()),
    ("https://192.0.2.1/", "192.0.2.1", {Doubt.BARE_NUMBER}),
    ("https://3221225985/", "192.0.2.1", {Doubt.BARE_NUMBER}),
    ("https://0xc0.0.2.1/", "192.0.2.1", {Doubt.BARE_NUMBER}),
    ("https://①92.0.2.1/", "192.0.2.1", {Doubt.BARE_NUMBER}),
    ("https://[2001:db8::1]/", "[2001:db8::1]", {Doubt.BARE_NUMBER}),
    ("https://example.com:8443/", "example.com", {Doubt.PORT}),
    ("https://example.com:80/", "example.com", {Doubt.PORT}),
    ("https://example.com:443/", "example.com", set()),
    ("http://example.com:80/", "example.com", set()),
    ("http://example.com:/", "example.com", set()),
    ("https://example.com/@bank.example", "example.com", set()),
    ("https://example.com?https://bank.example", "example.com", set()),
    ("https://example.com#@bank.example", "example.com", set()),
]


@pytest.mark.parametrize(("address", "host", "doubts"), SPOOFS)
def test_the_host_is_the_one_that_a_browser_would_go_to(address: str, host: str, doubts: set[Doubt]) -> None:
    read = web_address(address)
    assert read is not None
    assert read.host.ascii == host
    assert set(read.doubts) == doubts
    authority = re.split("[/?#]", read.opens)[2]
    assert authority.rpartition("@")[2].startswith(host)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.com",
        "example.com",
        "https://",
        "https:///x",
        "https://a b/",
        "https://.example.com",
        "https://-a.example",
        "https://a..example",
        "https://℀.example",
        "https://exa%6dple.com",
        "https://[::g]/",
        "https://example.com:x/",
        "https://example.com:70000/",
        "https://999.999.999.999/",
        "https://" + "a" * 64 + ".example",
        "https://" + "a.ab" * 99,
        "https://א\u200bב.example",
    ],
)
def test_what_names_no_host_is_no_address(address: str) -> None:
    assert web_address(address) is None
    assert host_of(address) is None


def test_a_name_for_computers_is_read_in_letters_only_if_it_means_them() -> None:
    read = host_of("https://xn--mnchen-3ya.example/")
    assert read is not None and read.shown == "münchen.example"
    for name in ("xn--bank-.example", "xn--99999999.example", "xn--a.example"):
        host = host_of(f"https://{name}/")
        assert host is None or host.shown == host.ascii == name


def test_the_usual_port_is_left_out_and_the_rest_stays_as_it_is() -> None:
    read = web_address("HTTPS://user@EXAMPLE.com:443/Path/?Q=1#F")
    assert read is not None
    assert read.opens == "https://user@example.com/Path/?Q=1#F"


def test_signs_that_change_the_order_of_letters_count_wherever_they_stand() -> None:
    for text in ("\u202ehttps://example.com", "see \u2066https://example.com", "https://example.com \u200f"):
        read = web_address("https://example.com", text=text)
        assert read is not None and read.doubts == (Doubt.HIDDEN_ORDER,)


@pytest.mark.parametrize(
    ("host", "mixed"),
    [
        ("example.com", False),
        ("пример.рф", False),
        ("例え.jp", False),
        ("ラーメン例.jp", False),
        ("삼성.com", False),
        ("пример.com", True),
        ("gοοgle.example", True),
        ("123.45", False),
    ],
)
def test_alphabets_that_belong_together_may_stand_together(host: str, mixed: bool) -> None:
    assert mixes_scripts(host) is mixed


def test_a_mail_address_is_read_in_the_same_way() -> None:
    read = mail_address("mailto:me@münchen.example?subject=x")
    assert read is not None
    assert read.opens == "mailto:me@xn--mnchen-3ya.example?subject=x"
    assert read.doubts == (Doubt.ODD_LETTERS,)
    assert mail_address("mailto:me@a..b") is None


def test_a_host_that_could_be_looked_up() -> None:
    assert [is_host(name) for name in ("example.com", "a", "", "a..b", "-a", "a_b.example", "1.2")] == [
        True,
        True,
        False,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "name", ["[::1", "[::1x", "[::1]x", "[]", "[", "[::1\0]", "[::1\ud800]", "[::1%eth0]"]
)
def test_brackets_hold_a_whole_address_or_none(name: str) -> None:
    assert host_of(f"http://{name}/") is None
    assert mail_address(f"somebody@{name}") is None
