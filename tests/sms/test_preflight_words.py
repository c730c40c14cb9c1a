"""Rules of what a text says: filtered words, doubles, bulk, codes, Unicode, parts that do not join."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.sms import fixit, preflight_words
from desktop.sms.preflight import Facts, Finding, Fix, Rule, SentBefore, Severity, preflight, recipient
from desktop.sms.restricted import lexicon
from desktop.sms.segments import SEPARATE_160_BYTES

NOON = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)
LINE, PEER = "+447700900010", "+447700900123"
FACTS = Facts(now=NOON, line=LINE, recipient=recipient(PEER, LINE))


def only(text: str, facts: Facts = FACTS) -> Finding:
    (found,) = preflight(text, facts)
    return found


def test_restricted_words_warn_once_with_every_place_and_category() -> None:
    """B21: advisory."""
    text = "A casino, a payday loan and a Casino."
    found = only(text)
    assert (found.severity, found.code, found.row, found.fix) == (
        Severity.WARN,
        Rule.RESTRICTED,
        "B21",
        Fix.SHOW_WORDS,
    )
    assert [text[start:end] for start, end in found.spans] == ["casino", "payday loan", "Casino"]
    assert found.value("words").split("\n") == ["casino", "payday loan", "Casino"]
    assert found.value("categories").split("\n") == ["gambling", "loans"]


def test_a_person_can_change_the_words() -> None:
    facts = replace(FACTS, words=lexicon(added={"ours": ["flugelhorn"]}, off=["gambling"]))
    assert preflight("A casino", facts) == []
    assert only("Flugelhorns!", facts).value("categories") == "ours"


def test_the_same_text_within_ten_minutes_warns_and_says_how_long_ago() -> None:
    """B23."""
    facts = replace(
        FACTS,
        sent_before=(
            SentBefore("ok", NOON - timedelta(seconds=300), 3),
            SentBefore("ok", NOON - timedelta(seconds=40), 4),
            SentBefore("no", NOON - timedelta(seconds=2), 5),
        ),
    )
    found = only("ok", facts)
    assert (found.severity, found.code, found.fix) == (Severity.WARN, Rule.DUPLICATE, Fix.SHOW_EARLIER)
    assert (found.value("ago"), found.value("message_id")) == ("40", "4")
    assert preflight("OK", facts) == []
    assert preflight("ok", replace(facts, now=NOON + timedelta(minutes=10))) == []
    assert only("ok", replace(facts, now=NOON - timedelta(hours=1))).value("ago") == "0", "a clock put back"


def test_one_text_to_many_warns_where_the_service_forbids_bulk() -> None:
    """B27."""
    facts = replace(
        FACTS, service="voipms", spread=(("We moved.", 5),), recipient=recipient("+12025550123", LINE)
    )
    assert (only("We moved.", facts).severity, only("We moved.", facts).code) == (Severity.WARN, Rule.BULK)
    assert preflight("We moved!", facts) == []
    assert preflight("We moved.", replace(facts, service="cliqtel")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Please send me the code you get",
        "Did the verification code arrive?",
        "Ist die SMS mit dem Einmalcode da?",
        "Stuur de verificatiecode door",
        "¿Llegó el código de verificación?",
        "هل وصل رمز التحقق؟",
        "验证码收到了吗？",
        "認証コードは届きましたか",
        "क्या ओटीपी आया?",
    ],
)
def test_somebody_who_waits_for_a_code_is_told_that_it_may_not_come(text: str) -> None:
    """D8."""
    found = only(text)
    assert (found.severity, found.code, found.row, found.fix) == (
        Severity.NOTE,
        Rule.CODES,
        "D8",
        Fix.ASK_FOR_CALL,
    )
    assert found.spans


def test_somebody_who_gives_a_code_waits_for_none() -> None:
    """D8."""
    assert preflight("Your verification code is 493027.", FACTS) == []
    assert preflight("The discount code is SPRING, the door code comes later", FACTS) == []


def test_few_signs_that_double_the_price_are_offered_to_be_written_plainly() -> None:
    """B8, B10."""
    text = "We’ll be there – promised. " + "a" * 100
    found = only(text)
    assert (found.severity, found.code, found.row, found.fix) == (
        Severity.NOTE,
        Rule.UNICODE,
        "B8",
        Fix.SIMPLIFY,
    )
    assert (found.value("before"), found.value("after")) == ("2", "1")
    assert [text[start:end] for start, end in found.spans] == ["’", "–"]
    assert preflight("We’ll be there", FACTS) == [], "no part is saved"


def test_parts_that_do_not_join_are_said() -> None:
    """B7, B9."""
    long = "a" * 300
    found = only(long, replace(FACTS, policy=SEPARATE_160_BYTES))
    assert (found.severity, found.code, found.value("parts")) == (Severity.NOTE, Rule.SEPARATE_TEXTS, "2")
    found = only(long, replace(FACTS, unjoined=frozenset({"GB"})))
    assert (found.severity, found.code, found.row) == (Severity.WARN, Rule.NOT_JOINED_THERE, "B9")
    assert preflight("a" * 160, replace(FACTS, unjoined=frozenset({"GB"}))) == []


def test_the_letters_that_are_known_to_need_unicode_have_no_lookalike() -> None:
    """B8: nothing that could be written more cheaply is passed over."""
    letters = [chr(code) for code in range(0x110000) if preflight_words._NEEDS_UNICODE.match(chr(code))]
    assert len(letters) > 20_000 and not any(map(fixit.suggestion, letters))


def test_a_text_with_an_open_gap_does_not_leave_and_the_place_is_told() -> None:
    """B32: nobody is greeted as “{{ contact.first_name }}”."""
    known = replace(FACTS, has_gaps=True)
    found = only("Hi {{ contact.first_name }}, {{ user.name }} here", known)
    assert (found.severity, found.code, found.fix) == (Severity.BLOCK, Rule.GAP, Fix.FILL_GAP)
    assert (found.spans, found.value("gap"), found.value("gaps")) == (
        ((3, 27), (29, 44)),
        "contact.first_name",
        "2",
    )
    assert preflight("Hi {{ contact.first_name }}", FACTS) == []
