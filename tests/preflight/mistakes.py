"""Seeded mistakes of every kind: what is known, what somebody wrote, and what has to be found.

Restricted texts stand here and in ``seeded.txt``; the lists and groups of words were made better by them.
Those of ``frozen.txt`` were written before and must never be used for that: they have a rate of their own.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from desktop.sms.errors import ErrorClass
from desktop.sms.preflight import Facts, RefusedBefore, RegionTrouble, Rule, SentBefore, Stopped, recipient
from desktop.sms.reachability import Reach, Reachability
from desktop.sms.same_words import core
from desktop.sms.segments import SEPARATE_160_BYTES, outgoing
from tests.preflight.ordinary import NOON, NUMBERS, facts, texts

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ENGLISH = facts("en")
LINE = ENGLISH.line


@dataclass(frozen=True, slots=True)
class Mistake:
    """A text that should not go out unsaid."""

    text: str
    facts: Facts
    rule: Rule


RESTRICTED = """
    Refinance now! A payday loan is approved within the hour, even with bad credit.
    Double your money in a week with our forex signals.
    Come to our casino tonight, free spins for every guest.
    Hot sexy singles near you are waiting, sign up for the sex chat.
    You have won! Claim your prize before midnight.
    Work from home and earn $500 a day, be your own boss.
    CBD gummies and hemp oil back in stock at the dispensary.
    Final call: our debt collectors will visit you next week.
    Buy viagra and xanax, no prescription needed.
    New handguns and ammo in the shop, gun show on Saturday.
    Vape juice, cigars and tobacco at half price.
    Whisky and vodka delivered to your door.
    Snelle lening zonder BKR, vandaag nog op uw rekening.
    Gokken zonder limiet, kom naar ons online casino.
    U heeft gewonnen! Gratis cadeaubon ophalen.
    Sofortkredit ohne Prüfung, Kredit ohne Schufa.
    Die besten Sportwetten und Glücksspiele im Netz.
    Ihr Konto wurde gesperrt, jetzt zuschlagen und freischalten.
    Crédit rapide sans justificatif, réponse en une heure.
    Paris sportifs : 50 € offerts et machines à sous.
    Vous avez gagné ! Carte cadeau gratuite.
    Préstamo rápido e inmediato, dinero rápido hoy.
    Apuestas deportivas y tragamonedas con giros gratis.
    ¡Has ganado! Reclama tu premio.
    Empréstimo rápido para negativados, crédito aprovado.
    Aposte agora: apostas e caça-níqueis com rodadas grátis.
    Você ganhou! Resgate seu prêmio, clique agora.
    قرض سريع بدون كفيل خلال ساعة
    العب في الكازينو الآن واربح، مراهنات مباشرة
    لقد ربحت سيارة، اضغط هنا الآن
    快速贷款，无抵押贷款当天到账
    澳门赌场在线投注，老虎机送彩金
    恭喜您中奖，立即点击领取
    即日融資、カードローンなら当社へ
    オンラインカジノで今夜もスロット
    おめでとうございます！当選しました。今すぐクリック
    तुरंत लोन पाएं, पर्सनल लोन ऑफर आज ही
    ऑनलाइन कैसीनो और सट्टेबाजी में जीतें
    बधाई हो, आपने जीता है इनाम
    Instant approval, no credit check: borrow up to $5,000 tonight.
    Bet now and get your first wager back, 20 spins on the slots.
    Make easy money from your phone, no experience needed.
    Consolidate your debts into one easy payment.
    Cheap cialis shipped discreetly.
    Free prize! Your phone number was drawn, claim now.
    Adult videos, 18+ only, first night free.
    Marijuana edibles delivered in an hour.
    Case of beer and a bottle of tequila free with every order.
    Geld lenen in vijf minuten, ook met schulden.
    Jetzt wetten und 100 Euro Bonus im Online-Casino sichern.
    Gagnez de l'argent facilement depuis chez vous.
    Apuesta hoy en nuestro casino y llévate un bono.
    Ganhe dinheiro fácil sem sair de casa.
    اربح المال بسهولة من هاتفك
    轻松赚钱，日入千元
    スマホで簡単に稼げる副業
    आज ही लॉटरी जीतें
    Need cash before payday? We lend up to $1,000, no questions asked.
    Poker tonight at our online casino, jackpot over a million.
    Become rich with bitcoin, guaranteed profit of 300%.
    Lose your debt today, our settlement program cuts it by half.
    Your parcel is held: verify your account now or it is returned.
    Hot escorts in your town tonight.
    Get weed and cbd oil without a card.
    Buy ammunition online, shipped tomorrow.
    Electronic cigarettes and nicotine liquids, three for two.
    Gratis Freispiele im Casino, jetzt einzahlen.
    Un prêt sans enquête de crédit en 24 h.
    Créditos sin aval, dinero al instante en tu cuenta.
    Aposte no jogo de hoje, loteria online.
    ربحت معنا جائزة، قرض بدون ضمان
    线上赌场开户送彩金
    審査なしで即日キャッシング
    बिना गारंटी के तुरंत लोन
