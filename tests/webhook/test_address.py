"""The address that is copied: this computer's loopback, the secret word, and what the service fills in."""

from desktop.webhook.address import QUERIES, address, offered
from desktop.webhook.forms import FORMS


def test_the_address_is_whole_for_each_service() -> None:
    """D2, D3."""
    assert address("cliqtel", 8750, "word") == "http://127.0.0.1:8750/word"
    assert address("voipms", 8751, "word") == (
        "http://127.0.0.1:8751/word?id={ID}&timestamp={TIMESTAMP}&from={FROM}&to={TO}&media={MEDIA}"
        "&message={MESSAGE}"
    )


def test_a_service_that_passes_nothing_on_has_none() -> None:
    assert [offered(one) for one in ("cliqtel", "voipms", "twilio", "")] == [True, True, False, False]


def test_whatever_has_an_address_has_a_form() -> None:
    assert QUERIES.keys() == FORMS.keys()
