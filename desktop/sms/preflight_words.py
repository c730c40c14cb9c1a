"""Rules of what a text says: restricted words, the same text twice, one text to many, codes, Unicode.

Look here for B7 to B10, B21, B23, B27, C15 and D8. Nothing here ever changes a text.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from desktop.sms import fixit, gaps
from desktop.sms.coverage import NO_BULK
from desktop.sms.errors import ErrorClass
from desktop.sms.preflight_money import amount
from desktop.sms.preflight_records import Facts, Finding, Fix, Rule, Severity
from desktop.sms.restricted import Lexicon
from desktop.sms.same_words import core
from desktop.sms.segments import Count, parts

WARN, NOTE = Severity.WARN, Severity.NOTE

AGAIN = timedelta(minutes=10)
"""Within this time the same text to the same number is taken for a slip (B23)."""
MANY = 5
"""One text to so many other people within an hour is bulk (B27)."""

_PHRASES = """
    verification code, security code, login code, sign-in code, authentication code, one-time code,
    one time password, one-time password, one time passcode, one-time passcode, access code by text,
    otp, 2fa, two-factor, sms code, text me the code, send me the code, code you received,
    code we sent you, confirmation code by text, passcode by text,
    verificatiecode, beveiligingscode, inlogcode, eenmalige code, sms-code, code die u ontving,
    verifizierungscode, bestätigungscode per sms, sicherheitscode, anmeldecode, einmalcode,
    einmalpasswort, code per sms,
    code de vérification, code de sécurité, code à usage unique, code reçu par sms,
    code d'authentification, mot de passe à usage unique,
    código de verificación, código de seguridad, código de un solo uso, código por sms,
    código de verificação, código de segurança, código de uso único, código de acesso por sms,
    رمز التحقق, كود التحقق, رمز التأكيد, رمز الأمان, كلمة مرور لمرة,
    验证码, 驗證碼, 动态密码, 一次性密码,
    認証コード, 確認コード, ワンタイムパスワード, セキュリティコード,
    ओटीपी, सत्यापन कोड, वेरिफिकेशन कोड, सुरक्षा कोड
"""
_CODES = Lexicon({"codes": [one.strip() for one in _PHRASES.split(",")]})
_OF_REFUSED = {
    ErrorClass.CONTENT: Fix.SHOW_EARLIER,
    ErrorClass.CONSENT: Fix.CALL,
    ErrorClass.NUMBER: Fix.OTHER_NUMBER,
}
_GIVEN = re.compile(r"(?<!\d)\d{4,8}(?!\d)")
"""A text that holds a code gives it to somebody, and does not wait for one."""

_NEEDS_UNICODE = re.compile("[א-תؠ-يऄ-हぁ-ヺ㐀-鿿가-힣]")
"""Letters of scripts that have no lookalikes in GSM-7: Hebrew, Arabic, Devanagari, Kana, Han, Hangul."""


def findings(text: str, counted: Count, facts: Facts) -> Iterator[Finding]:
    """What the words say, in no order."""
    if not text.strip():
        return
    if facts.has_gaps and (places := gaps.open_gaps(text)):
        first = text[places[0][0] : places[0][1]].strip("{} ")
        values = (("gap", first), ("gaps", str(len(places))))
        yield Finding(Severity.BLOCK, Rule.GAP, "B32", Fix.FILL_GAP, values, places)
    yield from _refused(text, facts)
    yield from _restricted(text, facts)
    yield from _codes(text)
    yield from _again(text, facts)
    yield from _bulk(text, facts)
    yield from _parts(counted, facts)
    yield from _unicode(text, facts)


def _restricted(text: str, facts: Facts) -> Iterator[Finding]:
    hits = facts.words.hits(text)
    if not hits:
        return
    words = dict.fromkeys(text[hit.start : hit.end] for hit in hits)
    categories = dict.fromkeys(hit.category for hit in hits)
    values = (("words", "\n".join(words)), ("categories", "\n".join(categories)))
    spans = tuple((hit.start, hit.end) for hit in hits)
    yield Finding(WARN, Rule.RESTRICTED, "B21", Fix.SHOW_WORDS, values, spans)


def _refused(text: str, facts: Facts) -> Iterator[Finding]:
    before = facts.refused.get(core(text)) if facts.refused else None
    if before is not None:
        values = (
            ("class", before.group.value),
            ("since", before.at.isoformat()),
            ("message_id", str(before.message_id)),
        )
        yield Finding(Severity.BLOCK, Rule.REFUSED_BEFORE, "C15", _OF_REFUSED[before.group], values)


def _codes(text: str) -> Iterator[Finding]:
    hits = _CODES.hits(text)
    if hits and _GIVEN.search(text) is None:
        spans = tuple((hit.start, hit.end) for hit in hits)
        yield Finding(NOTE, Rule.CODES, "D8", Fix.ASK_FOR_CALL, (), spans)


def _again(text: str, facts: Facts) -> Iterator[Finding]:
    same = [one for one in facts.sent_before if one.body == text and facts.now - one.at < AGAIN]
    if same:
        last = max(same, key=lambda one: (one.at, one.message_id))
        # A clock that was put back meanwhile makes no text of the future.
        ago = max(int((facts.now - last.at).total_seconds()), 0)
        values = (("ago", str(ago)), ("message_id", str(last.message_id)))
        yield Finding(WARN, Rule.DUPLICATE, "B23", Fix.SHOW_EARLIER, values)


def _bulk(text: str, facts: Facts) -> Iterator[Finding]:
    spread = dict(facts.spread)
    others = spread.get(text, 0)
    if facts.policy.utf8_bytes is not None:
        # Of a text that is cut into texts of their own, each is known by itself.
        others = spread.get(parts(text, facts.policy)[0], 0)
    if facts.service in NO_BULK and others >= MANY:
        values = (("others", str(others)), ("source", NO_BULK[facts.service]))
        yield Finding(WARN, Rule.BULK, "B27", Fix.NONE, values)


def _parts(counted: Count, facts: Facts) -> Iterator[Finding]:
    if counted.segments < 2:
        return
    number = ("parts", str(counted.segments))
    more: tuple[tuple[str, str], ...] = ()
    if facts.policy.utf8_bytes is not None:
        more = (("cut", str(facts.policy.utf8_bytes)),)
        if facts.price is not None:
            more += (("cost", amount(facts.price * counted.segments)), ("currency", facts.currency))
    region = facts.recipient.region if facts.recipient is not None else None
    if not facts.policy.joined:
        yield Finding(NOTE, Rule.SEPARATE_TEXTS, "B7", Fix.SHOW_PARTS, (number, *more))
    elif region is not None and region in facts.unjoined:
        yield Finding(WARN, Rule.NOT_JOINED_THERE, "B9", Fix.SHOW_PARTS, (number, ("country", region)))


def _unicode(text: str, facts: Facts) -> Iterator[Finding]:
    if facts.policy.utf8_bytes is None and _NEEDS_UNICODE.search(text) is not None:
        return  # one such letter keeps all of it Unicode
    cheaper = fixit.proposal(text, facts.policy)
    if cheaper is None:
        return
    values = (
        ("before", str(cheaper.before.segments)),
        ("after", str(cheaper.after.segments)),
        ("way", cheaper.way.value),
        ("characters", "".join(dict.fromkeys(one.before for one in cheaper.replacements))),
    )
    spans = tuple((one.at, one.at + len(one.before)) for one in cheaper.replacements)
    yield Finding(NOTE, Rule.UNICODE, "B8", Fix.SIMPLIFY, values, spans)
