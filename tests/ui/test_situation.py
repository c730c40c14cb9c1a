"""What the banner says of the current line's account, in which tone, and what its button does."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.announce import Link
from desktop.ui.banner import Tone
from desktop.ui.situation import situation


def said(link: Link | None, reason: str = "", *, pulled_at: datetime | None = None) -> tuple[Tone, str, str]:
    return situation(link, reason, service="Cliqtel", pulled_at=pulled_at)


@pytest.mark.parametrize("link", [Link.ONLINE, Link.CONNECTING, None])
def test_nothing_is_said_while_all_is_well(link: Link | None) -> None:
    assert said(link, pulled_at=datetime.now(UTC))[1:] == ("", "")


def test_offline_says_how_old_the_data_is_and_what_becomes_of_texts_written_now() -> None:
    """E1"""
    moment = datetime.now(UTC)
    tone, words, button = said(Link.OFFLINE, "connection refused", pulled_at=moment)
    assert tone is Tone.OFFLINE
    assert words.startswith("Offline. What you see was last fetched at ")
    assert words.endswith(
        "Texts written now go out when the connection is back; after 10 minutes you are asked first."
    )
    assert button == "Try now"
    old = said(Link.OFFLINE, pulled_at=moment - timedelta(days=40))[1]
    assert f"{(moment - timedelta(days=40)).astimezone().year} at " in old


def test_offline_before_anything_was_fetched_says_so() -> None:
    assert said(Link.OFFLINE)[1].startswith("Offline. Nothing has been fetched yet. Texts written now go")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("refused", "Cliqtel does not accept the key."),
        ("keyring_silent", "The keyring did not answer in time."),
        ("Your plan has ended", "Cliqtel does not accept the key: Your plan has ended."),
        ("<b>no</b>\n\u202eon", "<b>no</b> on"),
    ],
)
def test_sign_in_needed_says_why(reason: str, words: str) -> None:
    tone, sentence, button = said(Link.SIGN_IN_NEEDED, reason)
    assert tone is Tone.BAD
    assert words in sentence
    assert sentence.endswith("Texts written now wait here.")
    assert button == "Try now"


@pytest.mark.parametrize(
    ("link", "reason", "words"),
    [
        (Link.OFFLINE, "not_there", "There is no Cliqtel at the address of this account. Check the address."),
        (Link.OFFLINE, "redirect", "The address of this account sends on to another one."),
        (Link.SIGN_IN_NEEDED, "session_over", "Sign in again to send and receive."),
        (Link.SIGN_IN_NEEDED, "forbidden:No SMS", "the key may not be used for this (No SMS)."),
        (Link.SIGN_IN_NEEDED, "unknown_service", "does not know the service Cliqtel. Update Linedesk"),
    ],
)
def test_what_a_person_has_to_mend_says_how_and_offers_the_way_there(
    link: Link, reason: str, words: str
) -> None:
    tone, sentence, button = situation(link, reason, service="Cliqtel", pulled_at=None, can_sign_in=True)
    assert tone is Tone.BAD and words in sentence
    assert sentence.endswith("Texts written now wait here.") and button == "Sign in"


def test_a_locked_keyring_is_asked_again_and_one_that_asks_is_waited_for() -> None:
    button = situation(
        Link.SIGN_IN_NEEDED, "keyring_silent", service="Cliqtel", pulled_at=None, can_sign_in=True
    )[2]
    assert button == "Try now"
    assert said(Link.CONNECTING, "keyring") == (Tone.INFO, "Waiting for your password manager …", "")


def test_a_variable_that_is_not_set_is_named() -> None:
    words = situation(
        Link.SIGN_IN_NEEDED, "variable_unset", service="Cliqtel", pulled_at=None, key_variable="MY_KEY"
    )[1]
    assert words.startswith("The environment variable MY_KEY that should hold the key is not set.")


def test_a_second_window_says_that_the_first_does_the_work() -> None:
    tone, words, button = said(Link.STANDING_BY)
    assert (tone, button) == (Tone.INFO, "")
    assert words.startswith("Another Linedesk of this profile is open")


def test_a_list_in_an_unknown_form_is_a_warning_and_sending_goes_on() -> None:
    tone, words, button = said(Link.ONLINE, "unreadable:no rows in <html>")
    assert (tone, button) == (Tone.WARN, "")
    assert "Cliqtel lists its texts in a form that Linedesk does not know (no rows in <html>)." in words
    assert "Sending still works" in words


def test_a_full_disk_is_said_whatever_the_connection_is() -> None:
    """Bad input and full disks get one clear sentence and lose nothing."""
    for link in (Link.ONLINE, Link.OFFLINE):
        tone, words, button = said(link, "store:database or disk is full")
        assert (tone, button) == (Tone.BAD, "Try now")
        assert "cannot be written (database or disk is full). Free some space" in words
        assert "Nothing is sent meanwhile." in words


def test_what_is_mended_in_the_portal_is_tried_again_and_asks_for_no_new_key() -> None:
    """G1: the banner names what to set there; a key of the wrong kind wants another one."""
    for reason, button in (
        ("told:ip_not_enabled:This IP is not enabled (203.0.113.7)", "Try now"),
        ("told:api_not_enabled:", "Try now"),
        ("told:key_kind:", "Sign in"),
    ):
        tone, words, offered = situation(
            Link.SIGN_IN_NEEDED, reason, service="VoIP.ms", pulled_at=None, can_sign_in=True
        )
        assert (tone, offered) == (Tone.BAD, button) and "told:" not in words
        assert words.endswith("Texts written now wait here.")


def test_a_balance_below_the_chosen_level_is_said_while_all_else_is_well() -> None:
    """G1: a low-balance notice at a chosen level"""

    def said(link: Link, reason: str = "") -> tuple[Tone, str, str]:
        return situation(link, reason, service="Cliqtel", pulled_at=None, low=("€1.20", "€5.00"))

    tone, words, button = said(Link.ONLINE)
    assert (tone, button) == (Tone.WARN, "Top up")
    assert words == "€1.20 is left at Cliqtel: less than €5.00. Top up before texts have to wait."
    assert "€1.20" not in said(Link.OFFLINE)[1]
    assert "€1.20" not in said(Link.ONLINE, "unreadable:x")[1]


def test_a_renewed_key_that_could_not_be_kept_is_told_while_it_works() -> None:
    """I4: the next start would ask for another."""
    tone, words, button = said(Link.ONLINE, "unkept:keyring_silent")
    assert (tone, button) == (Tone.WARN, "Try now")
    assert "The keyring did not answer in time. Unlock it" in words and "sign in again" in words