"""

CODES = """
    Please send me the code you received so I can sign in.
    Has the verification code come through on this number yet?
    I asked the bank for a one-time password, text it here when it comes.
    Ik wacht op de verificatiecode op dit nummer.
    Ist der Einmalcode schon bei uns angekommen?
    Le code de vérification doit arriver sur ce numéro.
    ¿Ha llegado el código de verificación a este número?
    O código de verificação chega neste número?
    متى يصل رمز التحقق على هذا الرقم؟
    验证码发到这个号码了吗？
    認証コードはこの番号に届きますか？
    क्या ओटीपी इसी नंबर पर आएगा?
"""

BAD_NUMBERS = (
    "+44 7700 90012345678",
    "+999 123 456 789",
    "07700 90012x",
    "+31 6 1234",
    "12345678, 87654321",
    "+1 202 555",
    "maria@example.com",
    "+86 138",
    "++447700900123",
    "020 7946 0958 ext. 12",
)

LONG = "We will be at the side gate with both vans and the small crane at half past eight. "
CURLY = "We’ll be at the side gate with both vans and the crane – please move the car before half past eight."


def lines(block: str) -> list[str]:
    return [outgoing(line.strip()) for line in block.strip().splitlines()]


def to(number: str, known: Facts = ENGLISH) -> Facts:
    return replace(known, recipient=recipient(number, known.line, known.line_region or ""))


def restricted(file: str) -> Iterator[Mistake]:
    """Restricted texts of a file: a language, a tab and a text in each line."""
    for line in (Path(__file__).parent / file).read_text("utf-8").splitlines():
        language, text = line.split("\t")
        yield Mistake(outgoing(text), facts(language), Rule.RESTRICTED)


def mistakes() -> Iterator[Mistake]:
    """All of them."""
    yield from (Mistake(text, ENGLISH, Rule.RESTRICTED) for text in lines(RESTRICTED))
    yield from restricted("seeded.txt")
    yield from restricted("frozen.txt")
    yield from (Mistake(text, ENGLISH, Rule.CODES) for text in lines(CODES))
    yield from (Mistake("See you at nine.", to(number), Rule.NOT_A_NUMBER) for number in BAD_NUMBERS)
    yield from _of_every_language()
    yield from _of_number()
    yield from _of_line_and_country()
    yield from _of_length_and_money()


def _of_every_language() -> Iterator[Mistake]:
    """Somebody who opted out, and the same text twice, whatever it says."""
    seen = Counter[str]()
    for language, text in texts():
        seen[language] += 1
        if seen[language] > 1:
            continue
        known = facts(language)
        yield Mistake(text, replace(known, stopped=Stopped(NOON - DAY, "STOP", 7)), Rule.OPTED_OUT)
        yield Mistake(
            text,
            replace(known, stopped_elsewhere=Stopped(NOON - DAY, "STOP", 7, line="+12125550142")),
            Rule.STOPPED_ELSEWHERE,
        )
        again = (SentBefore(text, NOON - timedelta(seconds=40), 9),)
        yield Mistake(text, replace(known, sent_before=again), Rule.DUPLICATE)
        for group in (ErrorClass.CONTENT, ErrorClass.NUMBER, ErrorClass.CONSENT):
            refused = {core(text): RefusedBefore(group, NOON - DAY, 9)}
            yield Mistake(text, replace(known, refused=refused), Rule.REFUSED_BEFORE)


def _of_number() -> Iterator[Mistake]:
    text = "See you at nine."
    yield Mistake(text, to(LINE), Rule.SAME_NUMBER)
    yield Mistake(text, to("07700 900010"), Rule.SAME_NUMBER)
    yield Mistake(text, to("112"), Rule.EMERGENCY)
    yield Mistake(text, to("999"), Rule.EMERGENCY)
    yield Mistake(text, to("MyBank"), Rule.SENDER_NAME)
    yield Mistake(text, to("Parcel2Go"), Rule.SENDER_NAME)
    yield Mistake(text, replace(ENGLISH, unknown_person=True), Rule.UNKNOWN_PERSON)
    yield Mistake("Hi {{ contact.first_name }}, " + text, replace(ENGLISH, has_gaps=True), Rule.GAP)
    yield Mistake(text, to("60777"), Rule.SHORT_CODE)
    yield Mistake(text, to("884422"), Rule.SHORT_CODE)
    past = {
        Reachability.LANDLINE: Rule.LANDLINE,
        Reachability.DEAD: Rule.DEAD_NUMBER,
        Reachability.UNREACHABLE: Rule.UNREACHABLE,
        Reachability.WRONG_PAIR: Rule.BAD_PAIR,
    }
    for what, rule in past.items():
        yield Mistake(text, replace(ENGLISH, reach=Reach(what, NOON - HOUR, LINE)), rule)
        yield Mistake(LONG, replace(facts("de"), reach=Reach(what, NOON - HOUR, marked=True)), rule)


def _of_line_and_country() -> Iterator[Mistake]:
    text = "See you at nine."
    french, american, indian = NUMBERS["fr"][1], "+12025550123", NUMBERS["hi"][1]
    yield Mistake(text, replace(ENGLISH, can_send=False, line_reason="voice_only"), Rule.LINE_CANNOT_SEND)
    yield Mistake(text, replace(ENGLISH, can_send=False), Rule.LINE_CANNOT_SEND)
    yield Mistake(text, replace(ENGLISH, line_gone=True), Rule.LINE_GONE)
    yield Mistake(text, replace(ENGLISH, line_unknown=True), Rule.NO_SUCH_LINE)
    fresh = replace(ENGLISH, reach=Reach(), replied=None)
    for allowed in (frozenset({"GB"}), frozenset({"GB", "DE"})):
        yield Mistake(text, replace(to(french, fresh), allowed=allowed), Rule.COUNTRY_OFF)
    yield Mistake(
        text,
        replace(to(french, fresh), region_trouble=RegionTrouble("country_off", NOON - DAY)),
        Rule.COUNTRY_OFF,
    )
    for cause in ("sender", "region"):
        yield Mistake(
            text, replace(to(french, fresh), region_trouble=RegionTrouble(cause, NOON - DAY)), Rule.REGION
        )
    for service in ("voipms", "salesmsg"):
        yield Mistake(text, replace(to(french, fresh), service=service), Rule.COVERAGE)
    short_code = replace(fresh, line="60777", line_kind="short_code", line_region="US")
    yield Mistake(text, to(french, short_code), Rule.SHORT_CODE_ABROAD)
    toll_free = replace(fresh, line="+18005550123", line_kind="toll_free", line_region="US")
    yield Mistake(text, to(american, replace(toll_free, line_state="unverified")), Rule.TOLL_FREE)
    yield Mistake(text, to(american, replace(toll_free, toll_free_refused=NOON - DAY)), Rule.TOLL_FREE)
    yield Mistake(text, to(indian, fresh), Rule.SENDER_MOVED)
    yield Mistake(text, to(indian, replace(fresh, replied=False)), Rule.SENDER_MOVED)


def _of_length_and_money() -> Iterator[Mistake]:
    yield Mistake("a" * 1601, ENGLISH, Rule.TOO_LONG)
    yield Mistake(LONG * 40, ENGLISH, Rule.TOO_LONG)
    yield Mistake("See you at nine.", replace(ENGLISH, balance=Decimal("0.001")), Rule.NO_CREDIT)
    yield Mistake(LONG * 3, replace(ENGLISH, balance=Decimal("0.015")), Rule.NO_CREDIT)
    trial = replace(ENGLISH, trial=True, trial_parts=10, trial_used=6)
    yield Mistake("a" * 700, trial, Rule.TRIAL_PARTS)
    yield Mistake("See you at nine.", replace(trial, trial_used=10), Rule.TRIAL_PARTS)
    yield Mistake(CURLY, ENGLISH, Rule.UNICODE)
    yield Mistake("“" + LONG + "”" + LONG[:60], ENGLISH, Rule.UNICODE)
    yield Mistake(LONG * 2, replace(ENGLISH, policy=SEPARATE_160_BYTES), Rule.SEPARATE_TEXTS)
    yield Mistake(LONG * 2, replace(ENGLISH, unjoined=frozenset({"GB"})), Rule.NOT_JOINED_THERE)
    yield Mistake(
        LONG, replace(ENGLISH, service="voipms", spread=((LONG, 12),), allowed=frozenset({"GB"})), Rule.BULK
    )
    yield Mistake("See you at nine.", replace(ENGLISH, waiting=120), Rule.PACE)
    tomorrow = NOON + timedelta(hours=16)
    for today in (85, 99, 100):
        known = replace(ENGLISH, daily=100, today=today, next_day=tomorrow, policy=SEPARATE_160_BYTES)
        yield Mistake(LONG * 2, known, Rule.DAILY)
