"""Links from outside, and links in texts: read or refused, and what is read can do no harm."""

import unicodedata
from urllib.parse import quote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from desktop import start
from desktop.providers.http_client import BadAddress, checked_address
from desktop.sms.links import LinkKind, links_in
from desktop.sms.uri import NotALink, wanted
from desktop.sms.web_address import Host, host_of, mail_address, mixes_scripts, web_address
from tests.fuzz.counting import tried
from tests.fuzz.inputs import FUZZ, NASTY, sound, texts

KIND = "links"
_PIECES = (
    *(
        "sms:",
        "SMSTO:",
        "tel:",
        "callto:",
        "sip:",
        "sips:",
        "http://",
        "https://",
        "mailto:",
        "www.",
        "//",
        "?",
    ),
    *("body=", "line=", "callerid=", "ext=", "phone-context=", "&", ";", ",", "@", ":", "#", "/", "%", "%00"),
    *(
        "%e2%80%ae",
        "%ff",
        "%0d%0a",
        "+447700900123",
        "0800",
        "911",
        "example.com",
        "xn--",
        "xn--80ak6aa92e.com",
    ),
    *("[::1]", "127.0.0.1", "0x7f.1", "2130706433", ":8080", "аррӏе.com", "bücher.example", "a" * 64, "."),
)
links = st.lists(st.one_of(st.sampled_from(_PIECES), st.sampled_from(NASTY), texts), max_size=8).map("".join)


@FUZZ
@given(links)
def test_a_link_from_outside_is_read_or_refused(link: str) -> None:
    tried(KIND)
    try:
        found = wanted(link)
    except NotALink as refused:
        assert len(link) < 12 or link not in str(refused)
        return
    assert found.number.lstrip("+").isdigit() or not found.number
    assert found.extension.isdigit() or not found.extension
    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in found.body)
    assert not set(found.body) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@FUZZ
@given(sound)
def test_a_text_that_becomes_a_link_comes_back_as_it_was(body: str) -> None:
    """What --text and --body are turned into is read by the same reader."""
    tried(KIND)
    kept = "".join(c for c in body if unicodedata.category(c) not in ("Cc", "Cs") and c.isprintable())
    try:
        found = wanted(start.text_link("+447700900123", kept))
    except NotALink:
        assert len(quote(kept)) > 10_000
        return
    assert found.number == "+447700900123"
    assert found.body.strip() == kept.replace("\t", " ").strip()


@FUZZ
@given(links)
def test_links_of_a_text_stand_in_it_in_order_and_lead_where_they_say(text: str) -> None:
    tried(KIND)
    end = 0
    for link in links_in(text, "+447700900010"):
        assert end <= link.start < link.end <= len(text)
        end = link.end
        if link.kind is LinkKind.WEB:
            assert urlsplit(link.target).scheme.lower() in ("http", "https")
        if link.kind is LinkKind.MAIL:
            assert link.target.startswith("mailto:")


@FUZZ
@given(links)
def test_an_address_is_taken_apart_or_names_no_host(address: str) -> None:
    tried(KIND)
    for take_apart in (web_address, mail_address):
        found = take_apart(address, text=address)
        if found is not None:
            assert found.host.ascii.isascii()
            assert not any(c.isspace() for c in found.host.ascii)
    host: Host | None = host_of(address)
    assert host is None or len(host.ascii) <= 255
    mixes_scripts(address)


@FUZZ
@given(links)
def test_the_address_of_an_account_is_taken_or_refused(address: str) -> None:
    tried(KIND)
    try:
        checked = checked_address(address)
    except BadAddress as refused:
        assert str(refused) in ("no_address", "secret_in_address", "plain_http")
        return
    assert checked.lower().startswith(("http://", "https://"))


@FUZZ
@given(
    st.lists(
        st.one_of(links, st.sampled_from(("--profile", "--text", "--body", "--call", "--seed", "demo"))),
        max_size=6,
    )
)
def test_the_arguments_of_a_start_are_understood_or_left_to_the_command_line(arguments: list[str]) -> None:
    tried(KIND)
    found = start.read(arguments)
    assert found is None or isinstance(found.link, str)
