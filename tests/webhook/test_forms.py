"""What services send when a text came in: read as their lists are read, and everything else refused."""

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from desktop.providers.base import Text
from desktop.sms.delivery import State
from desktop.store.passed_on import PASSED_ON, PASSED_ON_MMS
from desktop.webhook.forms import FORMS, LONGEST_BODY, Malformed, cliqtel, voipms

DATA = {
    "id": 157,
    "from": "+31612345678",
    "to": "+31201234567",
    "body": "Thanks, got the tracking!",
    "segments": 1,
    "received_at": "2026-04-03T10:16:45.000000Z",
}
FIELDS = {
    "id": "111120",
    "timestamp": "2026-07-30 10:24:16",
    "from": "8577884821",
    "to": "8574884828",
    "media": "{MEDIA}",
    "message": "hello & <b>bye</b> é 👋",
}


def posted(**data: object) -> bytes:
    return json.dumps({"event": "sms.received", "data": {**DATA, **data}}).encode()


def query(**fields: str) -> str:
    return urlencode({**FIELDS, **fields})


def test_cliqtels_form_is_the_text_that_its_list_would_hold() -> None:
    """D2: ``received_at`` where a list has ``created_at``."""
    text = cliqtel("", posted())
    at = datetime(2026, 4, 3, 10, 16, 45, tzinfo=UTC)
    assert (text.remote_id, text.kind, text.outbound, text.state) == ("157", "sms", False, State.RECEIVED)
    assert (text.line, text.peer, text.body, text.created_at) == (
        "+31201234567",
        "+31612345678",
        "Thanks, got the tracking!",
        at,
    )
    assert text.parts == 1


def test_voipms_placeholders_are_the_text_that_its_list_would_hold() -> None:
    """D3: Eastern time, ten digits, and words as they are: HTML is never anything but words."""
    text = voipms(query(), b"")
    assert (text.remote_id, text.kind, text.outbound) == ("111120", PASSED_ON, False)
    assert (text.line, text.peer) == ("+18574884828", "+18577884821")
    assert text.body == "hello & <b>bye</b> é 👋"
    assert text.created_at == datetime(2026, 7, 30, 14, 24, 16, tzinfo=UTC)
    winter = voipms(query(timestamp="2026-01-30 10:24:16"), b"")
    assert winter.created_at == datetime(2026, 1, 30, 15, 24, 16, tzinfo=UTC)


def test_words_that_were_filled_in_without_encoding_are_whole() -> None:
    """D3: whether VoIP.ms encodes is not verified; the message stands last."""
    start = query().partition("&message=")[0]
    assert voipms(f"{start}&message=5 & 6&to=nobody", b"").body == "5 & 6&to=nobody"
    assert voipms(f"{start}&message=5 & 6&to=nobody", b"").line == "+18574884828"


@pytest.mark.parametrize(
    ("media", "kind", "urls"),
    [
        ("", PASSED_ON, []),
        ("{MEDIA}", PASSED_ON, []),
        ("https://x/1.png", PASSED_ON_MMS, ["https://x/1.png"]),
        ("https://x/1,2.png,https://x/3.png", PASSED_ON_MMS, ["https://x/1,2.png", "https://x/3.png"]),
        ("media/1.png", PASSED_ON_MMS, ["https://voip.ms/media/1.png"]),
        ("0", PASSED_ON, []),
    ],
)
def test_pictures_make_it_one_of_the_other_kind_whose_ids_count_for_themselves(
    media: str, kind: str, urls: list[str]
) -> None:
    """B17: the placeholder is not documented for sure, and may stay as it is."""
    text = voipms(query(media=media), b"")
    assert (text.kind, [one.url for one in text.media]) == (kind, urls)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"<html>",
        b"\xff\xfe",
        b"[" * 5000,
        json.dumps({"event": "sms.sent", "data": DATA}).encode(),
        json.dumps({"event": "sms.received"}).encode(),
        json.dumps({"event": "sms.received", "data": [DATA]}).encode(),
        json.dumps(DATA).encode(),
        posted(id=None),
        posted(id=""),
        posted(body=None),
        posted(body={"a": 1}),
        posted(received_at="yesterday"),
        posted(received_at=None),
        posted(to=None),
        posted(**{"from": ""}),
        posted(body="a" * (LONGEST_BODY + 1)),
    ],
)
def test_what_is_no_text_of_cliqtel_is_refused_without_repeating_it(body: bytes) -> None:
    """D2"""
    with pytest.raises(Malformed) as caught:
        cliqtel("", body)
    assert len(str(caught.value)) < 60 and "Thanks" not in str(caught.value)


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "a",
        "&" * 5000,
        query(id=""),
        query(id="abc"),
        query(id="-1"),
        query(id="9" * 30),
        query(timestamp=""),
        query(timestamp="{TIMESTAMP}"),
        query(timestamp="2026-13-45 99:00:00"),
        query(**{"from": ""}),
        query(to=""),
        query().partition("&message=")[0],
        f"{query()}%ff",
        query(message="a" * (LONGEST_BODY + 1)),
    ],
)
def test_what_is_no_text_of_voipms_is_refused(asked: str) -> None:
    """D3"""
    with pytest.raises(Malformed):
        voipms(asked, b"")


def test_every_form_says_with_which_method_it_comes() -> None:
    assert {name: form.method for name, form in FORMS.items()} == {"cliqtel": "POST", "voipms": "GET"}
    assert isinstance(FORMS["cliqtel"].read("", posted()), Text)
