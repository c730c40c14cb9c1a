"""STOP and START by whole message, in ten languages, however they are dressed (B20, demand 23)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sms.optout import LONGEST, OptOut, read

STOPS = {
    "en": [
        "STOP",
        "stop",
        "Unsubscribe",
        "END",
        "quit",
        "Cancel",
        "STOPALL",
        "Stop texting me",
        "STOP SMS",
        "STOPSMS",
        "Remove",
        "Unsubscribe me",
    ],
    "nl": ["Stoppen", "AFMELDEN", "uitschrijven", "stop a.u.b."],
    "de": ["STOPP", "Abmelden", "abbestellen", "Bitte stoppen!"],
    "fr": ["ARRÊT", "arret", "Désabonner", "STOP SVP", "Me désinscrire", "me desinscrire", "Stop SMS"],
    "es": ["BAJA", "alto", "Parar", "darme de baja", "Desuscribir", "desuscribirme"],
    "pt": ["SAIR", "parar", "Descadastrar"],
    "ar": ["توقف", "إيقاف", "ايقاف", "إلغاء الاشتراك", "الغاء الإشتراك", "إلغاء الإشتراك", "اوقف"],
    "zh": ["退订", "停止", "取消订阅", "TD"],
    "ja": ["ストップ", "配信停止", "停止"],
    "hi": ["रोकें", "बंद करें", "स्टॉप"],
}
EVERY_STOP = [word for words in STOPS.values() for word in words]
STARTS = [
    "START",
    "unstop",
    "Starten",
    "Anmelden",
    "Démarrer",
    "ALTA",
    "Começar",
    "ابدأ",
    "开始",
    "スタート",
    "शुरू करें",
]
OTHERS = [
    "STOP this bill!",
    "Please don't stop",
    "Stop?",
    "Can you stop by at 5?",
    "The bus stop",
    "Don't cancel my appointment",
    "Remove the old lock, please",
    "Please remove",
    "Stop SMS at night?",
    "Me désinscrire du cours de mardi",
    "Start at nine?",
    "I want to end my contract next month, what now?",
    "",
    " ",
    "...",
    "nonstop",
    "stop stop please now ok",
    "STOP " * 20,
]
DRESS = " \t\n\u00a0\u200b\u2060\ufeff\u202f\"'“”„«».!…。！👍"


@pytest.mark.parametrize(("language", "words"), STOPS.items())
def test_the_whole_message_stop_counts_in_ten_languages(language: str, words: list[str]) -> None:
    """B20, I2."""
    assert {word: read(word) for word in words} == dict.fromkeys(words, OptOut.STOP)


def test_start_opens_again_and_help_is_neither() -> None:
    assert {word: read(word) for word in STARTS} == dict.fromkeys(STARTS, OptOut.START)
    assert read("HELP") is OptOut.HELP and read(" info ") is OptOut.HELP


@pytest.mark.parametrize("body", OTHERS)
def test_a_message_that_only_contains_such_a_word_says_nothing(body: str) -> None:
    """Demand 23: "STOP this bill!" does not trigger."""
    assert read(body) is None


@pytest.mark.parametrize(
    "body",
    [
        "\u00a0STOP\u00a0",
        "\u200bstop\u200b",
        "“Stop.”",
        "'STOP'!",
        "Stop …",
        "ＳＴＯＰ",
        "s\u00adtop",
        "STOP ✋",
    ],
)
def test_what_phones_put_around_a_word_does_not_matter(body: str) -> None:
    """Demand 23: trailing spaces defeat STOP elsewhere."""
    assert read(body) is OptOut.STOP


@given(st.sampled_from(EVERY_STOP), st.text(DRESS, max_size=6), st.text(DRESS, max_size=6))
def test_any_dress_of_any_stop_is_a_stop(word: str, before: str, after: str) -> None:
    assert read(before + word.swapcase() + after) is OptOut.STOP


@given(st.text(max_size=60))
def test_any_text_has_an_answer_and_the_answer_does_not_depend_on_its_dress(text: str) -> None:
    answer = read(text)
    assert answer is None or len(text) <= LONGEST
    if len(text) + 2 <= LONGEST:
        assert read(f" {text}\u00a0") == answer


@given(st.sampled_from(EVERY_STOP), st.from_regex(r"[a-z]{3,12}", fullmatch=True))
def test_a_stop_with_another_word_is_no_stop(word: str, more: str) -> None:
    known = {"please", "all", "texting", "aub", "svp", "messages", "again"}
    if more not in known:
        assert read(f"{word} {more} {more}") is None
