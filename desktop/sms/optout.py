"""STOP, START and HELP: what somebody means who answers with one word (B20, demand 23).

Only a whole message counts: "STOP" and " Stop. " do, "STOP this bill!" does not. The words are those of
the ten languages of I2, and those that carriers themselves act upon (CTIA's list for English). Outside
English a word that rather answers a question, such as "cancel" of an appointment, is left out.
"""

import unicodedata
from enum import StrEnum

LONGEST = 40
"""Characters; no such answer is longer."""


class OptOut(StrEnum):
    """What a message that is one of the words asks for."""

    STOP = "stop"
    START = "start"
    HELP = "help"


_WORDS = {
    OptOut.STOP: (
        # English
        "stop, stopall, stop all, stop texting, stop texting me, stop messages, stop messaging me, "
        "please stop, stop please, end, quit, cancel, unsubscribe, unsub, optout, opt out, opt-out, revoke, "
        "remove, remove me, unsubscribe me, stop sms, stopsms, "
        # Dutch
        "stoppen, stop aub, stop a.u.b, stop alsjeblieft, afmelden, uitschrijven, meld mij af, "
        # German
        "stopp, bitte stoppen, bitte stop, abmelden, abbestellen, austragen, beenden, keine sms mehr, "
        # French
        "arret, arrêt, arreter, arrêter, arrêtez, arretez, desabonner, désabonner, desabonnement, "
        "désabonnement, desinscrire, désinscrire, desinscription, désinscription, me désabonner, "
        "me desabonner, me désinscrire, me desinscrire, stop svp, "
        # Spanish
        "parar, pare, alto, baja, darme de baja, dar de baja, desuscribir, desuscribirme, detener, "
        "cancelar suscripción, cancelar suscripcion, "
        # Portuguese
        "sair, pare por favor, cancelar inscrição, cancelar inscricao, descadastrar, "
        # Arabic
        "توقف, إيقاف, إلغاء الاشتراك, قف, أوقف, "
        # Chinese
        "停止, 退订, 退訂, 取消订阅, 取消訂閱, 回复td, td, "
        # Japanese
        "ストップ, 配信停止, 停止する, 退会, 配信解除, 登録解除, "
        # Hindi
        "रोकें, रोको, रोक दें, बंद करें, बंद करो, स्टॉप, सदस्यता समाप्त"
    ),
    OptOut.START: (
        "start, unstop, resume, subscribe, opt in, optin, opt-in, start again, "
        "starten, aanmelden, anmelden, fortsetzen, "
        "démarrer, demarrer, reprendre, s'abonner, abonner, réabonner, reabonner, "
        "iniciar, comenzar, empezar, alta, suscribir, suscribirme, reanudar, "
        "começar, comecar, inscrever, retomar, "
        "ابدأ, بدء, اشتراك, استئناف, "
        "开始, 開始, 订阅, 訂閱, 恢复, 恢復, "
        "スタート, 再開, 配信再開, "
        "शुरू, शुरू करें, शुरू करो, स्टार्ट"
    ),
    OptOut.HELP: ("help, info, hilfe, hulp, aide, ayuda, ajuda, مساعدة, 帮助, 幫助, ヘルプ, मदद, सहायता"),
}

_AROUND = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pi", "Pf", "Po", "Pd", "Ps", "Pe", "So", "Sk"})
"""Categories of what may stand around the word: spaces of every kind, invisible signs, quotation marks,
final punctuation, and a picture such as a raised hand."""
_VARIANTS = "\ufe0e\ufe0f"


def read(body: str) -> OptOut | None:
    """What ``body`` asks for, if all of it is one of the words; ``None`` for every other message.

    Case, accents composed in either way, the hamza of an alif, spaces, invisible characters, quotation marks
    and punctuation around the word do not matter. A question ("Stop?") asks, and is none.
    """
    if len(body) > LONGEST:
        return None
    text = unicodedata.normalize("NFKC", body).translate(_INVISIBLE)
    start, end = 0, len(text)
    while start < end and _is_around(text[start]):
        start += 1
    while end > start and _is_around(text[end - 1]):
        end -= 1
    return _MEANING.get(" ".join(_folded(text[start:end]).split()))


def _folded(text: str) -> str:
    return text.casefold().translate(_ALIFS)


def _is_around(character: str) -> bool:
    if character in "?؟":
        return False
    return character in "\"'`^*" or character in _VARIANTS or unicodedata.category(character) in _AROUND


_HIDDEN = (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)
_INVISIBLE = dict.fromkeys((*_HIDDEN, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_ALIFS = dict.fromkeys(map(ord, "أإآٱ"), "ا")
"""Alif with and without its hamza: most people type it without."""
_MEANING = {
    _folded(unicodedata.normalize("NFKC", word.strip())): meaning
    for meaning, words in _WORDS.items()
    for word in words.split(",")
}
